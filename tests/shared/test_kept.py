"""What is kept of a value from outside, for how long, and how often it is asked for."""

import threading
import time

import pytest

from profiles.shared import kept
from profiles.shared.http import Deadline


class Away(Exception):
    pass


class Busy(Exception):
    pass


class Outside:
    """Answers 1, 2, 3 and so on, or fails, or waits; remembers the time it was given."""

    def __init__(self) -> None:
        self.count = 0
        self.is_away = False
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.given = 0.0

    def fetch(self, deadline: Deadline) -> int:
        self.count += 1
        self.given = deadline.left()
        self.may_answer.wait(2)
        if self.is_away:
            raise Away
        return self.count


@pytest.fixture
def outside():
    return Outside()


@pytest.fixture
def value(outside):
    return kept.Kept(outside.fetch, failure=Away, busy=Busy)


def soon() -> Deadline:
    return Deadline(5)


def expire(monkeypatch) -> None:
    monkeypatch.setattr(kept, "KEPT_SECONDS", -1)


def test_a_value_is_fetched_once(outside, value):
    assert value.peek() is None
    assert [value.get(soon()) for _ in range(3)] == [1, 1, 1]
    assert value.peek() == 1


def test_an_old_value_is_fetched_again(outside, value, monkeypatch):
    expire(monkeypatch)
    assert [value.get(soon()) for _ in range(2)] == [1, 2]


def test_a_first_fetch_that_fails_is_a_failure_and_is_tried_again(outside, value):
    outside.is_away = True
    with pytest.raises(Away):
        value.get(soon())
    outside.is_away = False
    assert value.get(soon()) == 2


def test_an_old_value_serves_while_outside_is_away_and_it_is_left_alone(outside, value, monkeypatch):
    expire(monkeypatch)
    value.get(soon())
    outside.is_away = True
    assert [value.get(soon()) for _ in range(5)] == [1] * 5
    assert outside.count == 2


def test_a_refresh_leaves_the_caller_time(outside, value, monkeypatch):
    expire(monkeypatch)
    value.get(soon())
    assert outside.given > kept.REFRESH_SECONDS
    value.get(soon())
    assert outside.given <= kept.REFRESH_SECONDS


def test_a_newer_value_is_asked_for_a_few_times_a_minute_only(outside, value):
    found = [value.refetch(soon()) for _ in range(kept.REFETCHES + 2)]
    assert found == [1, 2, 3, None, None]
    assert value.get(soon()) == 3


def test_other_threads_use_the_old_value_or_wait_no_longer_than_their_time(outside, value, monkeypatch):
    outside.may_answer.clear()
    first = threading.Thread(target=value.get, args=(soon(),))
    first.start()
    while not outside.count:
        time.sleep(0.01)
    with pytest.raises(Busy):
        value.get(Deadline(0.05))
    expire(monkeypatch)
    outside.may_answer.set()
    first.join()
    outside.may_answer.clear()
    second = threading.Thread(target=value.get, args=(soon(),))
    second.start()
    while outside.count < 2:
        time.sleep(0.01)
    assert value.get(Deadline(0.05)) == 1
    outside.may_answer.set()
    second.join()
