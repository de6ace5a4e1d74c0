"""The waits of the stack tests themselves: what ends one, and what it says then. Needs no containers."""

import time

import pytest

from tests.stack import waits
from tests.stack.waits import equal, wait_until, within


@pytest.fixture(autouse=True)
def measured(monkeypatch) -> list[waits.Measured]:
    """A table of its own."""
    monkeypatch.setattr(waits, "measured", [])
    return waits.measured


def test_an_assertion_within_a_wait_ends_it_at_once():
    def never() -> bool:
        raise AssertionError("an expired certificate was shown")

    started = time.monotonic()
    with pytest.raises(AssertionError, match="an expired certificate was shown"):
        wait_until(never, goal=60, what="it holds")
    assert time.monotonic() - started < 1


def test_in_vain_it_says_what_was_waited_for_and_the_last_answer():
    with pytest.raises(AssertionError, match=r"in vain until the page comes; the last answer was 503"):
        wait_until(lambda: 503, equal(200), goal=0.05, what="the page comes")


def test_nobody_at_the_door_is_an_answer_too():
    def refused() -> int:
        raise ConnectionRefusedError("nobody is here")

    with pytest.raises(AssertionError, match=r"the last answer was ConnectionRefusedError\('nobody is here'\)"):
        wait_until(refused, goal=0.05, what="the page comes")


def test_it_gives_the_answer_that_holds_and_measures_it(measured):
    answers = iter([503, ConnectionResetError(), 200])

    def ask() -> int:
        answer = next(answers)
        if isinstance(answer, OSError):
            raise answer
        return answer

    assert wait_until(ask, equal(200), goal=5, what="the page comes") == 200
    assert [figure.what for figure in measured] == ["the page comes"]


def test_three_times_the_goal_is_too_slow(measured):
    with pytest.raises(AssertionError, match="too slow"), within(0.01, "a pause"):
        waits.pause(0.1)
    assert [figure.what for figure in measured] == ["a pause"]
