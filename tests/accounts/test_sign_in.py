"""Start and callback, as people and attackers use them."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from profiles.accounts import actions
from profiles.accounts.actions import sessions
from profiles.accounts.models import AuditEvent, Identity, SignedInSession, User, UsernameHistory
from profiles.accounts.oidc import places
from profiles.shared import metrics
from tests.accounts.browser import CALLBACK, START, query
from tests.providers.hostile import Play

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
    assert user.profile.status == "draft"
    assert not user.has_usable_password()
    assert SignedInSession.objects.get().ended_at is None
    assert set(AuditEvent.objects.values_list("verb", flat=True)) >= {"joined", "signed in"}


def test_a_second_sign_in_finds_the_same_person(browser, new_browser):
    browser.sign_in("ada")
    other = new_browser()
    assert other.sign_in("ada").headers["Location"] == "/me/"
    assert User.objects.count() == 1
    assert other.who() == browser.who()


def test_a_sign_in_is_counted(browser, settings, monkeypatch):
    settings.METRICS_NAMESPACE = "Colophon/production"
    monkeypatch.setattr(metrics, "_minute", None)
    browser.sign_in("ada")
    assert metrics._minute.counts["SignIns"] == 1
    assert metrics._minute.counts["SignInFailures"] == 0


def test_the_question_carries_state_nonce_and_a_hashed_verifier(browser):
    first, second = query(browser.start()), query(browser.start())
    assert first["code_challenge_method"] == "S256"
    assert first["redirect_uri"] == "http://testserver/oidc/callback/"
    assert len(first["code_challenge"]) == 43
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name]) >= 32
        assert first[name] != second[name]


def test_the_authorization_endpoint_may_have_a_query_of_its_own(browser):
    address = f"{browser.provider.issuer}/authorize?realm=x"
    browser.provider.play = Play(metadata={"authorization_endpoint": address})
    assert browser.start().startswith(f"{address}&")


def test_the_redirect_uri_never_follows_the_request(browser):
    headers = {
        "HTTP_HOST": "testserver:8000",
        "HTTP_X_FORWARDED_HOST": "evil.example",
        "HTTP_FORWARDED": "host=evil.example",
    }
    assert query(browser.start(**headers))["redirect_uri"] == "http://testserver/oidc/callback/"


def test_sign_in_on_another_host_of_ours_begins_at_the_main_one(browser, settings):
    settings.ALLOWED_HOSTS = ["*"]
    answer = browser.get(START, headers={"host": "other.example"})
    assert (answer.status_code, answer.headers["Location"]) == (301, f"http://testserver{START}")


def test_a_foreign_host_is_refused(browser):
    assert browser.get(START, headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("method", ["post", "head", "put", "delete", "options"])
def test_start_and_callback_take_get_alone(browser, method):
    for address in (START, CALLBACK):
        response = getattr(browser.client, method)(address)
        assert response.status_code in ((405, 200) if method == "options" else (405,))
    assert Session.objects.count() == 0


def test_where_to_go_next_is_kept_per_attempt(browser):
    browser.sign_in("ada")
    first, second = browser.begin("/people/?q=noether"), browser.begin("/about/")
    assert browser.get(first).headers["Location"] == "/people/?q=noether"
    assert browser.get(second).headers["Location"] == "/about/"


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "\\\\evil.example",
        "/\t/evil.example", "https:evil.example", "javascript:alert(1)", "evil", "/" + "x" * 3000,
        "/oidc/authenticate/", "/oidc/logout/",
    ],
)  # fmt: skip
def test_an_open_redirect_leads_home(browser, address):
    browser.sign_in("ada")
    assert browser.get(browser.begin(address)).headers["Location"] == "/me/"


def test_next_is_checked_at_the_start(browser):
    browser.start("https://evil.example/")
    assert [attempt["next"] for attempt in browser.client.session["oidc_states"].values()] == [""]


def test_next_is_checked_again_at_the_end(browser):
    browser.sign_in("ada")
    address = browser.begin("/about/")
    session = browser.client.session
    for attempt in session["oidc_states"].values():
        attempt["next"] = "https://evil.example/"
    session.save()
    assert browser.get(address).headers["Location"] == "/me/"


def test_the_session_key_rotates_at_sign_in(browser):
    address = browser.begin()
    planted = browser.key
    browser.get(address)
    assert browser.key != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_signing_in_again_rotates_the_key_and_ends_the_old_session(browser):
    browser.sign_in("ada")
    old = browser.key
    browser.sign_in("ada")
    assert browser.key != old
    assert SignedInSession.objects.get(session_key=old).ended_at
    assert browser.who() == "ada"


def test_signing_in_as_somebody_else_keeps_nothing_of_the_first(browser):
    browser.sign_in("ada")
    session = browser.client.session
    session["draft"] = "Ada's secret"
    session.save()
    old = browser.key
    browser.sign_in("ben")
    assert browser.who() == "ben"
    assert "draft" not in browser.client.session
    assert SignedInSession.objects.get(session_key=old).ended_at
    assert not Session.objects.filter(session_key=old).exists()


def test_a_session_that_ended_leaves_nothing_to_the_next_person(browser):
    browser.sign_in("ada")
    session = browser.client.session
    session["draft"] = "Ada's secret"
    session.save()
    SignedInSession.objects.update(ended_at=timezone.now())
    browser.sign_in("ben")
    assert "draft" not in browser.client.session


def test_a_session_that_ended_does_not_outlive_a_start(browser):
    browser.sign_in("ada")
    old = browser.key
    SignedInSession.objects.update(ended_at=timezone.now())
    browser.start()
    assert browser.key != old
    assert not Session.objects.filter(session_key=old).exists()


def test_somebody_deactivated_gets_a_page(browser, new_browser):
    browser.sign_in("ada")
    actions.deactivate(User.objects.get(), by=None)
    assert browser.who() == ""
    response = new_browser().sign_in("ada")
    assert response.status_code == 403
    assert "closed" in response.content.decode()
    assert SignedInSession.objects.filter(ended_at=None).count() == 0


def test_a_start_purges_some_sessions_whose_time_is_over(browser, monkeypatch):
    monkeypatch.setattr(sessions, "PURGED_AT_ONCE", 2)
    past, future = timezone.now() - timedelta(hours=1), timezone.now() + timedelta(hours=1)
    Session.objects.bulk_create([Session(session_key=f"old{n}", session_data="", expire_date=past) for n in range(3)])
    Session.objects.create(session_key="young", session_data="", expire_date=future)
    browser.start()
    assert Session.objects.filter(session_key__startswith="old").count() == 1
    assert Session.objects.filter(session_key="young").exists()


def test_starts_are_limited_by_browser_and_by_address(new_browser, settings):
    settings.RATE_LIMITS = {"sign-in-address": "7/minute", "sign-in-browser": "3/minute"}
    browser = new_browser(REMOTE_ADDR="192.0.2.77")
    assert [browser.get(START).status_code for _ in range(5)] == [302, 302, 302, 302, 429]
    fresh = [new_browser(REMOTE_ADDR="192.0.2.77").get(START) for _ in range(3)]
    assert [response.status_code for response in fresh] == [302, 302, 429]
    assert int(fresh[-1].headers["Retry-After"]) > 0
    assert new_browser(REMOTE_ADDR="192.0.2.78").get(START).status_code == 302


def test_a_full_house_costs_nobody_an_attempt(browser, settings):
    address = browser.begin()
    settings.OIDC_CONCURRENT_CALLBACKS = 1
    with places.one():
        full = browser.get(address)
    assert (full.status_code, full.headers["Retry-After"]) == (503, "5")
    assert address.replace("&", "&amp;") in full.content.decode()
    assert browser.get(address).status_code == 302


def test_a_start_that_has_to_ask_the_provider_needs_a_place(browser, settings):
    settings.OIDC_CONCURRENT_CALLBACKS = 1
    with places.one():
        assert browser.get(START).status_code == 503
    browser.start()
    with places.one():
        assert browser.get(START).status_code == 302


def test_a_place_is_given_back_whatever_happens(browser, settings):
    settings.OIDC_CONCURRENT_CALLBACKS = 1
    for _ in range(3):
        assert browser.get(CALLBACK).status_code == 400
    assert browser.sign_in("ada").status_code == 302


def test_a_stranger_who_starts_sees_no_cookie_elsewhere(browser):
    assert not browser.get("/about/").cookies
    assert parse_qs(urlsplit(browser.start()).query)["scope"] == ["openid profile email"]
