"""Sign-out, here and at the provider, as people and attackers use it."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from profiles.accounts import actions, clients
from profiles.accounts.models import SignedInSession
from tests.accounts.browser import Browser, query, user_of
from tests.providers.hostile import Answer, Play

pytestmark = pytest.mark.django_db
SIGN_OUT = "/oidc/logout/"
SIGNED_OUT = "/oidc/signed-out/"


def test_signing_out_ends_the_session_here_and_goes_on_to_the_provider(browser):
    browser.sign_in("ada")
    old = browser.key
    response = browser.client.post(SIGN_OUT)
    target = response.headers["Location"]
    assert target.startswith(f"{browser.provider.issuer}/end-session?")
    farewell = query(target)
    assert farewell["post_logout_redirect_uri"] == f"http://testserver{SIGNED_OUT}"
    assert farewell["id_token_hint"].count(".") == 2
    assert browser.who() == ""
    assert SignedInSession.objects.get().ended_at
    assert not Session.objects.filter(session_key=old).exists()


def test_the_old_cookie_is_worth_nothing_after_signing_out(browser, new_browser):
    browser.sign_in("ada")
    thief = new_browser()
    thief.client.cookies["session"] = browser.client.cookies["session"].value
    assert thief.who() == "ada"
    browser.client.post(SIGN_OUT)
    assert thief.who() == ""


def test_only_a_return_with_our_state_says_that_the_provider_was_left(browser):
    browser.sign_in("ada")
    state = query(browser.client.post(SIGN_OUT).headers["Location"])["state"]
    answers = [browser.get(f"{SIGNED_OUT}{asked}") for asked in ("", "?state=", "?state=made-up", f"?state={state}")]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert [answer.context["has_left_provider"] for answer in answers] == [False, False, False, True]


def test_the_signed_out_page_signs_nobody_out(browser):
    browser.sign_in("ada")
    browser.get(f"{SIGNED_OUT}?state=made-up")
    assert browser.who() == "ada"


def test_a_provider_without_a_way_out_leads_to_our_page(browser):
    browser.provider.play = Play(metadata={"end_session_endpoint": None})
    browser.sign_in("ada")
    assert browser.client.post(SIGN_OUT).headers["Location"] == SIGNED_OUT
    assert browser.get(SIGNED_OUT).status_code == 200


def test_a_token_too_long_for_an_address_is_left_out(browser):
    browser.provider.play = Play(claims=lambda claims: claims.update(filler="x" * 5000))
    browser.sign_in("ada")
    farewell = query(browser.client.post(SIGN_OUT).headers["Location"])
    assert "id_token_hint" not in farewell
    assert farewell["client_id"] == "colophon"


def test_signing_out_needs_no_provider(browser):
    browser.sign_in("ada")
    clients.forget()
    browser.provider.play = Play(answers={"/.well-known/openid-configuration": Answer({}, 500)})
    assert browser.client.post(SIGN_OUT).headers["Location"] == SIGNED_OUT
    assert browser.who() == ""


def test_signing_out_is_a_post(browser):
    browser.sign_in("ada")
    assert browser.get(SIGN_OUT).status_code == 405
    assert browser.who() == "ada"


def test_signing_out_needs_the_csrf_token(provider):
    browser = Browser(provider, enforce_csrf_checks=True)
    browser.sign_in("ada")
    assert browser.client.post(SIGN_OUT).status_code == 403
    assert browser.who() == "ada"
    token = browser.client.cookies["csrf"].value
    assert browser.client.post(SIGN_OUT, {"csrfmiddlewaretoken": token}).status_code == 302
    assert browser.who() == ""


def test_a_stranger_may_sign_out_too(db):
    assert Client().post(SIGN_OUT).headers["Location"] == SIGNED_OUT


def test_two_workers_see_a_sign_out_at_once(browser, new_browser):
    browser.sign_in("ada")
    worker = new_browser()
    worker.client.cookies["session"] = browser.client.cookies["session"].value
    assert worker.who() == "ada"
    actions.sign_out_everywhere(user_of("ada"), by=user_of("ada"))
    assert (worker.who(), browser.who()) == ("", "")
