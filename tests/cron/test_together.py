"""Looks beside each other: each found, none waited for too long, a hanging one not begun twice."""

import threading
import time

import pytest

from cron.together import Together


@pytest.fixture
def released():
    event = threading.Event()
    yield event
    event.set()


def test_every_look_is_found():
    assert Together().run({"a": lambda: 1, "b": lambda: 2}, seconds=5) == {"a": 1, "b": 2}


def test_looks_run_beside_each_other():
    both = threading.Barrier(2)
    assert len(Together().run({"a": lambda: both.wait(5), "b": lambda: both.wait(5)}, seconds=5)) == 2


def test_one_that_hangs_keeps_nobody(released):
    started = time.monotonic()
    assert Together().run({"a": lambda: released.wait(30), "b": lambda: 2}, seconds=0.1) == {"b": 2}
    assert time.monotonic() - started < 5


def test_one_that_hangs_is_not_begun_a_second_time(released):
    begun = []

    def hang() -> None:
        begun.append(1)
        released.wait(30)

    together = Together()
    for _ in range(3):
        assert together.run({"a": hang}, seconds=0.01) == {}
    assert len(begun) == 1


def test_what_came_too_late_is_no_news(released):
    together, begun = Together(), []

    def look() -> int:
        begun.append(1)
        if len(begun) == 1:
            released.wait(30)
        return len(begun)

    assert together.run({"a": look}, seconds=0.01) == {}
    late = together._running["a"].thread
    released.set()
    late.join()
    assert together.run({"a": look}, seconds=5) == {"a": 2}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_one_that_breaks_is_left_out(monkeypatch):
    broken = []
    monkeypatch.setattr(threading, "excepthook", broken.append)
    assert Together().run({"a": lambda: 1 / 0, "b": lambda: 2}, seconds=5) == {"b": 2}
    assert len(broken) == 1
