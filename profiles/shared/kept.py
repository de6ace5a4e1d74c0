"""A value from outside: fetched seldom, by one thread at a time, and kept while outside is away."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from profiles.shared import http

Value = TypeVar("Value")

KEPT_SECONDS = 3600
REFRESH_SECONDS = 2.0  # a refresh takes no longer where there is an old copy, so that the caller still has its time
RETRY_SECONDS = 30  # after a failed refresh the old copy is used this long before the next try
REFETCHES = 3  # per minute, for who knows that the copy is too old


class Kept(Generic[Value]):
    """Fetched at most once an hour. Any failure of the fetch but the first is answered with the old copy.

    `failure` is what the fetch raises; `busy` makes what is raised when another thread's fetch takes too long.
    """

    def __init__(
        self, fetch: Callable[[http.Deadline], Value], *, failure: type[Exception], busy: Callable[[], Exception]
    ) -> None:
        self._fetch, self._failure, self._busy = fetch, failure, busy
        self._lock = threading.Lock()
        self._value: Value | None = None
        self._next_fetch_at = 0.0
        self._refetched_at: list[float] = []

    def peek(self) -> Value | None:
        return self._value if time.monotonic() < self._next_fetch_at else None

    def get(self, deadline: http.Deadline) -> Value:
        fresh = self.peek()
        if fresh is not None:
            return fresh
        if self._value is not None and self._lock.locked():
            return self._value  # another thread is refreshing it
        with self._alone(deadline):
            return self.peek() or self._refreshed(deadline)

    def refetch(self, deadline: http.Deadline) -> Value | None:
        """A newer value, or None when that was asked for too often within the last minute."""
        with self._alone(deadline):
            now = time.monotonic()
            self._refetched_at = [at for at in self._refetched_at if at > now - 60]
            if len(self._refetched_at) >= REFETCHES:
                return None
            self._refetched_at.append(now)
            return self._refreshed(deadline)

    def _refreshed(self, deadline: http.Deadline) -> Value:
        if self._value is not None:
            deadline = http.Deadline(min(REFRESH_SECONDS, deadline.left()))
        try:
            self._value = self._fetch(deadline)
        except self._failure:
            if self._value is None:
                raise
            self._next_fetch_at = time.monotonic() + RETRY_SECONDS
        else:
            self._next_fetch_at = time.monotonic() + KEPT_SECONDS
        return self._value

    @contextlib.contextmanager
    def _alone(self, deadline: http.Deadline) -> Iterator[None]:
        """One thread at a time; the others wait no longer than their deadline."""
        if not self._lock.acquire(timeout=deadline.left()):
            raise self._busy()
        try:
            yield
        finally:
            self._lock.release()
