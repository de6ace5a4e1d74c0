"""What an outside collector of errors is told: a process of its own reports to one on this machine."""

import gzip
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.conf import settings as configured

from profiles.pages import reports

CANARY = "c4n4ry"
FAILING = """
import sys, time
import django
django.setup()
from django.conf import settings
settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
from django.test import Client
from django.urls import path
import config.urls
from config.wsgi import application
from profiles.shared import bucket

CANARY = "c4n4ry"

def boom(request):
    token = secret = f"{CANARY}-local"
    request.session["kept"] = f"{CANARY}-session"
    request.user_email = f"{CANARY}@people.example.org"
    raise ValueError(f"{CANARY}-text {request.user_email}")

def failing(get_response):
    # outside of views, where no page has been made of it yet when Django announces it
    def middleware(request):
        if request.path == "/away/":
            raise bucket.Away
        return get_response(request)
    return middleware

settings.MIDDLEWARE = [*settings.MIDDLEWARE, "__main__.failing"]
config.urls.urlpatterns += [path("boom/", boom)]
browser = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {CANARY}-token", "Referer": CANARY})
browser.cookies["session"] = "c4n4ry" + "a" * 26
browser.cookies["other"] = f"{CANARY}-cookie"
began = time.monotonic()
answer = browser.get(f"/boom/?q={CANARY}-query")
print(answer.status_code, answer.headers["X-Request-Id"], time.monotonic() - began)
browser.cookies["csrf"] = CANARY * 5 + "ab"
print(browser.post("/boom/", {"password": f"{CANARY}-form"}, HTTP_USER_AGENT=CANARY).status_code)
print(browser.get("/away/").status_code)
"""


class Collector(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Taking)
        self.taken: list[str] = []
        self.is_silent = False
        self.address = f"http://{CANARY.replace('4', 'x')}@127.0.0.1:{self.server_port}/1"


class Taking(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        if self.server.is_silent:
            time.sleep(60)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        body = gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body
        self.server.taken.append(f"{self.path}\n{self.headers}\n{body.decode()}")
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def collector() -> Iterator[Collector]:
    with Collector() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def fail(address: str) -> list[list[str]]:
    """A process that fails three times and ends; what it printed."""
    variables = {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "SENTRY_DSN": address,
        "GIT_SHA": "r3l3ase",
        "LOG_LEVEL": "CRITICAL",
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FAILING],
        cwd=configured.BASE_DIR,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [line.split() for line in done.stdout.splitlines() if not line.startswith("{")]


def test_an_error_is_told_with_its_kind_and_place_and_nothing_of_anybody(collector):
    (first, second, third) = fail(collector.address)
    assert (first[0], second[0], third[0]) == ("500", "500", "503")
    told = "\n".join(collector.taken)
    assert CANARY not in told
    assert "127.0.0.1" not in told.replace(f"Host: 127.0.0.1:{collector.server_port}", "")
    events = [json.loads(line) for line in told.splitlines() if '"exception"' in line]
    assert len(events) == 2, "the part that was away is no error"
    assert set(events[0]) <= {*reports.KEPT, "exception"}
    assert events[0]["release"] == "r3l3ase"
    assert events[0]["environment"] == "test"
    assert events[0]["tags"]["request_id"] == first[1]
    value = events[0]["exception"]["values"][-1]
    assert value["type"] == "ValueError"
    assert value["stacktrace"]["frames"][-1]["function"] == "boom"
    assert all(set(frame) <= set(reports.KEPT_OF_FRAMES) for frame in value["stacktrace"]["frames"])


@pytest.mark.parametrize("how", ["away", "silent"])
def test_a_collector_that_fails_bothers_nobody(collector, how):
    collector.is_silent = True
    address = collector.address if how == "silent" else f"http://key@127.0.0.1:{free_port()}/1"
    began = time.monotonic()
    (first, *_) = fail(address)
    assert first[0] == "500"
    assert float(first[2]) < 5
    assert time.monotonic() - began < 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_nothing_is_loaded_or_told_without_an_address():
    show = "import config.wsgi, sys; print('sentry_sdk' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", show], cwd=configured.BASE_DIR, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
