"""How far a long command is, on a terminal's one line; elsewhere nothing but its sentences."""

import time
from typing import TextIO

EVERY_SECONDS = 0.5


class Progress:
    """Called with the bytes that went by just now."""

    def __init__(self, out: TextIO) -> None:
        self._out, self._bytes = out, 0
        self._began = self._shown = time.monotonic()

    def __call__(self, size: int) -> None:
        self._bytes += size
        now = time.monotonic()
        if self._out.isatty() and now - self._shown >= EVERY_SECONDS:
            self._shown = now
            self._out.write(f"\r{self.said}\x1b[K")
            self._out.flush()

    @property
    def said(self) -> str:
        seconds = time.monotonic() - self._began
        return f"{self._bytes / 1_000_000:,.1f} MB in {seconds:,.1f} s"

    def end(self) -> str:
        """Clears the line, for the sentence that follows."""
        if self._out.isatty():
            self._out.write("\r\x1b[K")
        return self.said
