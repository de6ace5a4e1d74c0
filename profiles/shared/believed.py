"""How long a process believes what it read: a moment, and not beyond a change that it made itself."""

import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from django.conf import settings

Value = TypeVar("Value")


class Belief:
    """Ends when something changes: whoever changed it through this process sees it changed at once."""

    def __init__(self) -> None:
        self._changed_at = 0.0

    def end(self) -> None:
        self._changed_at = time.monotonic()

    def since(self) -> float:
        """What was read before must be read anew."""
        return max(self._changed_at, time.monotonic() - settings.COPIES_TRUSTED_SECONDS)


BELIEF = Belief()


class Believed(Generic[Value]):
    """Values by their keys, at most so many; each counts from when somebody began to read it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Hashable, tuple[float, Value]] = {}

    def get(self, key: Hashable, read: Callable[[], Value], *, afresh: bool = False) -> Value:
        began = time.monotonic()
        known = self._kept.get(key)
        if known and known[0] > BELIEF.since() and not afresh:
            return known[1]
        value = read()
        if len(self._kept) >= self._most:
            self._kept.clear()
        self._kept[key] = (began, value)
        return value
