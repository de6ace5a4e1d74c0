"""What a backup says of itself: `manifest.json`, written last, so that a folder without one is no backup."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from profiles.operations.backups.problems import Broken

NAME = "manifest.json"
FORMAT = 1
STAMP = "%Y%m%dT%H%M%SZ"


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
            values |= {name: datetime.fromisoformat(values[name]) for name in ("started_at", "finished_at")}
            values["files"] = tuple(Stored(**stored) for stored in values["files"])
            values["missing"] = tuple(values["missing"])
            values["tables"] = tuple(Table(**table) for table in values["tables"])
            return cls(**values)
        except (ValueError, TypeError, KeyError, AttributeError):
            raise Broken("Its manifest cannot be read.") from None

    def file(self, stem: str) -> Stored:
        """By its name without the ending that says how it is encrypted."""
        for stored in self.files:
            if stored.name.removesuffix(".age") == stem:
                return stored
        raise Broken(f"Its manifest names no {stem}.")


def stamp(moment: datetime) -> str:
    """The name of the folder of a backup that began then."""
    return moment.astimezone(UTC).strftime(STAMP)


def moment(stamped: str) -> datetime:
    return datetime.strptime(stamped, STAMP).replace(tzinfo=UTC)


def is_stamp(name: str) -> bool:
    return bool(re.fullmatch(r"\d{8}T\d{6}Z", name))
