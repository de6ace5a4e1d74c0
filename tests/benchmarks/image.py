"""`make bench-image`: megabytes, build seconds, seconds from start to ready, and a worker's private memory.

The database is a container of its own, migrated before; ready means that /healthz/ready says so. Memory is asked of the
kernel after two hundred pages. A cold build has the base image and the packages' files, as a machine that builds often.
"""

import contextlib
import http.client
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.repository import tree
from tests.stack import alone, engine

STARTS = 5
REQUESTS = 200
NETWORK = DATABASE = f"colophon-bench-{os.getpid()}"
READ = ("compose", "config", "manage.py", "profiles", "requirements", ".dockerignore")  # by a build
HEADERS = {"Host": "people.example.org", "X-Forwarded-Proto": "https"}
_MEMORY = """
import json, pathlib
def private(process):
    lines = (line.split() for line in (process / "smaps_rollup").read_text().splitlines())
    return sum(int(line[1]) for line in lines if line[0].startswith("Private_"))
processes = pathlib.Path("/proc").glob("[0-9]*")
workers = [p for p in processes if (p / "stat").read_text().rpartition(")")[2].split()[1] == "1"]
print(json.dumps([private(p) for p in workers if b"gunicorn" in (p / "cmdline").read_bytes()]))
"""
_PROCESSOR = """
import os, pathlib
stats = [path.read_text().rpartition(")")[2].split() for path in pathlib.Path("/proc").glob("[0-9]*/stat")]
print(sum(int(used) for stat in stats for used in stat[11:13]) / os.sysconf("SC_CLK_TCK") - sum(os.times()[:2]))
"""


def main() -> None:
    cold = _seconds(lambda: _build("--no-cache"))
    alone.build()
    _say("cold build", f"{cold:.1f} s")
    _say("build after a change of code", f"{_rebuild():.1f} s", "10 s")
    _say("above the base image", f"{alone.bytes_above(alone.BASE, alone.IMAGE) / 1e6:.1f} MB", "90 MB")
    with _database() as variables:
        waits, used = zip(*(_ready_seconds(variables) for _ in range(STARTS)), strict=True)
        _say(f"start to ready, median of {STARTS}", f"{statistics.median(waits):.2f} s", "1.5 s")
        _say("of that a processor's, all workers", f"{statistics.median(used):.2f} s")
        for worker, kilobytes in enumerate(_memory(variables), start=1):
            _say(f"private memory of worker {worker}", f"{kilobytes * 1024 / 1e6:.1f} MB", "35 MB")
    print(f"load of this machine meanwhile: {os.getloadavg()[1]:.1f} on {os.cpu_count()} processors")


def _say(what: str, figure: str, goal: str = "none") -> None:
    print(f"  {what:36} {figure:>10}   goal {goal}", flush=True)


def _seconds(work: Callable[[], object]) -> float:
    started = time.monotonic()
    work()
    return time.monotonic() - started


def _build(*options: str, folder: Path = tree.ROOT) -> None:
    target = ("--file=compose/django/Dockerfile", "--target=production", "--tag=colophon:bench")
    engine.docker("build", *options, *target, ".", folder=folder)


def _rebuild() -> float:
    """Of what the build reads, copied, with one more line in one module."""
    with tempfile.TemporaryDirectory() as folder:
        engine.run("cp", "-R", *READ, folder, folder=tree.ROOT)
        _build(folder=Path(folder))
        module = Path(folder) / "profiles/shared/text.py"
        module.write_text(f"{module.read_text()}\nMOMENT = {time.time()}\n")
        return _seconds(lambda: _build(folder=Path(folder)))


@contextlib.contextmanager
def _database() -> Iterator[list[str]]:
    """A migrated database in a network of its own: the options for those who use it."""
    engine.docker("network", "create", NETWORK)
    password = ("--env=POSTGRES_PASSWORD=bench", "--env=POSTGRES_USER=colophon", "--env=POSTGRES_DB=colophon")
    engine.docker("run", "--detach", f"--name={DATABASE}", f"--network={NETWORK}", *password, "postgres:18")
    try:
        variables = alone.given(DATABASE_URL=f"postgres://colophon:bench@{DATABASE}/colophon", GUNICORN_WORKERS="2")
        options = [f"--network={NETWORK}", *alone.HARDENED, *variables]
        _until(_database_answers)
        engine.docker("run", "--rm", *options, alone.IMAGE, "python", "manage.py", "migrate", "--verbosity=0")
        yield [*options, "--publish=127.0.0.1::8000"]
    finally:
        engine.docker("rm", "--force", "--volumes", DATABASE)
        engine.docker("network", "rm", NETWORK)


def _database_answers() -> bool:
    return engine.run("docker", "exec", DATABASE, "pg_isready", "-h", DATABASE, check=False).returncode == 0


def _ready_seconds(options: list[str]) -> tuple[float, float]:
    """From the moment at which Docker says that the container's process began, to the first good answer; and the time
    that its processes had a processor, which other work on this machine does not lengthen."""
    with alone.started(*options) as container:
        begun = engine.docker("inspect", "--format={{.State.StartedAt}}", container)
        door = alone.door(container)
        _until(lambda: _status(door, "/healthz/ready") == 200)
        waited = time.time() - _moment(begun)
        return waited, float(engine.docker("exec", container, "python", "-c", _PROCESSOR))


def _moment(text: str) -> float:
    seconds, _, fraction = text.rstrip("Z").partition(".")
    return time.mktime(time.strptime(seconds, "%Y-%m-%dT%H:%M:%S")) - time.timezone + float(f"0.{fraction or 0}")


def _memory(options: list[str]) -> list[int]:
    """Kilobytes that each worker shares with nobody, when all have served pages."""
    with alone.started(*options) as container:
        door = alone.door(container)
        _until(lambda: _status(door, "/healthz/ready") == 200)
        for number in range(REQUESTS):
            assert _status(door, ("/", "/people/", f"/people/?q={number}", "/about/")[number % 4]) == 200
        kilobytes: list[int] = json.loads(engine.docker("exec", container, "python", "-c", _MEMORY))
        return kilobytes


def _status(door: str, path: str) -> int:
    """0 while nobody answers."""
    connection = http.client.HTTPConnection(door, timeout=5)
    try:
        connection.request("GET", path, headers=HEADERS)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def _until(is_so: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it never held"
        time.sleep(0.01)


if __name__ == "__main__":
    main()
