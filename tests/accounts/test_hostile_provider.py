"""Every fault of a provider, one per test: it signs nobody in, hurts nobody signed in, and is a page."""

import pytest

from profiles.accounts import clients
from profiles.accounts.models import Identity, SignedInSession, User
from profiles.accounts.oidc import backend
from profiles.shared import http, kept
from tests.accounts import faults
from tests.accounts.browser import START, Browser, user_of
from tests.accounts.faults import DISCOVERY, FAULTS, QUIRKS, SLOW_FAULTS, Fault
from tests.providers import keys
from tests.providers.hostile import HONEST, Answer, Play

pytestmark = pytest.mark.django_db
BEN_EMAIL = "ben@x.example"


@pytest.fixture
def ben(new_browser) -> Browser:
    """Somebody else, who signed in before anything went wrong."""
    browser = new_browser()
    browser.sign_in("ben", email=BEN_EMAIL)
    assert browser.who() == "ben"
    clients.forget()
    return browser


@pytest.fixture
def short_limits(monkeypatch):
    monkeypatch.setattr(backend, "STEP_SECONDS", 0.5)


def walk(browser: Browser) -> object:
    """Ada tries to sign in: the start's page when it fails there already, else the callback's."""
    browser.provider.person = {"sub": "ada", "name": "Ada", "email": BEN_EMAIL.upper()}
    started = browser.get(START)
    if started.status_code != 302:
        return started
    return browser.get(browser.consent(started.headers["Location"]))


def check_fault(fault: Fault, ben: Browser, stranger: Browser) -> None:
    ben.provider.play = fault.play
    people = (User.objects.count(), Identity.objects.count(), SignedInSession.objects.count())
    for browser in (stranger, ben):
        clients.forget()
        response = walk(browser)
        assert response.status_code == fault.status
        assert b"/oidc/authenticate/" in response.content
        assert "no-store" in response.headers["Cache-Control"]
        assert b"<script>alert" not in response.content
    assert stranger.who() == ""
    assert ben.who() == "ben"
    assert (User.objects.count(), Identity.objects.count(), SignedInSession.objects.count()) == people


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_signs_nobody_in(fault: Fault, ben: Browser, new_browser):
    check_fault(fault, ben, new_browser())


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.name}-twin")
def test_its_honest_twin_signs_in(fault: Fault, browser: Browser):
    browser.provider.play = fault.twin
    assert walk(browser).status_code == 302
    assert browser.who() == user_of("ada").username


@pytest.mark.parametrize("fault", SLOW_FAULTS, ids=lambda fault: fault.name)
def test_a_slow_provider_signs_nobody_in(fault: Fault, ben: Browser, new_browser, short_limits):
    check_fault(fault, ben, new_browser())


@pytest.mark.parametrize("name", ["/token", "/userinfo", "/jwks", DISCOVERY])
def test_a_provider_that_is_only_a_little_slow_signs_in(name: str, browser: Browser):
    provider = browser.provider
    provider.play = Play(delays={name: 0.2})
    assert walk(browser).status_code == 302
    assert browser.who() == "ada"


@pytest.mark.parametrize("name", QUIRKS)
def test_a_quirk_signs_in(name: str, browser: Browser):
    browser.provider.play = QUIRKS[name]
    response = walk(browser)
    assert response.status_code == 302, response.content
    user = User.objects.get()
    assert browser.who() == user.username
    assert (user.is_staff, user.is_superuser, user.is_active) == (False, False, True)


def test_a_provider_that_is_gone_gives_a_page(ben: Browser, new_browser, settings):
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    response = new_browser().get(START)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert ben.who() == "ben"


def test_an_email_of_another_person_links_nothing(ben: Browser, new_browser):
    """The library's way gave away an account whose address differed in letter case."""
    ada = new_browser()
    assert walk(ada).status_code == 302
    assert ada.who() not in ("", "ben")
    assert user_of("ben").identities.count() == user_of("ada").identities.count() == 1


def test_subjects_are_compared_exactly(ben: Browser, new_browser):
    other = new_browser()
    other.sign_in("BEN", preferred_username="ben")
    assert other.who() not in ("", "ben")


def test_the_same_subject_at_another_issuer_is_somebody_else(ben: Browser, new_browser):
    Identity.objects.filter(sub="ben").update(issuer=faults.OTHER)
    other = new_browser()
    other.sign_in("ben")
    assert other.who() not in ("", "ben")


def test_signing_keys_may_rotate(browser: Browser, new_browser):
    browser.sign_in("ada")
    new = keys.rsa_key("stranger")
    browser.provider.play = Play(key=new, header={"kid": "new"}, jwks=lambda: [keys.jwk(new, "new")])
    other = new_browser()
    assert other.sign_in("ada").status_code == 302
    assert other.who()


def test_keys_without_names_may_rotate(new_browser):
    nameless = {"kid": None}
    first, second = keys.rsa_key(), keys.rsa_key("stranger")
    for key in (first, second):
        browser = new_browser()
        browser.provider.play = Play(key=key, header=nameless, jwks=lambda key=key: [keys.jwk(key, None)])
        assert browser.sign_in("ada").status_code == 302


def test_known_keys_ride_out_an_outage_of_the_key_endpoint(browser: Browser, new_browser, monkeypatch):
    monkeypatch.setattr(kept, "KEPT_SECONDS", -1)
    browser.sign_in("ada")
    browser.provider.play = Play(answers={"/jwks": Answer({}, 500), DISCOVERY: Answer({}, 500)})
    later = new_browser()
    assert later.sign_in("ada").status_code == 302


def test_unknown_keys_are_looked_for_a_few_times_a_minute_only(new_browser):
    browser = new_browser()
    browser.provider.play = Play(key=keys.rsa_key("stranger"), header={"kid": "unknown"})
    for _ in range(6):
        assert browser.sign_in("ada").status_code == 400
    assert browser.provider.count("/jwks") == 1 + kept.REFETCHES


def test_metadata_and_keys_are_fetched_once(new_browser):
    for _ in range(3):
        browser = new_browser()
        browser.sign_in("ada")
    assert browser.provider.count(DISCOVERY) == browser.provider.count("/jwks") == 1


def test_a_redirecting_token_endpoint_is_not_followed(browser: Browser):
    browser.provider.play = Play(answers={"/token": Answer({}, 307, headers={"Location": "/elsewhere"})})
    browser.sign_in("ada")
    assert browser.provider.count("/elsewhere") == 0


def test_nothing_of_a_token_reaches_logs_or_pages(browser: Browser, caplog):
    caplog.set_level("DEBUG")
    seen: list[str] = []
    browser.provider.play = Play(claims=lambda claims: claims.update(aud="wrong"))
    make = browser.provider.id_token
    browser.provider.id_token = lambda grant: seen.append(make(grant)) or seen[-1]  # type: ignore[method-assign]
    response = browser.sign_in("ada")
    del browser.provider.id_token
    logged = caplog.text + str([vars(record) for record in caplog.records])
    token = seen[0].encode()
    assert response.status_code == 400
    assert token not in response.content
    assert seen[0] not in logged
    assert "practice: 100" not in logged


def test_the_backend_of_every_request_fetches_nothing(provider):
    backend.StrictOIDCBackend()
    assert provider.requests == []
    assert http.CALLS_AT_ONCE >= 4
    assert provider.play == HONEST
