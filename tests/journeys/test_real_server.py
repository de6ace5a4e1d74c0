"""A real gunicorn: what no test client sees, because it happens before Django or without its database."""

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

import pytest

from config.local import postgres

CANARY = "c4n4ry"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: str


@dataclass(frozen=True)
class Server:
    port: int
    log: Path

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
        server = Server(port, Path(folder) / "log")
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


@pytest.fixture(scope="module")
def server(django_db_setup):
    from django.db import connection

    chosen = connection.settings_dict
    names = {"HOST": "HOST", "PORT": "PORT", "USER": "USER", "PASSWORD": "PASSWORD", "DB": "NAME"}
    with serving(**{f"POSTGRES_{ours}": str(chosen[theirs] or "") for ours, theirs in names.items()}) as running:
        yield running


CHARSETS = (
    "hex",
    "rot13",
    "zlib_codec",
    "undefined",
    "idna",
    "unicode_escape",
    "utf-16",
    "utf-8",
    '"hex"',
    "none-such",
)


@pytest.mark.parametrize("charset", CHARSETS)
def test_no_charset_that_a_stranger_names_decodes_anything(server, charset):
    for parameter in (f"charset={charset}", f"x=1;  CHARSET={charset}", f"charset*=utf-8''{charset}"):
        answer = server.ask(f"/healthz/live?x={CANARY}", Content__Type=f"a/b; {parameter}")
        assert answer.status == 200, parameter
        assert "Content-Security-Policy" in answer.headers


def test_a_parameter_in_a_strange_encoding_is_not_read(server):
    for parameter in ("x*=hex''%41", "boundary*=none-such''%41", "x*0*=''", "=", ";", 'x="'):
        assert server.ask("/healthz/live", Content__Type=f"a/b; {parameter}").status == 200, parameter


def test_a_form_is_read_as_utf_8_whatever_it_says(server):
    for kind in ("application/x-www-form-urlencoded; charset=hex", "multipart/form-data; charset=hex; boundary=b"):
        body = "q=%C3%A9" if "url" in kind else '--b\r\nContent-Disposition: form-data; name="q"\r\n\r\né\r\n--b--\r\n'
        answer = server.ask("/healthz/live", "POST", body.encode(), Content__Type=kind)
        assert answer.status == 403, "read, and refused for want of a token"


def test_nobody_tells_where_the_application_lies(server):
    for name in ("SCRIPT_NAME", "PATH_INFO"):
        assert server.ask("/healthz/live", **{name: "/elsewhere"}).status == 200


def test_every_line_is_json_without_what_was_sent(server):
    server.ask(f"/{CANARY}?x={CANARY}", Content__Type=f"a/b; charset={CANARY}")
    assert b"400" in server.send(f"GET /{CANARY} {CANARY}\r\n\r\n".encode())
    assert b"400" in server.send(f"GET / HTTP/1.1\r\n{CANARY} : x\r\n\r\n".encode())
    assert until(lambda: any(line["level"] == "warning" for line in server.lines()), 5)
    assert "gunicorn.error" in {line["logger"] for line in server.lines()}
    assert CANARY not in server.log.read_text()
    assert "127.0.0.1" not in server.log.read_text()


def test_a_forged_cookie_makes_no_public_page_with_a_cookie(server):
    answer = server.ask("/about/", Cookie=f"session={'a' * 32}")
    assert answer.headers["Cache-Control"] == "private, no-store"


@contextlib.contextmanager
def own_database() -> Iterator[str]:
    """The name of an embedded server that nobody else uses, gone afterwards."""
    name = f"away{os.getpid()}"
    try:
        yield name
    finally:
        here = postgres.server(name)
        postgres.stop(here)
        shutil.rmtree(here.home, ignore_errors=True)
        shutil.rmtree(here.sockets, ignore_errors=True)
        for lock in (postgres.CHECKOUT / ".local").glob(f"{here.home.name}.*"):
            lock.unlink()


def test_a_stopped_database_is_told_within_a_second_and_forgotten_within_five():
    with own_database() as name, contextlib.ExitStack() as life:
        life.enter_context(postgres.running(name))
        server = life.enter_context(serving(POSTGRES_HOST=postgres.socket_folder(name)))
        assert server.ask("/healthz/ready").status == 200
        postgres.stop(postgres.server(name))
        deadline = time.monotonic() + 10  # a pool whose pauses double would try again 3.5 seconds later at the earliest
        while time.monotonic() < deadline:
            began = time.monotonic()
            assert server.ask("/healthz/ready").status == 503
            assert time.monotonic() - began < 1
            time.sleep(0.2)
        with postgres.running(name):
            assert until(lambda: server.ask("/healthz/ready").status == 200, 2.5)
