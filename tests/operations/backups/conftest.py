"""A site with a page and a portrait, a folder for its backups, and a key of somebody who is elsewhere."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import psycopg
import pyrage
import pytest
from django.db import connection
from psycopg import sql

from profiles.operations.backups import make, postgres, verify
from profiles.operations.backups.places import Folder
from profiles.people import actions
from profiles.people.models import Kind
from tests import cast, images


@pytest.fixture
def ada(transactional_db) -> cast.Member:
    """Committed, for pg_dump looks from outside."""
    ada = cast.join("ada", "Ada Lovelace").write(Kind.HEADLINE, "Analyst of engines").publish()
    replace_portrait(ada, "teal")
    return ada


def replace_portrait(ada: cast.Member, colour: str) -> None:
    part = ada.part(Kind.PICTURE)
    picture = images.jpeg(colour=colour).file
    actions.replace_picture(part, picture, alt="Ada", version=part.version, by=ada.user)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "backups")


@pytest.fixture
def key() -> pyrage.x25519.Identity:
    return pyrage.x25519.Identity.generate()


@pytest.fixture
def made(ada, folder):
    """A backup of Ada's site, not encrypted."""
    return verify.backup(folder, make.make(folder, encrypted_for="").name)


@pytest.fixture
def alone(transactional_db) -> Iterator[None]:
    """Databases that a test leaves beside its own go."""
    own = str(connection.settings_dict["NAME"])
    yield
    with postgres.server() as server:
        for name in databases(server):
            if name.startswith(f"{own}_"):
                server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def break_off(writing: AbstractContextManager[Any], content: bytes) -> None:
    """As if someone pressed Ctrl-C in the middle of a file."""
    with writing as file:
        getattr(file, "out", file).write(content)
        raise KeyboardInterrupt


def databases(server: "psycopg.Connection[tuple[object, ...]]") -> list[str]:
    """This test's own, and those that are named after it."""
    own = str(connection.settings_dict["NAME"])
    found = server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY 1", [own])
    return [str(name) for (name,) in found]
