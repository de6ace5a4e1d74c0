"""Of a crowd one makes the page, over all processes where these share copies, and a shared copy hides nothing less."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from profiles.pages import copies
from profiles.pages.views import readers
from profiles.people.models import Kind
from profiles.shared.visibility import Visibility
from tests.pages.ready import PAGE, headers, slow

pytestmark = pytest.mark.usefixtures("no_copies")


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

    state = slow(PAGE).headers["ETag"]
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
