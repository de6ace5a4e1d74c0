"""Keeps the index true, in the transaction that changes a profile."""

from django.dispatch import receiver

from profiles.directory import indexing
from profiles.people.models import Profile
from profiles.people.signals import profile_changed


@receiver(profile_changed)
def index_profile(profile: Profile, **_: object) -> None:
    indexing.index([profile])
