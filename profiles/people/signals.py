"""The facts that people announce, each sent inside the transaction that makes it true."""

from django.dispatch import Signal

profile_changed = Signal()  # something of a profile is now different, seen by readers or hidden: profile
