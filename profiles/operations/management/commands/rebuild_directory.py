"""manage.py rebuild_directory: makes the search's index anew, beside a running site."""

import contextlib
import time
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from profiles.directory import dictionary, indexing
from profiles.directory.models import Rebuild
from profiles.people.models import Profile

BATCH = 200  # pages, whose owners wait meanwhile with what they save
LINE_EVERY = 10_000  # where no terminal shows the progress
_LOCK = 0x44697265  # of advisory locks, this command's


class Command(BaseCommand):
    help = "Make the index of the search anew, page by page; searches go on meanwhile. Goes on where it stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from-start", action="store_true", help="although an interrupted one could go on")

    def handle(self, *args: Any, from_start: bool = False, **options: Any) -> None:
        try:
            with _alone():
                self._rebuild(_begun(from_start=from_start))
        except KeyboardInterrupt:
            raise CommandError("Interrupted. The same command goes on where it stopped.") from None

    def _rebuild(self, rebuild: Rebuild) -> None:
        if rebuild.profiles:
            self.stdout.write(f"Going on after {rebuild.profiles:,} pages.")
        skipped, started, total = rebuild.profiles, time.monotonic(), Profile.objects.count()
        while _batch(rebuild):
            self._progress(rebuild.profiles, total, (rebuild.profiles - skipped) / (time.monotonic() - started))
        rebuild.finished_at = timezone.now()
        rebuild.save()
        dictionary.forget_unused()
        self._show("\r")
        self.stdout.write(f"{rebuild.profiles:,} pages; {time.monotonic() - started:.0f} seconds.")

    def _progress(self, done: int, total: int, rate: float) -> None:
        line = f"{done:,} of {total:,} pages, {100 * done / max(total, 1):.0f} %, {rate:,.0f} a second"
        if self.stdout.isatty():
            self._show(f"\r  {line}   ")
        elif done % LINE_EVERY == 0:
            self.stdout.write(line)

    def _show(self, line: str) -> None:
        if self.stdout.isatty():
            self.stdout.write(line, ending="")
            self.stdout.flush()


def _begun(*, from_start: bool) -> Rebuild:
    """The one that was interrupted, or a new one."""
    unfinished = Rebuild.objects.filter(finished_at=None).order_by("-started_at").first()
    if unfinished and not from_start:
        return unfinished
    Rebuild.objects.filter(finished_at=None).delete()
    return Rebuild.objects.create()


@transaction.atomic
def _batch(rebuild: Rebuild) -> bool:
    """The next few pages, in the order of their ids; those that come to be meanwhile are indexed by their owners' acts.

    Every page is locked before anything of it is read, as whoever changes it does, so neither undoes the other.
    """
    rows = Profile.objects.select_for_update(no_key=True, of=("self",)).select_related("user").order_by("pk")
    left = rows.filter(pk__gt=rebuild.last_profile) if rebuild.last_profile else rows
    profiles = list(left[:BATCH])
    if not profiles:
        return False
    indexing.index(profiles)
    rebuild.last_profile = profiles[-1].pk
    rebuild.profiles += len(profiles)
    rebuild.save()
    return True


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One rebuild at a time, for as long as this connection lives."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            raise CommandError("Another rebuild is running; wait for it, then ask again.")
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
