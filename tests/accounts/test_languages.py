"""In which language an answer is (the member's, the cookie's, the browser's, English), and the page to choose it."""

import pytest
from django.conf import settings as chosen
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import translation

from profiles.accounts import actions
from profiles.accounts.models import User

pytestmark = pytest.mark.django_db
PAGE = "/display/"
GERMAN = {"Accept-Language": "de-AT, en;q=0.5"}


def spoken(answer) -> str:
    """The language that a page says it is in; its header and its words' direction agree."""
    language = answer.headers["Content-Language"]
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in answer.content.decode()
    return language


def choose(browser: Client, language: str, **more: str):
    return browser.post(PAGE, {"language": language, **more})


@pytest.mark.parametrize(
    ("asked", "answered"),
    [("de-AT, en;q=0.5", "de"), ("pt, fr;q=0.2", "fr"), ("ar-EG", "ar"), ("xx", "en"), ("", "en"), ("*", "en")],
)
def test_a_browser_is_answered_as_it_asks(stranger, asked, answered):
    assert spoken(stranger.get("/about/", headers={"Accept-Language": asked})) == answered


def test_a_stranger_chooses_by_a_cookie(stranger):
    answer = choose(stranger, "fr")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    cookie = answer.cookies["language"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"], cookie["path"]) == ("fr", True, "Lax", "/")
    assert cookie["max-age"] == chosen.LANGUAGE_COOKIE_AGE
    assert spoken(stranger.get("/about/", headers=GERMAN)) == "fr"


def test_the_cookie_on_https_belongs_to_this_host_alone(stranger, settings):
    settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_COOKIE_SECURE = "__Host-language", True
    for language in ("fr", ""):
        cookie = choose(stranger, language).cookies["__Host-language"]
        assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")


def test_a_choice_can_be_given_back_to_the_browser(stranger, ada):
    for browser in (stranger, ada.client):
        choose(browser, "fr")
        assert choose(browser, "").cookies["language"].value == ""
        assert spoken(browser.get("/about/", headers=GERMAN)) == "de"
    assert User.objects.get(pk=ada.user.pk).language == ""


def test_a_member_is_answered_in_her_language_in_every_browser(ada, cleo):
    choose(ada.client, "ar")
    other = Client()
    other.cookies["session"] = ada.client.cookies["session"].value
    other.cookies["language"] = "fr"
    for path in ("/", "/about/", "/people/", "/me/", "/me/welcome/", "/people/nobody/", "/nobody-here/"):
        answer = other.get(path, headers=GERMAN, follow=True)
        assert spoken(answer) == "ar"
    assert spoken(cleo.client.get("/me/")) == "en"


def test_a_member_without_a_choice_is_answered_as_the_browser_asks(ada):
    assert spoken(ada.client.get("/me/", headers=GERMAN)) == "de"


def test_a_language_that_is_no_longer_spoken_is_as_none(ada):
    User.objects.filter(pk=ada.user.pk).update(language="tlh")
    assert spoken(ada.client.get("/me/", headers=GERMAN)) == "de"


def test_the_page_marks_the_choice_and_names_each_language_in_itself(ada, stranger):
    for browser in (stranger, ada.client):
        choose(browser, "de")
        page = browser.get(PAGE).content.decode()
        for code, name in chosen.LANGUAGES:
            assert f'value="{code}" lang="{code}" aria-pressed="{"true" if code == "de" else "false"}"' in page
            assert f"<bdi>{name}</bdi>" in page


@pytest.mark.parametrize("given", [{}, {"language": "xx"}, {"language": "DE"}, {"language": "de\r\nX: y"}])
def test_no_other_language_is_kept(ada, given):
    answer = ada.client.post(PAGE, given)
    assert answer.status_code == 400
    assert "language" not in answer.cookies
    assert User.objects.get(pk=ada.user.pk).language == ""


@pytest.mark.parametrize("cookie", ["xx", "de" * 300, "../../de", "\u00e9", "a-" * 400, "DE", "de\x00"])
def test_a_hostile_cookie_is_as_none(stranger, cookie):
    stranger.cookies["language"] = cookie
    assert spoken(stranger.get("/about/")) in ("en", "de")


def test_nobody_chooses_for_another(ada, cleo):
    with pytest.raises(PermissionDenied):
        actions.choose_language(ada.user, "de", by=cleo.user)
    assert User.objects.get(pk=ada.user.pk).language == ""


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/people/?q=ada", "/people/?q=ada"),
        ("//evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("/oidc/logout/", "/"),
        ("", "/"),
    ],
)
def test_the_way_back_is_local(stranger, asked, led):
    page = stranger.get(PAGE, {"next": asked}).content.decode()
    assert ('name="next"' in page) is (led != "/")
    assert choose(stranger, "de", next=asked).headers["Location"] == led


def test_every_page_leads_to_the_choice_and_back(stranger):
    page = stranger.get("/people/?q=a b").content.decode()
    assert 'href="/display/?next=%2Fpeople%2F%3Fq%3Da%2520b" rel="nofollow"' in page
    assert "next=%2Fdisplay" not in stranger.get(PAGE, {"next": "/people/"}).content.decode()


def test_the_page_with_a_form_is_kept_by_nobody(stranger):
    for _ in range(2):  # at the second look the cookie is there already
        answer = stranger.get(PAGE)
        assert "no-store" in answer.headers["Cache-Control"]
        assert "csrfmiddlewaretoken" in answer.content.decode()
    assert stranger.cookies["csrf"].value


def test_other_pages_stay_cacheable_after_a_choice(stranger):
    plain = stranger.get("/about/")
    stranger.get(PAGE)
    choose(stranger, "de")
    answer = stranger.get("/about/")
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert not answer.cookies
    assert {"Accept-Language", "Cookie"} <= set(answer.headers["Vary"].split(", "))
    again = stranger.get("/about/", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert stranger.get("/about/", headers={"If-None-Match": plain.headers["ETag"]}).status_code == 200


def test_a_profile_in_another_language_is_another_representation(ada, stranger):
    ada.publish()
    english = stranger.get("/people/ada/").headers["ETag"]
    answer = stranger.get("/people/ada/", headers={"If-None-Match": english, **GERMAN})
    assert (answer.status_code, answer.headers["ETag"] == english) == (200, False)


def test_a_strange_reader_costs_no_query(stranger, queries_of):
    stranger.cookies["language"] = "de"
    with queries_of(0):
        assert spoken(stranger.get("/about/")) == "de"


def test_a_members_language_costs_no_query_of_its_own(ada, queries_of):
    with queries_of(2):  # the session, and who has it
        ada.client.get("/about/")
    choose(ada.client, "de")
    with queries_of(2):
        assert spoken(ada.client.get("/about/")) == "de"
    with queries_of(0):
        ada.client.get("/robots.txt")


def test_programs_are_answered_in_english(ada, stranger):
    choose(ada.client, "de")
    choose(stranger, "de")
    words = {
        path: [browser.get(path, headers=headers).json().get("detail") for headers in (GERMAN, {})]
        for path in ("/api/v1/nothing", "/api/v1/people/nobody", "/api/v1/me?x=%", "/api/v1/me")
        for browser in (ada.client, stranger)
    }
    assert words["/api/v1/me"] == ["Authentication credentials were not provided."] * 2
    assert words["/api/v1/nothing"][0].startswith("There is no page at this address.")
    assert all(first == second for first, second in words.values())
    refused = ada.client.post("/api/v1/me", headers=GERMAN).json()
    assert refused["detail"] == 'Method "POST" not allowed.'


@pytest.mark.parametrize("path", ["/about/?x=%", "/nobody-here/", "/about/"])
def test_no_language_is_left_to_the_next_request(stranger, ada, path):
    choose(ada.client, "ar")
    ada.client.get("/me/")
    assert translation.get_language() == "en"
    assert spoken(stranger.get(path)) == "en"


def test_a_refusal_before_any_view_speaks_the_readers_language(stranger):
    assert spoken(stranger.get("/about/?x=%", headers=GERMAN)) == "de"


@pytest.mark.parametrize(
    ("language", "day"), [("en", "1 March 2026"), ("de", "1. März 2026"), ("fr", "1 mars 2026"), ("ar", "1 مارس، 2026")]
)
def test_dates_are_written_as_the_language_writes_them(ada, stranger, language, day):
    from profiles.people.models import Profile

    ada.publish()
    Profile.objects.update(public_changed_at="2026-03-01T12:00Z")
    page = stranger.get("/people/ada/", headers={"Accept-Language": language}).content.decode()
    assert f'<time datetime="2026-03-01">{day}</time>' in page
