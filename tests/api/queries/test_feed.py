"""The feed read by somebody who goes on from where she was, while others write."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from profiles.api.models import DELETED_KEPT, Feed
from profiles.api.queries import feed as queries
from profiles.api.queries.feed import Place, TooOld
from profiles.people import actions as people
from profiles.people.models import Kind
from tests import cast
from tests.api.feed_told import commit


@pytest.fixture
def feed_there(transactional_db):
    Feed.objects.get_or_create(id=1)


def read(place: Place | None, size: int = 10) -> tuple[list[tuple[str, str]], Place]:
    page = queries.changes(place, size=size)
    return [(entry.news, entry.username) for entry in page.entries], page.place


def beside(work) -> threading.Thread:
    """Does the work on a connection of its own."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_a_change_that_was_begun_first_and_committed_last_is_not_missed(feed_there):
    ada, ben = cast.join("ada", "Ada").publish(), cast.join("ben", "Ben").publish()
    place = queries.newest_place()
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            ada.write(Kind.HEADLINE, "Slow")
            begun.set()
            go_on.wait(10)

    thread = beside(slow)
    assert begun.wait(10)
    ben.write(Kind.HEADLINE, "Quick")
    seen, place = read(place)
    assert seen == [("updated", "ben")]
    go_on.set()
    thread.join(10)
    assert read(place)[0] == [("updated", "ada")]


def test_who_commits_waits_for_the_one_with_the_lower_number(feed_there):
    """Between taking its number and its end, nobody else's commit is seen."""
    ada, ben = cast.join("ada", "Ada").publish(), cast.join("ben", "Ben").publish()
    place = queries.newest_place()
    numbered, go_on, done = threading.Event(), threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            ada.write(Kind.HEADLINE, "First")
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # as the commit begins by doing
            numbered.set()
            go_on.wait(10)

    def quick() -> None:
        ben.write(Kind.HEADLINE, "Second")
        done.set()

    first = beside(slow)
    assert numbered.wait(10)
    second = beside(quick)
    assert not done.wait(0.5), "it overtook the one with the lower number"
    assert read(place)[0] == []
    go_on.set()
    for thread in (first, second):
        thread.join(10)
    assert read(place)[0] == [("updated", "ada"), ("updated", "ben")]


def test_what_is_rolled_back_is_no_news(feed_there):
    ada = cast.join("ada", "Ada").publish()
    place = queries.newest_place()
    with transaction.atomic():
        ada.write(Kind.HEADLINE, "Never")
        transaction.set_rollback(True)
    assert read(place)[0] == []


def test_pages_follow_one_another(ada, ben, cleo):
    for person in (ada, ben, cleo):
        person.publish()
    commit()
    first = queries.changes(None, size=2)
    assert (len(first.entries), first.has_more) == (2, True)
    second = queries.changes(first.place, size=2)
    assert [entry.username for entry in second.entries] == ["cleo"]
    assert not second.has_more
    assert queries.changes(second.place, size=2).place == second.place


def test_a_place_that_is_lost_is_refused(ada):
    ada.publish()
    commit()
    place = queries.newest_place()
    people.unpublish(ada.profile, by=ada.user)
    commit()
    assert queries.changes(place, size=1).entries
    for lost in (
        Place(cast.new_id(), place.position, place.day),
        Place(place.era, place.position + 10, place.day),
        Place(place.era, place.position, place.day - DELETED_KEPT // timedelta(days=1)),
    ):
        with pytest.raises(TooOld):
            queries.changes(lost, size=1)
