"""Backups, as the container that makes them sees them: how old, where, for whose key, with which tools."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.utils import timezone

from profiles.operations.backups import manifest, places, postgres, streams, verify
from profiles.operations.backups.places import Bucket, Place
from profiles.operations.backups.problems import Broken, Refused
from profiles.operations.doctor.findings import Check, Seen, failed, ok, skipped, warning

HOURS = 24  # between two, as long as nobody says otherwise
LATE = timedelta(hours=2)  # that a new one may take
MEGABYTE = 1_000_000


def checks(hours: int = HOURS) -> tuple[Check, ...]:
    """All of them, where one is made every so many hours."""
    return tuple(_checks(hours))


def look_at_newest(hours: int) -> Seen:
    try:
        place = places.chosen()
        found = verify.backup(place)
    except (Broken, Refused, OSError) as problem:
        if "AccessDenied" in str(problem):
            return skipped("Its role may only write, as it should; the monitor looks at their age.")
        return failed(_sentence(problem))
    age = timezone.now() - found.manifest.finished_at
    shown = f"The newest is {age.total_seconds() / 3600:,.1f} hours old, of {found.people or 0:,} people."
    return failed(shown) if age > timedelta(hours=hours) + LATE else ok(shown)


def look_at_place() -> Seen:
    """Where it is a bucket, an upload is begun and given up: nothing appears."""
    try:
        place = places.chosen()
        if isinstance(place, Bucket):
            return _look_at_bucket(place)
        return _look_at_folder(place, Path(settings.BACKUP_TO))
    except (Refused, OSError) as problem:
        return failed(_sentence(problem))


def look_at_key() -> Seen:
    if not settings.BACKUP_RECIPIENT:
        return skipped("Not encrypted: they lie in a folder, where who reads them reads the database too.")
    try:
        streams.recipient(settings.BACKUP_RECIPIENT)
    except Refused as problem:
        return failed(str(problem))
    return ok("They are encrypted for a key that is not here. `make drill KEY=` says whether you have it.")


def look_at_tools() -> Seen:
    try:
        with postgres.reading_from("pg_dump", ["--version"]) as said:
            found = re.search(r"\d+", said.read().decode())
        connection.ensure_connection()
    except Refused as problem:
        return failed(str(problem))
    except DatabaseError:
        return warning("Not known: the database does not answer.")
    tools, server = int(found[0]) if found else 0, connection.pg_version // 10000  # type: ignore[attr-defined]
    shown = f"pg_dump is of version {tools}, the server of {server}."
    return ok(shown) if tools >= server else failed(shown)


def _look_at_bucket(bucket: Bucket) -> Seen:
    if bucket.name == getattr(default_storage, "bucket_name", None):
        return failed("It is the bucket of the files: who loses one loses both.", "Take another bucket for backups.")
    bucket.try_to_write()
    return ok("The bucket takes them.")


def _look_at_folder(place: Place, path: Path) -> Seen:
    path.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=path):
        free = shutil.disk_usage(path).free
    whole = manifest.whole(place.backups(), timezone.now())
    largest = max((_bytes(path / name) for name in whole), default=0)
    shown = f"{free / MEGABYTE:,.0f} MB are free; the largest has {largest / MEGABYTE:,.0f}."
    return ok(shown) if free > largest else failed(shown)


def _bytes(folder: Path) -> int:
    return sum(file.lstat().st_size for file in folder.iterdir())


def _sentence(problem: Exception) -> str:
    return f"{problem.strerror}." if isinstance(problem, OSError) and problem.strerror else str(problem)


def _checks(hours: int) -> Iterator[Check]:
    yield Check(
        "newest backup",
        "It is whole, and not older than BACKUP_EVERY_HOURS and two more",
        "Read `make logs SERVICE=backup`, then run `make backup`.",
        partial(look_at_newest, hours),
    )
    yield Check(
        "backup place",
        "It takes another one, and is not the bucket of the files",
        "Check BACKUP_TO; free space or keep fewer (BACKUP_KEEP); the bucket's role may s3:PutObject.",
        look_at_place,
    )
    yield Check(
        "backup key",
        "BACKUP_RECIPIENT is a public key of age, which a bucket wants",
        "Make a pair with `age-keygen`, and keep its other half elsewhere, twice.",
        look_at_key,
    )
    yield Check(
        "backup tools",
        "pg_dump is as new as the server, or newer",
        "Build the image for backups with POSTGRES_IMAGE of the server's version.",
        look_at_tools,
    )
