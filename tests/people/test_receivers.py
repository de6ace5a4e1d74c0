"""What happens to the profile when accounts announce something."""

import pytest

from profiles.accounts import actions as accounts
from profiles.accounts.claims import Claims
from profiles.accounts.models import User
from profiles.people.models import Kind, Part, Profile, Status
from profiles.people.signals import profiles_changed
from tests import cast


def joined(**claims):
    person = accounts.recognise(Claims(issuer=cast.ISSUER, sub="x", **claims))
    return Profile.objects.get(user=person.user)


def test_the_first_sign_in_drafts_a_profile_with_all_its_parts(db):
    profile = joined(name="Sofya  Kovalevskaya")
    assert profile.status == Status.DRAFT
    assert profile.display_name == "Sofya Kovalevskaya"
    assert profile.sort_name == "Kovalevskaya, Sofya"
    assert set(Part.objects.filter(profile=profile).values_list("kind", flat=True)) == set(Kind) - {Kind.CUSTOM}


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"given_name": "Sofya", "family_name": "Kovalevskaya"}, "Sofya Kovalevskaya"),
        ({"family_name": "Kovalevskaya"}, "Kovalevskaya"),
        ({"name": "\u200d ", "given_name": "Sofya"}, "Sofya"),
        ({"preferred_username": "sofya"}, "sofya"),
        ({}, "scholar-2"),
    ],
)
def test_a_provider_that_says_little_still_gives_a_name(db, claims, name):
    accounts.recognise(Claims(issuer=cast.ISSUER, sub="first"))
    assert joined(**claims).display_name == name


def test_who_has_a_very_long_name_can_join(db):
    assert len(joined(name="A" * 70 + " " + "B" * 70).display_name) == 120


def test_a_profile_that_cannot_be_drafted_leaves_no_user(db):
    def fail(**_):
        raise RuntimeError

    profiles_changed.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            joined(name="Sofya")
    finally:
        profiles_changed.disconnect(fail)
    assert not User.objects.exists()


def test_a_rename_makes_every_copy_of_the_page_old(ada):
    before = ada.publish().profile
    accounts.rename(ada.user, "countess", opened_with="ada", by=ada.user)
    assert ada.profile.version > before.version
    assert ada.profile.public_version > before.public_version
