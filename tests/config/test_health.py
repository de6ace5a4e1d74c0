"""The image's health check, against real doors."""

import contextlib
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from config import health
from tests.repository import tree


@contextlib.contextmanager
def door(answer: bytes | None) -> Iterator[tuple[str, int]]:
    """A server that gives one answer, or none and keeps the line."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            connection.recv(1000)
            if answer is not None:
                connection.sendall(answer)
                connection.close()
            kept.append(connection)

        kept: list[socket.socket] = []
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()
        thread.join(timeout=5)
        for connection in kept:
            connection.close()


def test_a_server_that_answers_is_healthy():
    with door(b"HTTP/1.0 200 OK\r\n\r\n") as address:
        assert health.main(address) == 0


@pytest.mark.parametrize("answer", [b"HTTP/1.0 503 Service Unavailable\r\n\r\n", b"200 ", b"", b"SSH-2.0-200\r\n"])
def test_any_other_answer_is_unhealthy(answer):
    with door(answer) as address:
        assert health.main(address) == 1


def test_nobody_there_is_unhealthy_and_said(capsys):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = closed.getsockname()
    assert health.main(address) == 1
    assert "does not answer" in capsys.readouterr().err


def test_silence_is_unhealthy_before_docker_gives_up(capsys):
    started = time.monotonic()
    with door(None) as address:
        assert health.main(address) == 1
    assert time.monotonic() - started < 3


def test_it_loads_nothing_that_is_slow():
    show = "import config.health, sys; print(*sys.modules)"
    found = subprocess.run(
        [sys.executable, "-S", "-c", show], cwd=tree.ROOT, capture_output=True, text=True, check=True
    )
    assert {"django", "http", "urllib", "json", "re"} & set(found.stdout.split()) == set()
