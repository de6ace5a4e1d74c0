"""`make bench`: CPU per request of public pages, composed, from a copy and as 304, beside a constant view, in one run.

Each address is asked over keep-alive connections of a real gunicorn (2 workers of 4 threads) on the embedded database
with sample people. CPU is that of the workers alone, read from the kernel; rounds alternate and medians are printed.
A query string makes a page anew, for copies are of bare addresses.
"""

import contextlib
import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from config.local import postgres

ROUNDS = 5
MANY, FEW = 150, 25  # requests in a round, of what is cheap and of what is dear
DATABASE = "benchmark"
PERSON = "/people/ragnhild-overlie-castellanos/"
FULL = "maria-sibylla-merian"


def main() -> None:
    with postgres.running("tests") as server:
        environment = os.environ | _environment(str(server.sockets))
        _prepare(environment, str(server.sockets))
        with _gunicorn(environment) as master:
            port = int(environment["SITE_URL"].rpartition(":")[2])
            etag = _get(port, PERSON).headers["ETag"]
            asked = {
                "constant page": ("/constant/", {}, MANY),
                "public page, 304": (PERSON, {"If-None-Match": etag}, MANY),
                "public page, copy": (PERSON, {}, MANY),
                "public page, composed": (f"{PERSON}?composed", {}, FEW),
                "200 items, composed": (f"/people/{FULL}/?composed", {}, FEW),
                "directory": ("/people/", {}, FEW),
                "search": ("/people/?q=sof", {}, FEW),
                "suggestions": ("/people/suggest?q=sof", {}, FEW),
                "home": ("/", {}, FEW),
            }
            figures: dict[str, list[float]] = {name: [] for name in asked}
            for _ in range(ROUNDS):
                for name, (path, headers, requests) in asked.items():
                    figures[name].append(_cpu_milliseconds(master, port, path, headers, requests))
            _print(figures, master)


def _print(figures: dict[str, list[float]], master: psutil.Process) -> None:
    yardstick = statistics.median(figures["constant page"])
    print(f"CPU milliseconds per request, median of {ROUNDS} rounds; ratio to the constant page")
    for name, values in figures.items():
        print(f"  {name:24} {statistics.median(values):6.2f}   {statistics.median(values) / yardstick:5.1f} x")
    for worker in master.children():
        memory = worker.memory_full_info()
        print(f"  worker {worker.pid}: {memory.uss / 1e6:.1f} MB private, {memory.rss / 1e6:.1f} MB resident")


def _environment(sockets: str) -> dict[str, str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return {
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "POSTGRES_HOST": sockets,
        "POSTGRES_DB": DATABASE,
        "DJANGO_DEBUG": "off",
        "RATE_LIMITS": "off",
        "LOG_LEVEL": "INFO",
        "GUNICORN_WORKERS": "2",
        "GUNICORN_THREADS": "4",
    }


def _prepare(environment: dict[str, str], sockets: str) -> None:
    import psycopg

    with psycopg.connect(host=sockets, user=postgres.USER, dbname="postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        connection.execute(f"CREATE DATABASE {DATABASE}")
    for command in (["migrate", "-v0"], ["seed_people", "--count", "200"]):
        subprocess.run([sys.executable, "manage.py", *command], env=environment, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([sys.executable, "-m", "tests.benchmarks.full_page", FULL], env=environment, check=True)


@contextlib.contextmanager
def _gunicorn(environment: dict[str, str]) -> Iterator[psutil.Process]:
    program = Path(sys.executable).with_name("gunicorn")
    command = [str(program), "-c", "config/gunicorn.py", "config.wsgi"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            port = int(environment["SITE_URL"].rpartition(":")[2])
            for _ in range(200):
                with contextlib.suppress(OSError):
                    _get(port, "/healthz/live")
                    break
                time.sleep(0.05)
            yield psutil.Process(server.pid)
        finally:
            server.terminate()


def _get(port: int, path: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path)
    return connection.getresponse()


def _cpu_milliseconds(master: psutil.Process, port: int, path: str, headers: dict[str, str], requests: int) -> float:
    connections = [http.client.HTTPConnection("127.0.0.1", port, timeout=5) for _ in range(4)]
    before = _cpu(master)
    for number in range(requests):
        connection = connections[number % len(connections)]
        connection.request("GET", path, headers=headers)
        connection.getresponse().read()
    return (_cpu(master) - before) / requests * 1000


def _cpu(master: psutil.Process) -> float:
    return sum(sum(worker.cpu_times()[:2]) for worker in master.children())


if __name__ == "__main__":
    main()
