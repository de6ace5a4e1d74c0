"""Waiting for a named condition, and what was measured meanwhile. Here is the only pause of these tests."""

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
PAUSE = 0.1
NOT_YET = (AssertionError, OSError)  # what a condition may raise while it does not hold; requests' errors are OSErrors


@dataclass(frozen=True)
class Measured:
    """How long something took, beside the goal and the limit, which is three times the goal."""

    what: str
    seconds: float
    goal: float

    @property
    def limit(self) -> float:
        return 3 * self.goal

    def __str__(self) -> str:
        return f"{self.seconds:8.2f} s   goal {self.goal:6.1f} s   limit {self.limit:6.1f} s   {self.what}"


measured: list[Measured] = []


def note(what: str, seconds: float, goal: float) -> None:
    """Remember a figure for the table at the end, and hold it against its limit."""
    figure = Measured(what, seconds, goal)
    measured.append(figure)
    assert figure.seconds <= figure.limit, f"too slow: {figure}"


@contextlib.contextmanager
def within(goal: float, what: str) -> Iterator[None]:
    """The block takes at most three times `goal` seconds."""
    started = time.monotonic()
    yield
    note(what, time.monotonic() - started, goal)


def wait_until(condition: Callable[[], T], *, goal: float, what: str) -> T:
    """Ask again and again until it holds, at most three times `goal` seconds; gives what the condition gave."""
    started = time.monotonic()
    problem: object = None
    while time.monotonic() - started <= 3 * goal:
        try:
            if found := condition():
                note(what, time.monotonic() - started, goal)
                return found
            problem = "it does not hold"
        except NOT_YET as error:
            problem = error
        pause(PAUSE)
    raise AssertionError(f"waited {3 * goal:.0f} s in vain until {what}: {problem}")


def pause(seconds: float) -> None:
    time.sleep(seconds)
