"""The site as a real gunicorn over one of the databases, and what its processes spent so far, as the kernel says."""

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from config.local import postgres
from tests.benchmarks import databases
from tests.redis_server import PROGRAM

WORKERS, THREADS = 2, 4


@dataclass(frozen=True)
class Redis:
    url: str
    pid: int


@dataclass(frozen=True)
class Site:
    """`first_answer` is how many seconds passed until there was one."""

    size: int
    port: int
    master: psutil.Process
    database: psycopg.Connection
    redis: Redis | None
    first_answer: float

    def web_milliseconds(self) -> float:
        """Of processor time, that all threads of its processes have spent."""
        tasks = (task for worker in self.master.children() for task in Path(f"/proc/{worker.pid}/task").iterdir())
        return sum(map(_spent, tasks))

    def stores(self) -> list[int]:
        """The processes that answer for its database, and Redis."""
        found = self.database.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend' "
            "AND pid <> pg_backend_pid()",
            [databases.name(self.size)],
        ).fetchall()
        return [pid for (pid,) in found] + ([self.redis.pid] if self.redis else [])

    def memory(self) -> list[tuple[float, float]]:
        """Megabytes of each worker: its own, and with its part of what they share."""
        found = [worker.memory_full_info() for worker in self.master.children()]
        return [(one.uss / 1e6, one.pss / 1e6) for one in found]


def spent_by(processes: list[int]) -> dict[int, float]:
    """Milliseconds of processor time of each that still runs; they have one thread."""
    found = {pid: _spent(Path(f"/proc/{pid}")) for pid in processes}
    return {pid: spent for pid, spent in found.items() if spent}


@contextlib.contextmanager
def running(sockets: str, size: int, redis: Redis | None = None) -> Iterator[Site]:
    port = _free_port()
    values = databases.environment(sockets, size) | {
        "SITE_URL": f"http://127.0.0.1:{port}",
        "REDIS_URL": redis.url if redis else "",
        "GUNICORN_WORKERS": str(WORKERS),
        "GUNICORN_THREADS": str(THREADS),
        "DRAIN_SECONDS": "1",
    }
    command = [str(Path(sys.executable).with_name("gunicorn")), "-c", "config/gunicorn.py", "config.wsgi"]
    began = time.monotonic()
    with (
        psycopg.connect(host=sockets, user=postgres.USER, dbname="postgres", autocommit=True) as database,
        subprocess.Popen(command, env=values, cwd=databases.CHECKOUT, stdout=subprocess.DEVNULL) as server,
    ):
        try:
            _wait_for(server, port)
            yield Site(size, port, psutil.Process(server.pid), database, redis, time.monotonic() - began)
        finally:
            server.terminate()


@contextlib.contextmanager
def redis_running() -> Iterator[Redis | None]:
    """One that keeps nothing on the disk; None where there is no such program."""
    if not PROGRAM:
        yield None
        return
    port = _free_port()
    command = [PROGRAM, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            yield Redis(f"redis://127.0.0.1:{port}/0", server.pid)
        finally:
            server.terminate()


def _wait_for(server: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=10) as line:
            line.sendall(b"GET /healthz/live HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            if line.recv(100):
                return
        time.sleep(0.02)
    raise SystemExit("gunicorn does not start; what it said stands above.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _spent(task: Path) -> float:
    with contextlib.suppress(OSError):  # it ended meanwhile
        return int((task / "schedstat").read_text().split()[0]) / 1e6
    return 0.0


def is_possible() -> bool:
    """The kernel must count finely; that of macOS does not."""
    return Path("/proc/self/schedstat").exists()
