"""gunicorn's settings, and a real gunicorn whose application touched the database before its processes divided."""

import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from config import env
from tests import this_database

ROOT = Path(env.__file__).resolve().parents[2]
CONFIGURATION = str(ROOT / "config/gunicorn.py")


def configured(**variables: str) -> dict:
    """The settings as gunicorn reads them, in a process of their own."""
    show = "import runpy, json; print(json.dumps(runpy.run_path('config/gunicorn.py'), default=repr))"
    local = {"DJANGO_SETTINGS_MODULE": "config.settings.local"}
    found = subprocess.run(
        [sys.executable, "-c", show], cwd=ROOT, env=os.environ | local | variables, capture_output=True, check=True
    )
    return json.loads(found.stdout)


def test_it_serves_this_machine_alone_at_the_port_of_the_address():
    assert configured(SITE_URL="http://localhost:8123")["bind"] == "127.0.0.1:8123"


def test_behind_a_proxy_it_serves_every_interface():
    assert configured(SITE_URL="https://people.example.org")["bind"] == "0.0.0.0:8000"


def test_only_the_proxies_are_believed_how_a_request_arrived():
    assert configured(TRUSTED_PROXIES="172.30.0.0/24, 10.1.2.3")["forwarded_allow_ips"] == "172.30.0.0/24,10.1.2.3/32"
    assert configured(TRUSTED_PROXIES="")["forwarded_allow_ips"] == ""


def test_one_header_alone_says_how_a_request_arrived():
    """The proxy lets X-Forwarded-Ssl pass as a stranger wrote it; two that differ would be a 400."""
    assert configured()["secure_scheme_headers"] == {"X-FORWARDED-PROTO": "https"}


def test_the_control_socket_is_off():
    assert configured()["control_socket_disable"] is True


def test_stopping_takes_less_time_than_a_container_is_given():
    found = configured()
    assert found["drain"] + found["graceful_timeout"] < 40, "stop_grace_period in compose/services.yml"
    assert found["worker_class"] == "gthread"
    assert found["max_requests_jitter"] > 0


def test_processes_and_threads_are_those_that_were_asked_for():
    found = configured(GUNICORN_WORKERS="3", GUNICORN_THREADS="5", GUNICORN_TIMEOUT="7")
    assert (found["workers"], found["threads"], found["timeout"]) == (3, 5, 7)


@pytest.mark.parametrize(("limit", "count"), [("max 100000", 8), ("150000 100000", 2), ("50000 100000", 1), ("", 8)])
def test_processes_follow_the_processors_a_container_may_use(tmp_path, monkeypatch, limit, count):
    module = runpy.run_path(CONFIGURATION)
    usable_cpus = module["usable_cpus"]
    (tmp_path / "cpu.max").write_text(limit)
    monkeypatch.setitem(usable_cpus.__globals__, "CPU_LIMIT", tmp_path / "cpu.max")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(8)), raising=False)
    assert usable_cpus() == count


def test_a_malformed_variable_is_one_sentence():
    refusal = subprocess.run(
        [sys.executable, "-m", "gunicorn", "-c", CONFIGURATION, "config.wsgi"],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.local", "GUNICORN_TIMEOUT": "soon"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert refusal.returncode != 0
    assert refusal.stderr.strip() == "GUNICORN_TIMEOUT is malformed. It should be a whole number above 0."


TOUCHING = """
import os, time
from django.core.wsgi import get_wsgi_application
get_wsgi_application()
from django.db import connection
connection.ensure_connection()   # the touch before the fork
connection.close()               # back into the pool, which stays

def application(environ, start_response):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid(), pg_sleep(0.2)")
        answer = f"{os.getpid()} {cursor.fetchone()[0]}"
    connection.close()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [answer.encode()]
"""


def backends_by_process(folder: Path, configuration: str, seconds: float = 30) -> dict[str, set[str]]:
    """Which database connections the processes of a real gunicorn use, when its application touched one before."""
    (folder / "touching.py").write_text(TOUCHING)
    (folder / "gunicorn_conf.py").write_text(configuration)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        site = f"http://localhost:{probe.getsockname()[1]}"
    variables = this_database.variables() | {
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "SITE_URL": site,
        "GUNICORN_WORKERS": "2",
        "GUNICORN_THREADS": "1",
        "PYTHONPATH": f"{folder}:{ROOT}",
    }
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", str(folder / "gunicorn_conf.py"), "touching"],
            cwd=ROOT,
            env=os.environ | variables,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    found: dict[str, set[str]] = {}
    try:
        deadline = time.monotonic() + seconds
        while len(found) < 2 and time.monotonic() < deadline:
            for answer in asked_at_once(site):
                process, backend = answer.split()
                found.setdefault(process, set()).add(backend)
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(timeout=30)
    assert len(found) == 2, (folder / "log").read_text()
    return found


def asked_at_once(site: str) -> list[str]:
    from concurrent.futures import ThreadPoolExecutor

    def ask(_number: int) -> str:
        try:
            return urllib.request.urlopen(site, timeout=2).read().decode()
        except OSError:
            time.sleep(0.1)
            return ""

    with ThreadPoolExecutor(4) as browsers:
        return [answer for answer in browsers.map(ask, range(8)) if answer]


@pytest.mark.django_db(transaction=True)
def test_no_two_processes_share_a_database_connection(tmp_path):
    found = backends_by_process(tmp_path, Path(CONFIGURATION).read_text())
    first, second = found.values()
    assert not first & second


@pytest.mark.django_db(transaction=True)
def test_without_the_hooks_two_processes_would_share_one(tmp_path):
    """The twin: what the hooks prevent does happen."""
    without = f"{Path(CONFIGURATION).read_text()}\ndel pre_fork, post_fork\n"
    try:
        found = backends_by_process(tmp_path, without, seconds=4)
    except AssertionError:
        return  # the two disturb each other so much that one of them cannot answer
    first, second = found.values()
    assert first & second
