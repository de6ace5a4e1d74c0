"""Announces in the feed what lower apps say, in the transaction that makes it true."""

from collections.abc import Collection

from django.dispatch import receiver

from profiles.accounts.models import User
from profiles.accounts.signals import account_closed, account_opened
from profiles.api import actions
from profiles.people.models import Profile
from profiles.people.signals import profiles_changed


@receiver(profiles_changed)
def announce_changes(profiles: Collection[Profile], **_: object) -> None:
    for profile in profiles:
        actions.announce(profile.pk)


@receiver([account_closed, account_opened])
def announce_a_person(user: User, **_: object) -> None:
    for profile in Profile.objects.filter(user=user).only("pk"):
        actions.announce(profile.pk)
