"""People who ask all the time while something is broken, and what each request was answered."""

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import requests

from tests.stack.meanwhile import meanwhile
from tests.stack.visitors import Visitor
from tests.stack.waits import pause

BETWEEN = 0.05
BROKEN = 0  # the status of a request that got no answer


@dataclass(frozen=True)
class Answer:
    path: str
    status: int
    retry_after: str
    is_page: bool  # with words for people in it
    began: float
    ended: float
    error: str = ""

    @property
    def seconds(self) -> float:
        return self.ended - self.began

    @property
    def is_clear(self) -> bool:
        """The page, or a refusal that says when to come again."""
        return self.status == 200 or (self.status == 503 and self.retry_after.isdigit() and self.is_page)


@contextlib.contextmanager
def asking(*people: tuple[Visitor, str]) -> Iterator[list[Answer]]:
    """Each asks for the same page again and again until the block ends; the list grows meanwhile."""
    answers: list[Answer] = []
    with meanwhile(*(partial(_ask, visitor, path, answers) for visitor, path in people)):
        yield answers


def _ask(visitor: Visitor, path: str, answers: list[Answer]) -> None:
    answers.append(_answer(visitor, path))
    pause(BETWEEN)


def _answer(visitor: Visitor, path: str) -> Answer:
    began = time.monotonic()
    try:
        got = visitor.get(path)
    except requests.RequestException as broken:
        return Answer(path, BROKEN, "", False, began, time.monotonic(), repr(broken))
    return Answer(path, got.status_code, got.headers.get("Retry-After", ""), "<h1" in got.text, began, time.monotonic())


def unclear(answers: list[Answer]) -> list[Answer]:
    return [answer for answer in answers if not answer.is_clear]


def slowest(answers: list[Answer]) -> float:
    return max(answer.seconds for answer in answers)


def refused_until(answers: list[Answer], since: float) -> float:
    """For how many seconds since then requests came back that were not served; 0 if none did."""
    return max(
        (answer.ended - since for answer in answers if answer.status != 200 and answer.ended > since), default=0.0
    )
