"""PostgreSQL's own tools, started with the address and password of the database that Django uses."""

import contextlib
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

import psycopg
from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

from profiles.operations.backups.problems import Broken, Refused

_DJANGOS = ("context", "cursor_factory", "prepare_threshold")
_OF_PAGES_ALONE = ("dbname", "password", "options", "tcp_user_timeout", *_DJANGOS)
# A page gives up on a silent server after seconds. Who has worked for an hour waits until the network calls it gone.
_PATIENT = {"connect_timeout": 10, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
_LIMITS = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
_ALIVE = "5s"  # so often it is looked whether we are: a killed one keeps no lock until its statement has ended


def address(name: str) -> str:
    """Of a database on the same server, without its password, which would stand in the list of processes."""
    parameters = connection.get_connection_params()
    given = {key: value for key, value in parameters.items() if key not in _OF_PAGES_ALONE}
    return make_conninfo("", **{**given, **_PATIENT, "dbname": name})


@contextlib.contextmanager
def server() -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """A session beside all databases of ours, each statement for itself."""
    with psycopg.connect(address("postgres"), password=_password(), autocommit=True) as session:
        yield session


@contextlib.contextmanager
def looking_at(name: str) -> Iterator[None]:
    """All that Django asks in the block goes to this database of the same server."""
    before = connection.settings_dict["NAME"]
    _turn_to(name)
    try:
        yield
    finally:
        _turn_to(before)


@contextlib.contextmanager
def unlimited() -> Iterator[None]:
    """A page's limits, the server's and our own, would end what takes minutes. Afterwards nobody gets this session."""
    try:
        with connection.cursor() as cursor:
            connection.connection.seconds = None  # profiles/shared/limited_connection.py
            for name in _LIMITS:
                cursor.execute("SELECT set_config(%s, '0', false)", [name])
            cursor.execute("SELECT set_config('client_connection_check_interval', %s, false)", [_ALIVE])
        yield
    finally:
        let_go()


def let_go() -> None:
    """Of every session with the database: the next question opens a new one."""
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's


def _turn_to(name: str) -> None:
    let_go()
    connection.settings_dict["NAME"] = name


@contextlib.contextmanager
def reading_from(tool: str, arguments: Sequence[str]) -> Iterator[BinaryIO]:
    """What the tool writes. Raises Refused when it fails."""
    with _started(tool, arguments, stdout=subprocess.PIPE) as (process, complaints):
        yield cast("BinaryIO", process.stdout)
        if process.wait():
            raise Refused(f"{tool} failed: {_first(complaints)}")


@contextlib.contextmanager
def writing_to(tool: str, arguments: Sequence[str]) -> Iterator[BinaryIO]:
    """What the tool reads. Raises Broken when it fails."""
    with _started(tool, arguments, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as (process, complaints):
        with contextlib.suppress(BrokenPipeError), cast("BinaryIO", process.stdin) as file:
            yield file  # a pipe that breaks has its reason below
        if process.wait():
            raise Broken(f"{tool} failed: {_first(complaints)}")


@contextlib.contextmanager
def _started(tool: str, arguments: Sequence[str], **pipes: int) -> Iterator[tuple["subprocess.Popen[bytes]", BinaryIO]]:
    """The running tool and its complaints. It does not outlive the block."""
    folder = Path(settings.POSTGRES_TOOLS)
    libraries = {"LD_LIBRARY_PATH": str(folder.parent / "lib")}  # beside the tools, which came from another image
    with tempfile.TemporaryFile() as complaints, tempfile.NamedTemporaryFile("w") as passwords:
        passwords.write("*:*:*:*:" + re.sub(r"([:\\])", r"\\\1", _password()) + "\n")
        passwords.flush()
        environment = {"PATH": os.defpath, "PGPASSFILE": passwords.name, "LC_MESSAGES": "C", **libraries}
        try:
            process: subprocess.Popen[bytes] = subprocess.Popen(  # type: ignore[call-overload]  # noqa: S603  # our own tool
                [folder / tool, *arguments],
                stderr=complaints,
                env=environment,
                **pipes,
            )
        except FileNotFoundError:
            raise Refused(f"{tool} is not here: run this in the image for backups.") from None
        try:
            yield process, cast("BinaryIO", complaints)
        finally:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()


def _password() -> str:
    return str(connection.get_connection_params().get("password") or "")


def _first(complaints: BinaryIO) -> str:
    """What came first; the rest follows from it, and its details may hold values of rows."""
    complaints.seek(0)
    lines = complaints.read().decode(errors="replace").splitlines()
    return next((line for line in lines if "error" in line.lower() or "fatal" in line.lower()), "it gave no reason")
