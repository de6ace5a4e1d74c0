"""Asking a site over connections that stay open, at little cost to who asks."""

import json
import socket
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Self

AT_ONCE = 4


@dataclass(frozen=True)
class Question:
    path: str
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""  # what is sent as JSON
    status: int = 200  # that is right

    @classmethod
    def posting(cls, path: str, values: object) -> Self:
        return cls(path, (("Content-Type", "application/json"),), json.dumps(values))

    def written(self, host: str) -> bytes:
        headers = [("Host", host), *self.headers]
        if self.body:
            headers.append(("Content-Length", str(len(self.body.encode()))))
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
        return f"{'POST' if self.body else 'GET'} {self.path} HTTP/1.1\r\n{lines}\r\n{self.body}".encode()


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class Line:
    """One connection. Answers of another status than the right one end the run: their figures would say nothing."""

    def __init__(self, port: int) -> None:
        self.host = f"127.0.0.1:{port}"
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, question: Question) -> Answer:
        self.socket.sendall(question.written(self.host))
        head, body = self._head()
        status, headers = _read(head)
        length = 0 if status == 304 else int(headers["content-length"])
        pieces, left = [body], length - len(body)
        while left > 0:
            pieces.append(self.socket.recv(left))
            if not pieces[-1]:
                raise ConnectionError("an answer broke off")
            left -= len(pieces[-1])
        if status != question.status:
            raise SystemExit(f"{question.path} was answered with {status}")
        return Answer(status, headers, b"".join(pieces))

    def _head(self) -> tuple[bytes, bytes]:
        found = b""
        while b"\r\n\r\n" not in found:
            piece = self.socket.recv(65536)
            if not piece:
                raise ConnectionError("no answer")
            found += piece
        head, _, body = found.partition(b"\r\n\r\n")
        return head, body

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()


def burst(port: int, questions: Sequence[Question]) -> float:
    """Questions in a second, so many at once."""
    shares = [questions[start::AT_ONCE] for start in range(AT_ONCE)]
    began = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda share: _ask_all(port, share), shares))
    return len(questions) / (time.monotonic() - began)


def _ask_all(port: int, questions: Sequence[Question]) -> None:
    with Line(port) as line:
        for question in questions:
            line.ask(question)


def _read(head: bytes) -> tuple[int, dict[str, str]]:
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.split(": ", 1) for line in lines)
    return int(first.split(" ")[1]), {name.lower(): value for name, value in pairs}
