"""A request counts as signed in only while its row is live."""

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory
from django.utils import timezone

from profiles.accounts import actions
from profiles.accounts.middleware import SignedInMiddleware
from profiles.accounts.models import SignedInSession, User
from tests.accounts.browser import user_of

pytestmark = pytest.mark.django_db
BACKEND = "profiles.accounts.oidc.backend.StrictOIDCBackend"


@pytest.fixture
def ada(browser):
    browser.sign_in("ada")
    return browser


def forge(browser, user: User, **more: str) -> None:
    """A session that names a user, as a stale cache would, without a row of its own."""
    store = SessionStore()
    store.update(
        {SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: BACKEND, HASH_SESSION_KEY: user.get_session_auth_hash()}
    )
    store.update(more)
    store.create()
    browser.client.cookies["session"] = store.session_key


def test_a_session_without_a_row_is_nobody(ada, new_browser):
    thief = new_browser()
    forge(thief, user_of("ada"))
    assert thief.who() == ""
    assert ada.who() == "ada"


def test_a_row_of_another_session_is_not_borrowed(ada, new_browser):
    other = new_browser()
    other.sign_in("ben")
    SignedInSession.objects.filter(user=user_of("ben")).update(user=user_of("ada"))
    assert other.who() == ""


def test_a_row_that_ended_is_nobody(ada):
    SignedInSession.objects.update(ended_at=timezone.now())
    assert ada.who() == ""


def test_somebody_inactive_is_nobody_at_once(ada):
    User.objects.update(is_active=False)
    assert ada.who() == ""


@pytest.mark.parametrize("cookie", ["", "x", "a" * 32, "a" * 4000, "' OR 1=1 --", "\u00e9", "../../etc/passwd"])
def test_a_tampered_cookie_is_nobody(ada, cookie):
    ada.client.cookies["session"] = cookie
    response = ada.get("/about/")
    assert response.status_code == 200
    assert ada.who() == ""


def test_a_session_that_names_no_possible_user_is_nobody(ada, new_browser):
    store = SessionStore()
    store[SESSION_KEY] = "1 OR 1=1"
    store.create()
    browser = new_browser()
    browser.client.cookies["session"] = store.session_key
    assert browser.who() == ""


def test_a_request_without_a_cookie_asks_nothing(django_assert_num_queries):
    request = RequestFactory().get("/")
    request.session = SessionStore()
    SignedInMiddleware(lambda request: request).process_request(request)
    with django_assert_num_queries(0):
        assert not request.user.is_authenticated
    assert not request.session.accessed


def test_who_somebody_is_takes_one_query_beside_the_session(ada, django_assert_num_queries):
    request = RequestFactory().get("/")
    request.session = SessionStore(ada.key)
    request.session.load()
    assert request.session.get(SESSION_KEY)
    SignedInMiddleware(lambda request: request).process_request(request)
    with django_assert_num_queries(1):
        assert request.user.username == "ada"
        assert request.user.is_authenticated


def test_looking_writes_nothing(ada):
    before = list(SignedInSession.objects.values())
    ada.get("/me/")
    assert list(SignedInSession.objects.values()) == before


def test_sign_out_everywhere_holds_in_every_browser(ada, new_browser):
    other = new_browser()
    other.sign_in("ada")
    actions.sign_out_everywhere(user_of("ada"), by=user_of("ada"))
    assert (ada.who(), other.who()) == ("", "")


def test_a_cached_session_proves_nothing(browser, settings):
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
    browser.sign_in("ada")
    assert browser.who() == "ada"
    SignedInSession.objects.update(ended_at=timezone.now())
    assert browser.who() == ""
