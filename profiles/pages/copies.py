"""Pages as strangers got them, kept for a minute in this process, each with the tag that says what it was made of."""

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field

MOST_BYTES = 8_000_000
MOST_OF_ONE = 500_000  # so that no page drives all others out
MOST = 1000
SECONDS = 60  # the longest that something could be shown which a tag forgot to say


@dataclass(frozen=True)
class Copy:
    """The bytes of an answer; whoever has it compares its tag with what is stored now, each time."""

    etag: str
    content: bytes
    made_at: float = field(default_factory=time.monotonic)

    @property
    def is_old(self) -> bool:
        return time.monotonic() - self.made_at > SECONDS


class Copies:
    """One of each page and language, as much as may be; the one looked at least recently goes first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, str], Copy] = OrderedDict()
        self._bytes = 0

    def find(self, language: str, username: str) -> Copy | None:
        with self._lock:
            copy = self._kept.get((language, username))
            if copy is None or copy.is_old:
                self._drop((language, username))
                return None
            self._kept.move_to_end((language, username))
            return copy

    def keep(self, language: str, username: str, copy: Copy) -> None:
        with self._lock:
            self._drop((language, username))
            if len(copy.content) > MOST_OF_ONE:
                return
            self._kept[language, username] = copy
            self._bytes += len(copy.content)
            while self._bytes > MOST_BYTES or len(self._kept) > MOST:
                self._drop(next(iter(self._kept)))

    def _drop(self, key: tuple[str, str]) -> None:
        copy = self._kept.pop(key, None)
        self._bytes -= len(copy.content) if copy else 0


STRANGERS = Copies()
