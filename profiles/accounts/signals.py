"""The facts that accounts announce, each sent inside the transaction that makes it true."""

from django.dispatch import Signal

person_joined = Signal()  # a user and its first identity now exist: user, claims (a claims.Claims)
username_changed = Signal()  # a user now has another username: user
account_closed = Signal()  # a user can no longer sign in, and its page is gone: user
account_opened = Signal()  # a closed account is open again: user
