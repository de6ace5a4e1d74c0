"""The facts that people announce, each sent inside the transaction that makes it true."""

from django.dispatch import Signal

profile_changed = Signal()  # something that readers could see of a profile is now different: profile
