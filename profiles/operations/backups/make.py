"""A backup is made: the files, then the database as it was at one moment, then the manifest that says it is whole."""

import contextlib
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from psycopg import sql

from profiles.operations.backups import manifest, media, postgres, streams, tables
from profiles.operations.backups.manifest import Manifest, Stored, Table
from profiles.operations.backups.media import Media, Packed
from profiles.operations.backups.places import Place
from profiles.operations.backups.problems import Refused
from profiles.operations.backups.streams import Told

LOCK = int.from_bytes(b"backups!")
TRIES = 5  # a file that goes while it is copied wants another moment
_LEFT_OUT = tuple(f"--exclude-table-data={name}" for name in tables.LEFT_OUT)
_DUMP = ("--format=custom", "--no-owner", "--no-privileges", *_LEFT_OUT)

Storing = Callable[[str], contextlib.AbstractContextManager[streams.Storing]]


@dataclass(frozen=True)
class Parts:
    """What lies there so far, and what the manifest says of it."""

    files: tuple[Stored, ...]
    tables: tuple[Table, ...]
    media: tuple[Media, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Made:
    """A backup's name, and the files that the database names and the storage has lost."""

    name: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Moment:
    """A snapshot of the database for pg_dump, the files that it names and that are packed, and those that are lost."""

    snapshot: str
    names: set[str]
    missing: set[str]


def make(place: Place, *, encrypted_for: str, told: Told | None = None) -> Made:
    """A new backup. Raises Refused, and whatever the database or the disk says; what was begun then is taken away."""

    def storing(file: str) -> contextlib.AbstractContextManager[streams.Storing]:
        return streams.storing(place, f"{name}/{file}", encrypted_for=encrypted_for, told=told)

    with _alone():
        started_at = _free_moment(place)
        name = manifest.stamp(started_at)
        try:
            parts = _stored(storing)
            with place.writing(f"{name}/{manifest.NAME}") as file:
                file.write(_manifest(parts, started_at, encrypted_for).written())
        except BaseException:
            place.abandon(name)
            raise
    return Made(name, parts.missing)


def _free_moment(place: Place) -> datetime:
    """Now, or the next second: two in one, or a clock that was set back, must not write into another backup."""
    while not place.is_free(manifest.stamp(now := timezone.now())):
        time.sleep(0.1)
    return now


def _stored(storing: Storing) -> Parts:
    with storing("media.tar") as tar:
        packed = Packed(tar.out)
        packed.add(media.names())  # most of them, for as long as it takes
        with _moment(packed) as moment:  # and the few that came meanwhile
            packed.close()
            tar.out.close()
            found = tables.tables()
            dump = _dumped(storing, moment.snapshot)
    files = tuple(packed.files[name] for name in sorted(moment.names))
    with storing("media.json") as listed:
        listed.out.write(media.listed(files))
    return Parts((tar.result, dump, listed.result), found, files, tuple(sorted(moment.missing)))


def _dumped(storing: Storing, snapshot: str) -> Stored:
    database = postgres.address(str(connection.settings_dict["NAME"]))
    arguments = (*_DUMP, f"--snapshot={snapshot}", f"--dbname={database}")
    with storing("database.dump") as stored, postgres.reading_from("pg_dump", arguments) as dump:
        shutil.copyfileobj(dump, stored.out, streams.CHUNK_BYTES)
    return stored.result


@contextlib.contextmanager
def _moment(packed: Packed) -> Iterator[Moment]:
    """One of which all files are packed. A file that goes while it is looked for wants another one."""
    for left in reversed(range(TRIES)):
        held = tables.names()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            # Before the first question, which makes the snapshot: a table that is written anew would look empty in it.
            cursor.execute(sql.SQL("LOCK TABLE {} IN ACCESS SHARE MODE").format(_list(held)))
            names = media.names()
            missing = packed.add(names)
            if missing and left:
                continue
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
            yield Moment(snapshot, names - missing, missing)
            return


def _list(names: Sequence[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """For as long as this session lasts."""
    with postgres.unlimited(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if cursor.fetchone() != (True,):
            raise Refused("Another backup is being made. It is not disturbed.")
        yield


def _manifest(parts: Parts, started_at: datetime, encrypted_for: str) -> Manifest:
    return Manifest(
        site=settings.SITE_URL,
        started_at=started_at,
        finished_at=timezone.now(),
        release=settings.RELEASE,
        server_version=connection.pg_version,  # type: ignore[attr-defined]  # PostgreSQL's
        encrypted_for=encrypted_for,
        files=parts.files,
        tables=parts.tables,
        missing=parts.missing,
        media_count=len(parts.media),
        media_bytes=sum(file.size for file in parts.media),
    )
