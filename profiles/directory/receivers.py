"""Keeps the index true, in the transaction that changes profiles."""

from collections.abc import Collection

from django.dispatch import receiver

from profiles.directory import indexing
from profiles.people.models import Profile
from profiles.people.signals import profiles_changed


@receiver(profiles_changed)
def index_profiles(profiles: Collection[Profile], **_: object) -> None:
    """All at once, so that the words of all are locked in their order."""
    indexing.index(profiles)
