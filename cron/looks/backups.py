"""Finds the newest good backup in a folder or bucket: a folder `<UTC time>/`, its `manifest.json` written last."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from cron.cloud import FAULTS, Services, named
from cron.findings import Backup

MANIFEST = "manifest.json"
MOST_BYTES = 16_000_000
MOST_TRIED = 10
AHEAD = 300  # seconds that another machine's clock may be ahead of this one
BUCKET_SECONDS = 900  # listing costs; the age grows by itself meanwhile
_TIME = re.compile(r"\d{4}-?\d\d-?\d\d[T_-]?[\d:.-]*Z?")


class Away(Exception):
    """The place cannot be read; the message says why."""


class Place(Protocol):
    """Where backups are kept."""

    def names(self) -> list[str]:
        """Of all folders."""

    def manifest(self, name: str) -> bytes:
        """Empty where there is none yet."""

    def sizes(self, name: str) -> Mapping[str, int]:
        """Bytes of the files in one folder, by their paths in it."""


class Folder:
    """A folder of this machine, such as a volume."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)

    def names(self) -> list[str]:
        try:
            return [entry.name for entry in self._path.iterdir() if entry.is_dir()]
        except OSError as error:
            raise Away(f"the folder cannot be read ({error.strerror})") from None

    def manifest(self, name: str) -> bytes:
        try:
            with (self._path / name / MANIFEST).open("rb") as file:
                return file.read(MOST_BYTES)
        except OSError:
            return b""

    def sizes(self, name: str) -> Mapping[str, int]:
        folder = self._path / name
        try:
            files = [path for path in folder.rglob("*") if path.is_file()]
            return {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}
        except OSError:
            return {}


class Bucket:
    """A prefix of a bucket."""

    def __init__(self, address: str, services: Services) -> None:
        bucket, _, prefix = address.removeprefix("s3://").partition("/")
        self._bucket = bucket
        self._prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        self._services = services

    def names(self) -> list[str]:
        pages = self._pages(Prefix=self._prefix, Delimiter="/")
        prefixes = [found["Prefix"] for page in pages for found in page.get("CommonPrefixes", ())]
        return [prefix.removeprefix(self._prefix).strip("/") for prefix in prefixes]

    def manifest(self, name: str) -> bytes:
        try:
            found = self._client().get_object(Bucket=self._bucket, Key=f"{self._prefix}{name}/{MANIFEST}")
            with found["Body"] as body:
                return bytes(body.read(MOST_BYTES))
        except FAULTS as fault:
            if named(fault) == "NoSuchKey":
                return b""
            raise Away(f"the bucket cannot be read ({named(fault)})") from None

    def sizes(self, name: str) -> Mapping[str, int]:
        folder = f"{self._prefix}{name}/"
        pages = self._pages(Prefix=folder)
        files = [file for page in pages for file in page.get("Contents", ())]
        return {file["Key"].removeprefix(folder): file["Size"] for file in files}

    def _pages(self, **how: str) -> Iterator[Any]:
        try:
            yield from self._client().get_paginator("list_objects_v2").paginate(Bucket=self._bucket, **how)
        except FAULTS as fault:
            raise Away(f"the bucket cannot be read ({named(fault)})") from None

    def _client(self) -> Any:
        return self._services.client("s3")


def place(address: str, services: Services) -> Place:
    return Bucket(address, services) if address.startswith("s3://") else Folder(address)


def look(kept: Place, *, at: float) -> Backup:
    """The newest of the last ten that is whole: it says when it was finished, and its files have their sizes."""
    try:
        names = sorted((name for name in kept.names() if _TIME.fullmatch(name)), reverse=True)[:MOST_TRIED]
        finished = (_finished_at(kept, name, at) for name in names)
        newest = next((moment for moment in finished if moment), None)
    except Away as away:
        return Backup(problem=str(away))
    if newest is None:
        return Backup(problem="there is none that is whole" if names else "there is none")
    return Backup(finished_at=newest)


class Remembered:
    """Looks at a bucket every quarter of an hour; at a folder, and after a fault, each time.

    While no good one is found, the last that was seen counts on.
    """

    def __init__(self, kept: Place) -> None:
        self._kept = kept
        self._found = Backup(problem="not looked for yet")
        self._looked_at = 0.0
        self._good_at: float | None = None  # the last good one, or until then the first look

    def look(self, at: float) -> Backup:
        is_fresh = isinstance(self._kept, Bucket) and 0 <= at - self._looked_at < BUCKET_SECONDS
        if self._good_at is None:
            self._good_at = at
        if self._found.problem or not is_fresh:
            found = look(self._kept, at=at)
            self._found, self._looked_at = self.none(found.problem, at) if found.problem else found, at
            self._good_at = self._found.finished_at
        return self._found

    def none(self, problem: str, at: float) -> Backup:
        """What is said while no good one is found: how long that has been so."""
        return Backup(finished_at=at if self._good_at is None else self._good_at, problem=problem)


def _finished_at(kept: Place, name: str, at: float) -> float | None:
    """None for one that is not whole, or says that it comes from tomorrow."""
    try:
        manifest = json.loads(kept.manifest(name))
        finished = datetime.fromisoformat(manifest["finished_at"])
        promised = {str(file["name"]): int(file["size"]) for file in manifest["files"]}
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
    if finished.tzinfo is None or finished.timestamp() > at + AHEAD:
        return None
    there = kept.sizes(name)
    return finished.timestamp() if all(there.get(path) == size for path, size in promised.items()) else None
