"""The facts that people announce, each sent inside the transaction that makes it true."""

from django.dispatch import Signal

# Something of some profiles is now different, seen by readers or hidden: profiles, all of a transaction at once.
profiles_changed = Signal()
