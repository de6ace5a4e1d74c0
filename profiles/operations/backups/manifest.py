"""What a backup says of itself: `manifest.json`, written last, so that a folder without one is no backup."""

import json
import re
from collections.abc import Mapping, Set
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, get_origin

from profiles.operations.backups.problems import Broken

NAME = "manifest.json"
FORMAT = 1
STAMP = "%Y%m%dT%H%M%SZ"
MOST_BYTES = 16_000_000  # of a manifest
AHEAD = timedelta(minutes=5)  # that another machine's clock may be before ours

T = TypeVar("T")


@dataclass(frozen=True)
class Stored:
    """A file as it lies there: its size in bytes and its SHA-256, after encryption."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Table:
    """A table's rows, and the sum of a hash over each of them (profiles/operations/backups/tables.py)."""

    name: str
    rows: int
    sum: str


@dataclass(frozen=True)
class Manifest:
    site: str
    started_at: datetime
    finished_at: datetime
    release: str
    server_version: int
    encrypted_for: str
    files: tuple[Stored, ...]
    tables: tuple[Table, ...]
    missing: tuple[str, ...]
    media_count: int
    media_bytes: int

    def written(self) -> bytes:
        values = {"format": FORMAT, **asdict(self)}
        values |= {name: values[name].isoformat() for name in ("started_at", "finished_at")}
        return json.dumps(values, indent=1).encode() + b"\n"

    @classmethod
    def read(cls, written: bytes) -> "Manifest":
        """Raises Broken for anything that was not written by `written`."""
        try:
            values = json.loads(written)
            if values.pop("format") != FORMAT:
                raise Broken("Its manifest is of another format; use the release that made it.")
            values |= {name: _aware(values[name]) for name in ("started_at", "finished_at")}
            values["files"] = tuple(made(Stored, stored) for stored in values["files"])
            values["missing"] = tuple(_text(name) for name in values["missing"])
            values["tables"] = tuple(made(Table, table) for table in values["tables"])
            return made(cls, values)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise Broken("Its manifest cannot be read.") from None

    def file(self, stem: str) -> Stored:
        """By its name without the ending that says how it is encrypted."""
        for stored in self.files:
            if stored.name.removesuffix(".age") == stem:
                return stored
        raise Broken(f"Its manifest names no {stem}.")

    def rows(self, table: str) -> int | None:
        """None where it does not name that table."""
        return next((found.rows for found in self.tables if found.name == table), None)


def made(kind: type[T], values: dict[str, Any]) -> T:
    """From a stranger's hand. Raises TypeError or ValueError where a value is not of its field's type."""
    for field in fields(kind):  # type: ignore[arg-type]  # all of ours are dataclasses
        if not isinstance(values[field.name], get_origin(field.type) or field.type):  # type: ignore[arg-type]
            raise TypeError(field.name)
        if isinstance(values[field.name], str):
            _text(values[field.name])
    return kind(**values)


def stamp(moment: datetime) -> str:
    """The name of the folder of a backup that began then."""
    return moment.astimezone(UTC).strftime(STAMP)


def moment(stamped: str) -> datetime:
    return datetime.strptime(stamped, STAMP).replace(tzinfo=UTC)


def is_stamp(name: str) -> bool:
    if not re.fullmatch(r"[0-9]{8}T[0-9]{6}Z", name):
        return False
    try:
        return bool(moment(name))
    except ValueError:
        return False


def whole(backups: Mapping[str, Set[str]], now: datetime) -> list[str]:
    """The names of those that have a manifest, the newest last; none that a wrong clock has put into the future."""
    names = (name for name, files in backups.items() if is_stamp(name) and NAME in files)
    return sorted(name for name in names if moment(name) <= now + AHEAD)


def _aware(written: str) -> datetime:
    found = datetime.fromisoformat(written)
    if found.tzinfo is None:
        raise ValueError(written)
    return found


def _text(value: str) -> str:
    """Which goes to a terminal, too."""
    if not value.isprintable():
        raise ValueError("not printable")
    return value
