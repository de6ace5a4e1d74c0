"""Waiting for a named condition, and what was measured meanwhile. Here is the only pause of these tests."""

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
PAUSE = 0.1


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


def equal(wanted: object) -> Callable[[object], bool]:
    return lambda answer: bool(answer == wanted)


def wait_until(ask: Callable[[], T], holds: Callable[[T], bool] = bool, *, goal: float, what: str) -> T:
    """Ask again and again until the answer holds, at most three times `goal` seconds; gives that answer.

    Nobody at the door is an answer too (requests' errors are OSErrors). An assertion that fails within `ask` or
    `holds` ends the wait at once: it says what must never be seen, however long one waits.
    """
    started = time.monotonic()
    last: object = None
    while time.monotonic() - started <= 3 * goal:
        try:
            last = answer = ask()
        except OSError as error:
            last = error
        else:
            if holds(answer):
                note(what, time.monotonic() - started, goal)
                return answer
        pause(PAUSE)
    raise AssertionError(f"waited {3 * goal:.0f} s in vain until {what}; the last answer was {last!r}")


def pause(seconds: float) -> None:
    time.sleep(seconds)
