"""A backup is made: the files, then the database as it was at one moment, then the manifest that says it is whole."""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

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
_ENDLESS = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")

Storing = Callable[[str], contextlib.AbstractContextManager[streams.Storing]]


@dataclass(frozen=True)
class Parts:
    """What lies there so far, and what the manifest says of it."""

    files: tuple[Stored, ...]
    tables: tuple[Table, ...]
    media: tuple[Media, ...]


def make(place: Place, *, encrypted_for: str, told: Told | None = None) -> str:
    """The new backup's name. Raises Refused; what was begun then has no manifest, so it counts for nothing."""
    started_at = timezone.now()
    name = manifest.stamp(started_at)

    def storing(file: str) -> contextlib.AbstractContextManager[streams.Storing]:
        return streams.storing(place, f"{name}/{file}", encrypted_for=encrypted_for, told=told)

    with _alone():
        parts = _stored(storing)
    with place.writing(f"{name}/{manifest.NAME}") as file:
        file.write(_manifest(parts, started_at, encrypted_for).written())
    return name


def _stored(storing: Storing) -> Parts:
    with storing("media.tar") as tar:
        packed = Packed(tar.out)
        packed.add(media.names())  # most of them, for as long as it takes
        with _moment(packed) as (snapshot, names):  # the few that came meanwhile
            packed.close()
            tar.out.close()
            found = tables.tables()
            dump = _dumped(storing, snapshot)
    files = tuple(packed.files[name] for name in sorted(names))
    with storing("media.json") as listed:
        listed.out.write(media.listed(files))
    return Parts((tar.result, dump, listed.result), found, files)


def _dumped(storing: Storing, snapshot: str) -> Stored:
    database = postgres.address(str(connection.settings_dict["NAME"]))
    arguments = (*_DUMP, f"--snapshot={snapshot}", f"--dbname={database}")
    with storing("database.dump") as stored, postgres.reading_from("pg_dump", arguments) as dump:
        shutil.copyfileobj(dump, stored.out, streams.CHUNK_BYTES)
    return stored.result


@contextlib.contextmanager
def _moment(packed: Packed) -> Iterator[tuple[str, set[str]]]:
    """A moment of the database of which all files are packed: its snapshot, and the files' names."""
    for _ in range(TRIES):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            for setting in _ENDLESS:
                cursor.execute("SELECT set_config(%s, '0', true)", [setting])
            names = media.names()
            if not packed.add(names):
                cursor.execute("SELECT pg_export_snapshot()")
                (snapshot,) = cursor.fetchone()
                yield snapshot, names
                return
    raise Refused("Files that the database names are missing in the storage. `make doctor` looks at the storage.")


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """For as long as this session lasts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if cursor.fetchone() != (True,):
            raise Refused("Another backup is being made. It is not disturbed.")
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _manifest(parts: Parts, started_at: datetime, encrypted_for: str) -> Manifest:
    return Manifest(
        started_at=started_at,
        finished_at=timezone.now(),
        release=settings.RELEASE,
        server_version=connection.pg_version,  # type: ignore[attr-defined]  # PostgreSQL's
        encrypted_for=encrypted_for,
        files=parts.files,
        tables=parts.tables,
        media_count=len(parts.media),
        media_bytes=sum(file.size for file in parts.media),
    )
