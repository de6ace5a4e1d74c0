"""The fast path says what the slow one says, header by header, and no longer than a moment too late."""

import logging
import time

import pytest
from django.db import OperationalError
from django.test import Client

from profiles.accounts import actions as accounts
from profiles.pages import copies, queries, ready_pages
from profiles.pages.views import readers
from profiles.people.models import Kind, Profile, Status
from profiles.shared.believed import BELIEF
from profiles.shared.visibility import Visibility
from tests.pages.ready import KEPT, PAGE, headers, slow

pytestmark = pytest.mark.usefixtures("no_copies")


@pytest.mark.parametrize("path", KEPT)
@pytest.mark.parametrize("language", ["en", "de;q=0.7, ar", "tlh", ""])
@pytest.mark.parametrize("is_secure", [False, True])
def test_both_paths_say_the_same(published, stranger, trusted, queries_of, settings, path, language, is_secure):
    settings.SECURE_HSTS_SECONDS = 1000
    asked = {"secure": is_secure, "headers": {"Accept-Language": language}}
    expected = slow(path, **asked)
    stranger.get(path, **asked)
    with queries_of(0):
        fast = stranger.get(path, **asked)
    assert (fast.status_code, fast.content) == (expected.status_code, expected.content)
    assert headers(fast) == headers(expected)
    assert fast.headers["X-Request-Id"] != expected.headers["X-Request-Id"]
    assert not fast.cookies


@pytest.mark.parametrize("path", KEPT)
@pytest.mark.parametrize("form", ["{}", "W/{}", '"x", {}', "*"])
def test_both_paths_say_unchanged_alike(published, stranger, trusted, queries_of, path, form):
    given = form.format(stranger.get(path).headers["ETag"])
    asked = {"headers": {"If-None-Match": given, "If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"}}
    expected = slow(path, **asked)
    with queries_of(0):
        fast = stranger.get(path, **asked)
    assert fast.status_code == expected.status_code == 304
    assert headers(fast) == headers(expected)
    assert fast.content == b""


ODD = [
    {"headers": {"Range": "bytes=0-9"}},
    {"headers": {"If-Range": '"x"', "Range": "bytes=0-9"}},
    {"headers": {"If-None-Match": '""'}},
    {"headers": {"If-None-Match": "garbage, \x7f, W/"}},
    {"headers": {"If-None-Match": ""}},
    {"headers": {"If-Match": "*"}},
    {"headers": {"If-Unmodified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"}},
    {"headers": {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}},
    {"headers": {"Host": "testserver."}},
    {"headers": {"Host": "TESTSERVER"}},
    {"headers": {"Host": "testserver:80"}},
    {"headers": {"Host": "other.example"}},
    {"headers": {"X-Forwarded-Host": "other.example", "X-Forwarded-Proto": "https", "Forwarded": "host=other"}},
    {"headers": {"Authorization": "Bearer x"}},
    {"headers": {"Origin": "https://other.example", "Access-Control-Request-Method": "GET"}},
    {"headers": {"Cookie": "a; session; =; language=xx; language=de"}},
    {"headers": {"Cookie": "session=short"}},
    {"headers": {"Cookie": "sessions=1; csrf=x; messages=y"}},
    {"headers": {"Accept-Language": "de" + ",x" * 3000}},
    {"headers": {"Accept-Language": "*;q=zz, ar-EG;q=1.5"}},
    {"headers": {"Accept": "application/json", "Accept-Encoding": "br", "HX-Boosted": "true"}},
    {"headers": {"Content-Length": "0"}},
    {"headers": {"Content-Length": "-1"}},
    {"headers": {"Content-Type": "application/x-www-form-urlencoded"}},
    {"headers": {"Expect": "100-continue", "Save-Data": "on", "Purpose": "prefetch"}},
    {"QUERY_STRING": "utm_source=x"},
    {"QUERY_STRING": "%"},
    {"SERVER_PROTOCOL": "HTTP/1.0"},
]


@pytest.mark.parametrize("asked", ODD, ids=str)
def test_an_odd_request_gets_what_it_gets_without_copies(published, stranger, trusted, asked):
    for path in KEPT:
        stranger.get(path)
        for method in ("GET", "HEAD"):
            expected = slow(path, method=method, **asked)
            answer = Client().generic(method, path, **asked)
            assert answer.status_code == expected.status_code
            assert headers(answer) == headers(expected)
            if answer.status_code < 400:  # an error names its own request
                assert answer.content == expected.content


@pytest.mark.parametrize(
    "path", ["/people/ADA/", "/people/%61da/", "/people/ada", "/people//ada/", "//people/ada/", "/people/ada/."]
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_odd_address_leads_where_it_leads_without_copies(published, stranger, trusted, path, method):
    stranger.get(PAGE)
    expected = slow(path, method=method)
    answer = Client().generic(method, path)
    assert (answer.status_code, headers(answer)) == (expected.status_code, headers(expected))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FOO"])
def test_other_methods_get_no_copy(published, stranger, trusted, method):
    for path in KEPT:
        stranger.get(path)
        expected, answer = slow(path, method=method), Client().generic(method, path)
        assert (answer.status_code, headers(answer)) == (expected.status_code, headers(expected))
        assert answer.status_code >= 400


def test_another_tag_gets_the_page(published, stranger, trusted):
    stranger.get(PAGE)
    answer = stranger.get(PAGE, headers={"If-None-Match": '"another"'})
    assert answer.status_code == 200
    assert b"Analyst" in answer.content


def test_one_who_only_asked_again_leaves_a_copy_for_the_next_who_does(published, stranger, trusted, queries_of):
    etag = slow(PAGE).headers["ETag"]
    for expected in (1, 0):
        with queries_of(expected):
            assert stranger.get(PAGE, headers={"If-None-Match": etag}).status_code == 304
    assert b"Analyst" in stranger.get(PAGE).content
    with queries_of(0):
        assert b"Analyst" in stranger.get(PAGE).content


@pytest.mark.parametrize(
    "asked",
    [
        {"headers": {"Cookie": "session=0123456789abcdefghijklmnopqrstuv"}},
        {"headers": {"If-Match": '"x"'}},
        {"headers": {"HX-Request": "true"}},
        {"headers": {"Host": "other.example"}},
        {"headers": {"Content-Length": "1000000000"}},
        {"query_params": {"q": "ada"}},
    ],
    ids=str,
)
def test_whatever_else_an_answer_depends_on_takes_the_slow_path(published, stranger, trusted, asked):
    for path in ("/people/", PAGE):
        stranger.get(path)
        expected, answer = slow(path, **asked), stranger.get(path, **asked)
        assert answer.status_code == expected.status_code
        assert headers(answer) == headers(expected)


def test_cookies_of_other_sites_and_of_the_language_take_the_fast_path(published, stranger, trusted, queries_of):
    asked = {"headers": {"Cookie": "_ga=1; language=de"}}
    expected = stranger.get(PAGE, **asked)
    assert '<html lang="de"' in expected.content.decode()
    with queries_of(0):
        assert headers(stranger.get(PAGE, **asked)) == headers(expected)
    assert '<html lang="en"' in stranger.get(PAGE).content.decode()


def test_a_fast_answer_leaves_the_same_line_in_the_log(published, stranger, trusted, caplog):
    caplog.set_level(logging.INFO)
    for path in KEPT * 2:
        stranger.get(path)
    lines = [(record.route, record.method, record.status) for record in caplog.records if record.message == "request"]
    assert lines[: len(KEPT)] == lines[len(KEPT) :]
    assert lines[0][0] == "pages:profile"


@pytest.mark.parametrize("visibility", ["members", "me"])
def test_what_is_hidden_leaves_with_the_next_look_at_what_is_stored(published, stranger, settings, visibility):
    settings.COPIES_TRUSTED_SECONDS = 0.3
    stranger.get(PAGE)
    published.write(Kind.HEADLINE, "Analyst of engines", Visibility(visibility))
    time.sleep(0.3)
    for path in KEPT:
        assert b"Analyst" not in stranger.get(path).content


def test_the_moment_is_a_short_one():
    from config.settings import base

    assert base.COPIES_TRUSTED_SECONDS <= 2


def test_whoever_changes_a_page_here_sees_it_changed_at_once(published, stranger, trusted):
    for path in KEPT:
        assert b"Analyst" in stranger.get(path).content
    published.client.post("/me/edit/headline/visibility/", {"visibility": "me"})
    for path in KEPT:
        assert b"Analyst" not in stranger.get(path).content
    published.client.post("/me/unpublish/")
    assert stranger.get(PAGE).status_code == 404
    assert b"Lovelace" not in stranger.get("/people/").content


def test_a_page_made_while_it_was_changed_is_not_believed(published, stranger, trusted):
    """Read before the change, kept after it."""
    made = readers.queries.whole_profile

    def meanwhile(viewer, username):
        whole = made(viewer, username)
        published.write(Kind.HEADLINE, "Another", Visibility.PUBLIC)
        BELIEF.end()
        return whole

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(readers.queries, "whole_profile", meanwhile)
        assert b"Analyst" in stranger.get(PAGE).content
    assert b"Analyst" not in stranger.get(PAGE).content


def test_a_change_elsewhere_costs_one_query_to_notice(published, stranger, settings, queries_of):
    settings.COPIES_TRUSTED_SECONDS = 0.0
    stranger.get(PAGE)
    with queries_of(1):
        stranger.get(PAGE)
    Profile.objects.filter(pk=published.profile.pk).update(status=Status.DRAFT)
    assert stranger.get(PAGE).status_code == 404
    accounts.deactivate(published.user, by=None)
    assert stranger.get(PAGE).status_code == 404


def test_pages_of_people_and_letters_with_questions_are_not_kept(published, stranger, trusted):
    for number in range(5):
        stranger.get("/people/", {"q": f"a{number}"})
        stranger.get("/people/", {"letter": "l"})
        stranger.get(PAGE, {"from": str(number)})
        stranger.get(f"/people/nobody-{number}/")
    assert not copies.STRANGERS._kept


def test_while_the_database_is_away_the_page_says_so(published, stranger, settings, monkeypatch):
    settings.COPIES_TRUSTED_SECONDS = 0.0
    stranger.get(PAGE)

    def away(*_):
        raise OperationalError("away")

    monkeypatch.setattr(queries, "revision", away)
    monkeypatch.setattr(queries, "whole_profile", away)
    answer = stranger.get(PAGE)
    assert answer.status_code == 503
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_addresses_are_those_of_the_pages():
    from django.urls import reverse

    assert (reverse("pages:home"), reverse("directory:people")) == ready_pages.BY_AGE
    assert ready_pages._PROFILE.fullmatch(reverse("pages:profile", args=["ada-of_2"]))[1] == "ada-of_2"
