"""A real gunicorn on a port of its own, and an embedded database that nobody else uses."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from config.local import postgres


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: str


@dataclass(frozen=True)
class Server:
    port: int
    log: Path
    pid: int

    def ask(self, path: str, method: str = "GET", body: str = "", **headers: str) -> Answer:
        named = {name.replace("__", "-"): value for name, value in headers.items()}
        with contextlib.closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as door:
            door.request(method, path, body or None, {"Host": f"localhost:{self.port}", **named})
            answer = door.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read().decode())

    def send(self, raw: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as door:
            door.sendall(raw)
            return door.recv(65536)

    def lines(self) -> list[dict]:
        return [json.loads(line) for line in self.log.read_text().splitlines()]


@contextlib.contextmanager
def serving(**database: str) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    variables = {
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "DJANGO_DEBUG": "off",
        "SITE_URL": f"http://localhost:{port}",
        "GUNICORN_WORKERS": "1",
        "GUNICORN_THREADS": "4",
        "LOG_LEVEL": "INFO",
        "REDIS_URL": "",
        "PYTHONPATH": str(postgres.CHECKOUT),
        "DATABASE_URL": "",
        **database,
    }
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("wb") as log:
        command = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi"]
        variables["MEDIA_ROOT"] = folder
        process = subprocess.Popen(
            command, cwd=postgres.CHECKOUT, env=os.environ | variables, stdout=log, stderr=log, start_new_session=True
        )
        server = Server(port, Path(folder) / "log", process.pid)
        try:
            assert until(lambda: server.ask("/healthz/live").status == 200, 30), server.log.read_text()
            yield server
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=30)


def until(is_so, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if is_so():
                return True
        time.sleep(0.05)
    return False


@contextlib.contextmanager
def own_database() -> Iterator[str]:
    """The name of an embedded server that nobody else uses, gone afterwards."""
    name = f"own{os.getpid()}"
    try:
        yield name
    finally:
        here = postgres.server(name)
        postgres.stop(here)
        shutil.rmtree(here.home, ignore_errors=True)
        shutil.rmtree(here.sockets, ignore_errors=True)
        for lock in (postgres.CHECKOUT / ".local").glob(f"{here.home.name}.*"):
            lock.unlink()
