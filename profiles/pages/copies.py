"""Answers as strangers got them, kept for a short while in this process, each with what it was made of."""

import contextlib
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from profiles.shared.believed import BELIEF

MOST_BYTES = 8_000_000
MOST_OF_ONE = 500_000  # so that no page drives all others out
MOST = 1000
SECONDS = 60  # the longest that something could be shown which a state forgot to say
WAIT_SECONDS = 3.0  # for another thread that makes the same page
_LOCKS = 64


class Name(NamedTuple):
    """Which answer: the address, the language, and whether it was asked for over TLS, which some headers say."""

    path: str
    language: str
    is_secure: bool


@dataclass(frozen=True)
class Copy:
    """An answer with all its headers. `state` says what it was made of, "" where only its age tells.

    `content` is None where only "unchanged" was ever answered. `checked_at` is when it was last known to be true.
    """

    state: str
    etag: str
    headers: tuple[tuple[str, str], ...]
    content: bytes | None
    checked_at: float = field(default_factory=time.monotonic)
    made_at: float = field(default_factory=time.monotonic)

    @property
    def is_old(self) -> bool:
        return time.monotonic() - self.made_at > SECONDS


class Copies:
    """One of each name, as much as may be; the one looked at least recently goes first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[Name, Copy] = OrderedDict()
        self._bytes = 0
        self._turns = [threading.Lock() for _ in range(_LOCKS)]

    def find(self, name: Name) -> Copy | None:
        with self._lock:
            copy = self._kept.get(name)
            if copy is None or copy.is_old:
                self._drop(name)
                return None
            self._kept.move_to_end(name)
            return copy

    def find_true(self, name: Name) -> Copy | None:
        """One that was known to be true a moment ago, and nothing was changed through this process since."""
        copy = self.find(name)
        return copy if copy and copy.checked_at > BELIEF.since() else None

    def keep(self, name: Name, copy: Copy) -> None:
        with self._lock:
            self._drop(name)
            if len(copy.content or b"") > MOST_OF_ONE:
                return
            self._kept[name] = copy
            self._bytes += len(copy.content or b"")
            while self._bytes > MOST_BYTES or len(self._kept) > MOST:
                self._drop(next(iter(self._kept)))

    def keep_true(self, name: Name, copy: Copy, at: float) -> Copy:
        """Known to be true since somebody looked, which began `at`."""
        true = replace(copy, checked_at=at)
        self.keep(name, true)
        return true

    @contextlib.contextmanager
    def turn(self, name: Name) -> Iterator[bool]:
        """One thread at a time makes a page, the others wait; False for one who waited long enough."""
        lock = self._turns[hash(name) % _LOCKS]
        is_mine = lock.acquire(timeout=WAIT_SECONDS)
        try:
            yield is_mine
        finally:
            if is_mine:
                lock.release()

    def _drop(self, name: Name) -> None:
        copy = self._kept.pop(name, None)
        self._bytes -= len(copy.content or b"") if copy else 0


STRANGERS = Copies()
