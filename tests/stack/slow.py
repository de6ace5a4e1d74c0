"""Many slow clients at once, how long a visitor waits meanwhile, and what the slow ones are answered in the end."""

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

LENGTH = 100_000
_LAST = f"Host: {PEOPLE}\r\nConnection: close\r\n"
BODY = f"POST /display/ HTTP/1.1\r\n{_LAST}Content-Type: text/plain\r\nContent-Length: {LENGTH}\r\n\r\n".encode()
HEADERS = f"GET / HTTP/1.1\r\n{_LAST}X-Slow: ".encode()
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


@dataclass
class Client:
    """One who is slow: what it has taken so far, and how it was broken off, if it was."""

    line: ssl.SSLSocket
    steps: int = 0
    received: bytes = b""
    broken: OSError | None = None

    @property
    def is_connected(self) -> bool:
        """Asked of the kernel, for a thread writes on the line."""
        watched = select.poll()
        watched.register(self.line, select.POLLRDHUP)
        return self.broken is None and not watched.poll(0)

    def rest(self, last_words: bytes = b"") -> bytes:
        """Everything that it was answered, when it is slow no more; its request asked for the end of the connection."""
        self.line.settimeout(visitors.SECONDS)
        self.line.sendall(last_words)
        while came := self.line.recv(1 << 20):
            self.received += came
        return self.received


Step = Callable[[Client], None]


@dataclass
class Crowd:
    """All of them, with whoever is sent away: what they do goes on until they are told to stop."""

    clients: list[Client]
    _stopped: threading.Event
    _thread: threading.Thread

    @property
    def connected(self) -> int:
        return sum(client.is_connected for client in self.clients)

    @property
    def steps(self) -> list[int]:
        return [client.steps for client in self.clients]

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join(timeout=30)


def waits_of(roots: Path, pages: int = 40, path: str = "/") -> Waits:
    """Each page over a connection of its own."""
    each = []
    for _ in range(pages):
        with Visitor(roots) as visitor:
            each.append(visitors.seconds_for(visitor, path))
    return Waits(each)


@contextlib.contextmanager
def trickling_bodies(roots: Path, count: int = 200) -> Iterator[Crowd]:
    """Each promises 100 kB and sends a byte now and then."""
    with _crowd(roots, count, BODY, _trickle) as crowd:
        yield crowd


@contextlib.contextmanager
def slow_headers(roots: Path, count: int = 500) -> Iterator[Crowd]:
    """Each begins a request and never comes to the end of its headers."""
    with _crowd(roots, count, HEADERS, _trickle) as crowd:
        yield crowd


@contextlib.contextmanager
def slow_readers(roots: Path, path: str, count: int = 80) -> Iterator[Crowd]:
    """Each asks for a large file three times over one connection, and takes a few bytes of the answers now and then."""
    asked = f"GET {path} HTTP/1.1\r\nHost: {PEOPLE}\r\n"
    with _crowd(roots, count, f"{asked}\r\n{asked}\r\n{asked}Connection: close\r\n\r\n".encode(), _sip) as crowd:
        yield crowd


def _trickle(client: Client) -> None:
    client.line.sendall(b"x")


def _sip(client: Client) -> None:
    client.received += client.line.recv(16)


@contextlib.contextmanager
def _crowd(roots: Path, count: int, first: bytes, step: Step) -> Iterator[Crowd]:
    context = ssl.create_default_context(cafile=str(roots))
    clients: list[Client] = []
    stopped = threading.Event()
    thread = threading.Thread(target=_drip, args=(clients, step, stopped), daemon=True)
    crowd = Crowd(clients, stopped, thread)
    thread.start()
    with contextlib.ExitStack() as lines:
        try:
            for _ in range(count):
                line = visitors.connected(roots, context=context)
                lines.callback(line.close)
                line.sendall(first)
                line.settimeout(1)
                clients.append(Client(line))
            yield crowd
        finally:
            crowd.stop()


def _drip(clients: list[Client], step: Step, stopped: threading.Event) -> None:
    """One step of every client in turn, until all are to stop; who was broken off takes none any more."""
    while not stopped.wait(BYTES_EVERY):
        for client in list(clients):
            if client.broken:
                continue
            try:
                step(client)
                client.steps += 1
            except TimeoutError:
                continue  # its turn comes again: nothing has been sent to it yet, or it may not send yet
            except OSError as broken:
                client.broken = broken
