"""Two people write and lose the same words at the same moment, each over a connection of her own."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from profiles.directory import queries
from profiles.directory.models import Word
from profiles.directory.wishes import Wish
from profiles.people import actions
from profiles.people.models import Kind
from profiles.shared.visibility import STRANGER, Visibility
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20  # seconds, far beyond what a busy machine needs
ONE_WAY, OTHER_WAY = "Canary Milne Zebra", "Zebra Milne Canary"


@pytest.fixture
def both():
    """Each with a name of the same words, in an order of her own."""
    people = [cast.join(username).publish() for username in ("ada", "ben")]
    return [(one, one.add(Kind.NAMES, title=name)) for one, name in zip(people, (ONE_WAY, OTHER_WAY), strict=True)]


def at_once(*acts: Callable[[], object]) -> None:
    """All of them have begun, and stand before one word in the middle of theirs, before any may go on."""
    with ThreadPoolExecutor(len(acts)) as pool:
        with _holding("milne"):
            futures = [pool.submit(_alone, act) for act in acts]
            _until_they_wait(futures)
        for future in futures:
            future.result()


@contextmanager
def _holding(word: str) -> Iterator[None]:
    """The row of a word, be it only on its way into the table; nothing is left of it."""
    with transaction.atomic():
        if not Word.objects.select_for_update().filter(text=word).first():
            Word.objects.create(text=word, is_public=True, pieces=[])
        yield
        transaction.set_rollback(True)


def _alone(act: Callable[[], object]) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = 0")  # on a busy machine the other may come late
        act()
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
    finally:
        connection.close()


def _until_they_wait(futures: list[Future[None]]) -> None:
    deadline = time.monotonic() + PATIENCE
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    while time.monotonic() < deadline:
        assert not any(future.done() for future in futures), "somebody did not wait"
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(waiting)
            if cursor.fetchone() == (len(futures),):
                return
        time.sleep(0.02)
    raise AssertionError("they do not wait for each other")


def known() -> dict[str, bool]:
    return dict(Word.objects.filter(text__in=["canary", "milne", "zebra"]).values_list("text", "is_public"))


def found(query: str) -> list[str]:
    return sorted(one.card.username for one in queries.found(STRANGER, Wish(query)).people)


def test_of_two_who_forget_one_name_at_once_the_last_takes_its_words_along(both):
    at_once(*(lambda one=one, name=name: actions.forget_name(name, by=one.user) for one, name in both))
    assert known() == {}
    assert (found("canary"), found("zebbra")) == ([], [])


def test_of_two_who_hide_one_name_at_once_the_last_leaves_it_to_members(both):
    hide = actions.show_item_to
    at_once(*(lambda one=one, name=name: hide(name, visibility=Visibility.MEMBERS, by=one.user) for one, name in both))
    assert known() == dict.fromkeys(["canary", "milne", "zebra"], False)
    assert found("canary") == []


def test_two_who_are_the_first_to_write_some_words_both_have_them():
    ada, ben = (cast.join(username).publish() for username in ("ada", "ben"))
    at_once(
        lambda: ada.add(Kind.NAMES, title=ONE_WAY),
        lambda: ben.add(Kind.NAMES, title=OTHER_WAY),
    )
    assert known() == dict.fromkeys(["canary", "milne", "zebra"], True)
    assert found("canary") == found("zebra milne") == ["ada", "ben"]


def test_who_writes_a_word_while_another_forgets_it_keeps_it():
    ada, ben = (cast.join(username).publish() for username in ("ada", "ben"))
    name = ada.add(Kind.NAMES, title=ONE_WAY)
    at_once(
        lambda: actions.forget_name(name, by=ada.user),
        lambda: ben.add(Kind.NAMES, title=OTHER_WAY),
    )
    assert known() == dict.fromkeys(["canary", "milne", "zebra"], True)
    assert (found("canary"), found("zebbra")) == (["ben"], ["ben"])


def test_two_who_change_several_parts_at_once_take_the_words_of_all_in_one_order():
    ada, ben = (cast.join(username).publish() for username in ("ada", "ben"))

    def write(member: cast.Member, name: str, interest: str) -> None:
        with transaction.atomic(), actions.told_once():
            member.add(Kind.NAMES, title=name)
            member.add(Kind.INTERESTS, title=interest)

    at_once(lambda: write(ada, "Canary", "Milne Zebra"), lambda: write(ben, "Zebra", "Canary Milne"))
    assert known() == dict.fromkeys(["canary", "milne", "zebra"], True)
    assert found("canary") == found("zebra milne") == ["ada", "ben"]
