"""What people do when accounts announce something."""

from django.db.models import F
from django.dispatch import receiver

from profiles.accounts.claims import Claims
from profiles.accounts.models import User
from profiles.accounts.signals import person_joined, username_changed
from profiles.people import actions
from profiles.people.models import Profile
from profiles.people.signals import profiles_changed
from profiles.shared import text

NAME_LENGTH = 120


@receiver(person_joined)
def draft_a_profile(user: User, claims: Claims, **_: object) -> None:
    """With the name that the provider gave, as far as it gave one."""
    actions.create_profile(user, display_name=_name_in(claims) or user.username)


@receiver(username_changed)
def move_the_page(user: User, **_: object) -> None:
    """The page has a new address, so every copy of it is old."""
    for profile in Profile.objects.filter(user=user):
        Profile.objects.filter(pk=profile.pk).update(version=F("version") + 1, public_version=F("public_version") + 1)
        profiles_changed.send(Profile, profiles=[profile])


def _name_in(claims: Claims) -> str:
    whole = claims.name if not text.is_blank(claims.name) else f"{claims.given_name} {claims.family_name}"
    return "" if text.is_blank(whole) else text.clean_line(whole)[:NAME_LENGTH]
