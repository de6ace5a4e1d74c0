"""Many slow clients at once, and how long a visitor waits meanwhile."""

import contextlib
import math
import select
import ssl
import statistics
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.stack import visitors
from tests.stack.visitors import PEOPLE, Visitor
from tests.stack.waits import wait_until

Line = ssl.SSLSocket
Step = Callable[[Line], None]
BODY = (
    f"POST /display/ HTTP/1.1\r\nHost: {PEOPLE}\r\nContent-Type: text/plain\r\nContent-Length: 100000\r\n\r\n".encode()
)
HEADERS = f"GET / HTTP/1.1\r\nHost: {PEOPLE}\r\n".encode()
BYTES_EVERY = 0.5


@dataclass(frozen=True)
class Waits:
    """What a visitor waited for each of some pages, in seconds."""

    each: list[float]

    @property
    def usual(self) -> float:
        return statistics.median(self.each)

    @property
    def high(self) -> float:
        """The wait that nineteen of twenty pages stay below."""
        return sorted(self.each)[math.ceil(0.95 * len(self.each)) - 1]


def waits_of(roots: Path, pages: int = 40, path: str = "/") -> Waits:
    """Each page over a connection of its own."""
    each = []
    for _ in range(pages):
        with Visitor(roots) as visitor:
            each.append(visitors.seconds_for(visitor, path))
    return Waits(each)


@contextlib.contextmanager
def trickling_bodies(roots: Path, count: int = 200) -> Iterator[list[Line]]:
    """Each promises 100 kB and sends a byte now and then."""
    with _lines(roots, count, BODY, lambda line: line.sendall(b"x")) as lines:
        yield lines


@contextlib.contextmanager
def slow_headers(roots: Path, count: int = 500) -> Iterator[list[Line]]:
    """Each begins a request and never comes to the end of its headers."""
    with _lines(roots, count, HEADERS, lambda line: line.sendall(b"X-Slow: x\r\n")) as lines:
        yield lines


@contextlib.contextmanager
def slow_readers(roots: Path, path: str, count: int = 80) -> Iterator[list[Line]]:
    """Each asks for a large file three times over one connection, and takes a few bytes of the answers now and then."""
    asked = f"GET {path} HTTP/1.1\r\nHost: {PEOPLE}\r\n\r\n".encode() * 3
    with _lines(roots, count, asked, lambda line: line.recv(16) and None) as lines:
        yield lines


@contextlib.contextmanager
def _lines(roots: Path, count: int, first: bytes, step: Step) -> Iterator[list[Line]]:
    context = ssl.create_default_context(cafile=str(roots))
    stopped = threading.Event()
    lines: list[Line] = []
    thread = threading.Thread(target=_drip, args=(lines, step, stopped), daemon=True)
    thread.start()
    try:
        for _ in range(count):
            line = visitors.connected(roots, context=context)
            line.sendall(first)
            line.settimeout(1)
            lines.append(line)
        wait_until(lambda: len(lines) == count, goal=10, what=f"{count} slow clients are connected")
        yield lines
    finally:
        stopped.set()
        thread.join(timeout=30)
        for line in lines:
            line.close()


def _drip(lines: list[Line], step: Step, stopped: threading.Event) -> None:
    """One step on every line in turn. The edge may close a line: then the client is gone, which is its right."""
    while not stopped.wait(BYTES_EVERY):
        for line in list(lines):
            with contextlib.suppress(OSError):
                step(line)


def still_connected(lines: list[Line]) -> int:
    """How many have not been sent away. Asked of the kernel, for a thread writes on them."""
    watched = select.poll()
    for line in lines:
        watched.register(line, select.POLLRDHUP)
    return len(lines) - len(watched.poll(0))
