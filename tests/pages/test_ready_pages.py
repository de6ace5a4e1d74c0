"""The fast path says what the slow one says, header by header, and no longer than a moment too late."""

import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings as configuration
from django.db import OperationalError, connection
from django.test import Client

from profiles.accounts import actions as accounts
from profiles.pages import copies, queries, ready_pages
from profiles.pages.views import readers
from profiles.people.models import Kind, Profile, Status
from profiles.shared.visibility import Visibility

PAGE = "/people/ada/"
KEPT = (PAGE, "/", "/people/")
OWN = {"X-Request-Id"}  # of each answer


@pytest.fixture(autouse=True)
def no_copies(monkeypatch):
    monkeypatch.setattr(copies, "STRANGERS", copies.Copies())


@pytest.fixture
def trusted(settings):
    """A moment that is longer than a test."""
    settings.COPIES_TRUSTED_SECONDS = 60


@pytest.fixture
def published(ada):
    return ada.write(Kind.HEADLINE, "Analyst of engines").publish()


def headers(answer):
    return {name: value for name, value in answer.headers.items() if name not in OWN}


def slow(client, path, **asked):
    """As it is without the fast path."""
    middleware = [name for name in configuration.MIDDLEWARE if not name.endswith("ReadyPages")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(configuration, "MIDDLEWARE", middleware)
        return Client().get(path, **asked)


@pytest.mark.parametrize("path", KEPT)
@pytest.mark.parametrize("language", ["en", "de;q=0.7, ar", "tlh", ""])
@pytest.mark.parametrize("is_secure", [False, True])
def test_both_paths_say_the_same(published, stranger, trusted, queries_of, settings, path, language, is_secure):
    settings.SECURE_HSTS_SECONDS = 1000
    asked = {"secure": is_secure, "headers": {"Accept-Language": language}}
    expected = slow(stranger, path, **asked)
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
    expected = slow(stranger, path, **asked)
    with queries_of(0):
        fast = stranger.get(path, **asked)
    assert fast.status_code == expected.status_code == 304
    assert headers(fast) == headers(expected)
    assert fast.content == b""


def test_another_tag_gets_the_page(published, stranger, trusted):
    stranger.get(PAGE)
    answer = stranger.get(PAGE, headers={"If-None-Match": '"another"'})
    assert answer.status_code == 200
    assert b"Analyst" in answer.content


def test_one_who_only_asked_again_leaves_a_copy_for_the_next_who_does(published, stranger, trusted, queries_of):
    etag = slow(stranger, PAGE).headers["ETag"]
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
        expected, answer = slow(stranger, path, **asked), stranger.get(path, **asked)
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
        copies.STRANGERS.something_changed()
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


def _many_look(number, look):
    start = threading.Barrier(number)

    def one(_):
        try:
            start.wait()
            return look()
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as threads:
        return list(threads.map(one, range(number)))


@pytest.fixture
def counted(monkeypatch):
    """How often the page was made, slowly enough for a crowd to come together."""
    made, times = readers.queries.whole_profile, []

    def slowly(viewer, username):
        times.append(username)
        time.sleep(0.3)
        return made(viewer, username)

    monkeypatch.setattr(readers.queries, "whole_profile", slowly)
    return times


@pytest.mark.django_db(transaction=True)
def test_of_a_crowd_one_makes_the_page(settings, counted):
    from tests import cast

    settings.COPIES_TRUSTED_SECONDS = 5
    cast.join("ada", "Ada Lovelace").publish()
    answers = _many_look(8, lambda: Client().get(PAGE))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert len(counted) == 1


class Process(threading.local):
    """Copies of its own for each thread, as processes have them."""

    def __init__(self):
        self.copies = copies.Copies()

    def __getattr__(self, name):
        return getattr(self.copies, name)


@pytest.mark.redis
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_away", [False, True])
def test_of_a_crowd_over_several_processes_one_makes_the_page(redis, settings, counted, monkeypatch, is_away):
    from tests import cast

    settings.COPIES_TRUSTED_SECONDS = 5
    cast.join("ada", "Ada Lovelace").publish()
    monkeypatch.setattr(copies, "STRANGERS", Process())
    if is_away:
        redis.stop()
    answers = _many_look(4, lambda: Client().get(PAGE))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert len({str(headers(answer)) for answer in answers}) == 1
    assert len(counted) == (4 if is_away else 1)


@pytest.mark.redis
def test_a_shared_copy_is_of_one_state(redis, published, stranger, trusted, monkeypatch):
    assert b"Analyst" in stranger.get(PAGE).content
    published.write(Kind.HEADLINE, "Analyst of engines", Visibility.ME)
    monkeypatch.setattr(copies, "STRANGERS", copies.Copies())  # another process
    assert b"Analyst" not in stranger.get(PAGE).content


@pytest.mark.redis
def test_lists_that_were_shared_before_a_change_here_are_made_anew(redis, published, stranger, trusted):
    assert b"Analyst" in stranger.get("/people/").content
    published.client.post("/me/edit/headline/visibility/", {"visibility": "me"})
    assert b"Analyst" not in stranger.get("/people/").content


@pytest.mark.redis
def test_a_shared_value_of_another_form_counts_as_none(redis, published, stranger, trusted):
    from django.core.cache import cache

    from profiles.pages import shared_copies

    state = slow(stranger, PAGE).headers["ETag"]
    name = copies.Name(PAGE, "en", False)
    for value in ({"etag": "x"}, 7, ["x"], {"etag": "x", "headers": [1], "content": ""}):
        cache.set(shared_copies._key(name, state), value, 60)
        assert b"Analyst" in stranger.get(PAGE).content
        copies.STRANGERS._kept.clear()


@pytest.mark.redis
def test_nobody_waits_for_a_page_that_is_not_there(redis, ada, stranger, trusted):
    began = time.monotonic()
    for _ in range(3):
        assert stranger.get(PAGE).status_code == 404
    assert time.monotonic() - began < 1.5


def test_the_addresses_are_those_of_the_pages():
    from django.urls import reverse

    assert (reverse("pages:home"), reverse("directory:people")) == ready_pages.BY_AGE
    assert ready_pages._PROFILE.fullmatch(reverse("pages:profile", args=["ada-of_2"]))[1] == "ada-of_2"
