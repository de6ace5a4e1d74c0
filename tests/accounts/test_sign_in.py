"""The path that people take: start, provider, callback, and out again."""

import pytest

from profiles.accounts.models import AuditEvent, Identity, SignedInSession, User, UsernameHistory

pytestmark = pytest.mark.django_db


def test_a_first_sign_in_makes_one_person_and_welcomes(browser):
    response = browser.sign_in("ada", name="Ada Lovelace", preferred_username="ada.lovelace", email="a@x.example")
    assert (response.status_code, response.headers["Location"]) == (302, "/me/welcome/")
    user = User.objects.get()
    assert browser.who() == user.username == "ada-lovelace"
    identity = Identity.objects.get()
    assert (identity.user, identity.issuer, identity.sub) == (user, browser.provider.issuer, "ada")
    assert identity.asserted_email == "a@x.example"
    assert [name.username for name in UsernameHistory.objects.all()] == ["ada-lovelace"]
    assert SignedInSession.objects.get().ended_at is None
    assert set(AuditEvent.objects.values_list("verb", flat=True)) >= {"joined", "signed in"}


def test_a_second_sign_in_finds_the_same_person(browser, new_browser):
    browser.sign_in("ada")
    other = new_browser()
    assert other.sign_in("ada").headers["Location"] == "/me/"
    assert User.objects.count() == 1
    assert other.who() == browser.who()
