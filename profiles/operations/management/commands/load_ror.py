"""manage.py load_ror FILE: the organisations of the Research Organization Registry, from its data dump."""

import contextlib
import itertools
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from profiles.operations import ror_dump
from profiles.operations.ror_dump import Dump, NoDump
from profiles.people import actions
from profiles.people.models import RorLoad
from profiles.people.registry import Broken, Record

SAMPLE = Path(ror_dump.__file__).with_name("data") / "ror-sample.json"
BATCH = 500
LINE_EVERY = 10_000  # records, where no terminal shows the progress
NAMED = 20  # broken records that are named one by one
_LOCK = 0x526F72  # of advisory locks, this command's


class Command(BaseCommand):
    help = "Load the ROR data dump: a .zip as published, or the .json in schema 2 from it. Goes on where it stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument("file", nargs="?", type=Path)
        source.add_argument("--sample", action="store_true", help="the few well-known ones that come with Colophon")
        parser.add_argument("--again", action="store_true", help="although this very file was loaded before")

    def handle(self, *args: Any, file: Path | None = None, **options: Any) -> None:
        path = file or SAMPLE
        try:
            with _alone():
                self._load(path, again=options["again"])
        except NoDump as reason:
            raise CommandError(f"{path} is no ROR dump in schema 2: {reason}.") from None
        except OSError as problem:
            raise CommandError(f"{path} cannot be read: {problem.strerror}.") from None
        except KeyboardInterrupt:
            raise CommandError("Interrupted. The same command goes on where it stopped.") from None

    def _load(self, path: Path, *, again: bool) -> None:
        load, _ = RorLoad.objects.get_or_create(digest=ror_dump.digest(path))
        if load.finished_at and not again:
            self.stdout.write(f"{path} was loaded on {load.finished_at:%Y-%m-%d}; --again loads it once more.")
            return
        if load.finished_at:
            load.records, load.finished_at = 0, None
        if load.records:
            self.stdout.write(f"Going on after {load.records:,} records.")
        counted = Counts(started=time.monotonic(), skipped=load.records)
        with ror_dump.opened(path) as dump:
            records = itertools.islice(dump.records(), load.records, None)
            for batch in _batches(records):
                self._store(batch, load, counted)
                self._progress(dump, load, counted)
        self._finish(load, counted)

    def _store(self, batch: list[Any], load: RorLoad, counted: "Counts") -> None:
        good = []
        for number, raw in enumerate(batch, start=load.records + 1):
            try:
                good.append(Record.read(raw))
            except Broken as reason:
                counted.broken += 1
                self._name_broken(number, raw, reason, counted)
        if not good and not load.records:
            raise NoDump("its first records are none")
        with transaction.atomic():
            counted.add(actions.store_organizations(good))
            load.records += len(batch)
            load.save()

    def _finish(self, load: RorLoad, counted: "Counts") -> None:
        if not load.records:
            raise NoDump("there are no records in it")
        with transaction.atomic():
            moved = actions.link_successors()
            load.finished_at = timezone.now()
            load.save()
        self._show("\r")
        self.stdout.write(f"{counted}, {moved:,} with another successor; {counted.seconds:.0f} seconds.")

    def _name_broken(self, number: int, raw: Any, reason: Broken, counted: "Counts") -> None:
        if counted.broken > NAMED:
            return
        name = raw.get("id") if isinstance(raw, dict) else None
        self.stderr.write(f"Record {number:,} ({str(name)[:60]}) is left out: {reason}.")

    def _progress(self, dump: Dump, load: RorLoad, counted: "Counts") -> None:
        percent = 100 * dump.read_bytes / max(dump.size, 1)
        rate = (load.records - counted.skipped) / max(counted.seconds, 0.001)
        line = f"{load.records:,} records, {percent:.0f} %, {rate:,.0f} a second"
        if self.stdout.isatty():
            self._show(f"\r  {line}   ")
        elif load.records % LINE_EVERY == 0:
            self.stdout.write(line)

    def _show(self, line: str) -> None:
        if self.stdout.isatty():
            self.stdout.write(line, ending="")
            self.stdout.flush()


class Counts:
    """What became of the records in this run."""

    def __init__(self, *, started: float, skipped: int) -> None:
        self.started, self.skipped = started, skipped
        self.added = self.changed = self.same = self.broken = 0

    def add(self, stored: actions.Stored) -> None:
        self.added += stored.added
        self.changed += stored.changed
        self.same += stored.same

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.started

    def __str__(self) -> str:
        return f"{self.added:,} new, {self.changed:,} changed, {self.same:,} the same, {self.broken:,} broken"


def _batches(records: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(itertools.islice(records, BATCH)):
        yield batch


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One load at a time, for as long as this connection lives."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            raise CommandError("Another load is running; wait for it, then ask again.")
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
