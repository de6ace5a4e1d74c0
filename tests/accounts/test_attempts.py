"""One attempt to sign in: its state is its browser's own, lasts ten minutes, and is spent once."""

import time
from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from profiles.accounts.models import SignedInSession
from profiles.accounts.oidc import states
from tests.accounts.browser import CALLBACK, query
from tests.providers.hostile import Answer, Play

pytestmark = pytest.mark.django_db


def later(monkeypatch, seconds: float) -> None:
    now = time.time() + seconds
    monkeypatch.setattr(states, "time", SimpleNamespace(time=lambda: now))


def test_a_replayed_callback_is_a_page_and_changes_nothing(browser):
    address = browser.begin()
    browser.get(address)
    again = browser.get(address)
    assert (again.status_code, browser.who()) == (400, "ada-lovelace")
    assert SignedInSession.objects.filter(ended_at=None).count() == 1
    assert browser.provider.count("/token") == 1


def test_a_state_is_spent_even_when_the_provider_fails(browser):
    address = browser.begin()
    browser.provider.play = Play(answers={"/token": Answer({}, 500)})
    assert [browser.get(address).status_code for _ in range(2)] == [503, 400]


def test_a_code_that_was_redeemed_already_is_a_page(browser, new_browser):
    address = browser.begin()
    code = query(address)["code"]
    browser.get(address)
    other = new_browser()
    state = query(other.begin())["state"]
    assert other.get(f"{CALLBACK}?{urlencode({'code': code, 'state': state})}").status_code == 400
    assert other.who() == ""


@pytest.mark.parametrize(
    "asked", ["", "?code=x", "?state=x", "?code=x&state=x", "?error=access_denied&state=x", "?error=x"]
)
def test_a_lost_state_is_a_page_and_signs_nobody_out(browser, asked):
    browser.sign_in("ada")
    assert browser.get(CALLBACK + asked).status_code == 400
    assert browser.who() == "ada"
    assert browser.provider.count("/token") == 1


def test_a_state_of_another_browser_is_refused(browser, new_browser):
    attacker, victim = new_browser(), browser
    victim.start()
    assert victim.get(attacker.begin()).status_code == 400
    assert victim.who() == ""
    assert browser.provider.count("/token") == 0


@pytest.mark.parametrize(("seconds", "status"), [(590, 302), (601, 400)])
def test_an_attempt_lasts_ten_minutes(browser, monkeypatch, seconds, status):
    address = browser.begin()
    later(monkeypatch, seconds)
    assert browser.get(address).status_code == status


def test_six_starts_keep_the_last_five(browser):
    addresses = [browser.begin() for _ in range(6)]
    assert len(browser.client.session["oidc_states"]) == 5
    assert browser.get(addresses[0]).status_code == 400
    assert browser.get(addresses[1]).status_code == 302


@pytest.mark.parametrize("name", ["state", "code", "iss", "error"])
def test_a_parameter_given_twice_is_refused(browser, name):
    address = browser.begin()
    assert browser.get(f"{address}&{name}=x&{name}=y").status_code == 400
    assert browser.who() == ""


def test_a_signed_out_start_lasts_ten_minutes_only(browser):
    browser.start()
    left = Session.objects.get().expire_date - timezone.now()
    assert timedelta(minutes=9) < left <= timedelta(minutes=10)
    browser.sign_in("ada")
    left = Session.objects.get().expire_date - timezone.now()
    assert left > timedelta(days=13)
