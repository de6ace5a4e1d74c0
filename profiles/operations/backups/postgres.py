"""PostgreSQL's own tools, started with the address and password of the database that Django uses."""

import contextlib
import os
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

_NOT_OF_AN_ADDRESS = ("dbname", "password", "options", "context", "cursor_factory", "prepare_threshold")


def address(name: str) -> str:
    """Of a database on the same server, without its password, which would stand in the list of processes."""
    parameters = connection.get_connection_params()
    given = {key: value for key, value in parameters.items() if key not in _NOT_OF_AN_ADDRESS}
    return make_conninfo("", **given, dbname=name)


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


def _turn_to(name: str) -> None:
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's
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
    environment = {"PATH": os.defpath, "PGPASSWORD": _password(), "LC_MESSAGES": "C", **libraries}
    with tempfile.TemporaryFile() as complaints:
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
