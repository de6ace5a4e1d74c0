"""manage.py backup: everything that people wrote, to where BACKUP_TO says; with --every, again and again."""

import signal
import threading
from datetime import timedelta
from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error
from django.utils import timezone

from profiles.operations.backups import ending, make, manifest, places, retention
from profiles.operations.backups.places import Folder, Place
from profiles.operations.backups.problems import Refused
from profiles.operations.backups.progress import Progress

AGAIN_AFTER = timedelta(minutes=15)  # one that failed


class Command(BaseCommand):
    help = "Back up the database and the files to BACKUP_TO."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="HOURS", help="and go on so until told to stop")

    def handle(self, *args: Any, every: int | None = None, **options: Any) -> None:
        if every is None:
            ending.heed()
            self._once()
        elif every < 1:
            raise CommandError("--every wants hours, at least 1.")
        else:
            self._again_and_again(timedelta(hours=every))

    def _once(self) -> None:
        progress = Progress(self.stdout)  # type: ignore[arg-type]  # which is one
        try:
            place = places.chosen()
            made = make.make(place, encrypted_for=settings.BACKUP_RECIPIENT, told=progress)
        except Refused as reason:
            raise CommandError(f"No backup was made. {reason}") from None
        except OSError as problem:
            raise CommandError(f"No backup was made: {problem.strerror or problem}.") from None
        except (Error, psycopg.Error):
            raise CommandError("No backup was made: the database does not answer, or broke off.") from None
        except KeyboardInterrupt:
            raise CommandError("Interrupted. No backup was made, and nothing is left that looks like one.") from None
        self.stdout.write(f"The backup {made.name} is whole: {progress.end()}.")
        self._tidy(place)
        if made.missing:
            said = (
                f"{len(made.missing)} files that the database names are not in the storage, such as {made.missing[0]}."
            )
            raise CommandError(f"Look after the storage: {said}")

    def _tidy(self, place: Place) -> None:
        if not isinstance(place, Folder):
            return
        try:
            for old in retention.forget_old(place, keep=settings.BACKUP_KEEP, now=timezone.now()):
                self.stdout.write(f"{old} is gone; the newest {settings.BACKUP_KEEP} stay.")
        except OSError as problem:
            raise CommandError(f"Old ones could not be removed: {problem.strerror}.") from None

    def _again_and_again(self, pause: timedelta) -> None:
        """The next when the newest is that old. One that fails is said, and tried again sooner."""
        told_to_stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: told_to_stop.set())
        told_to_stop.wait(_until_next(pause).total_seconds())
        while not told_to_stop.is_set():
            wait = pause
            try:
                self._once()
            except CommandError as problem:
                self.stderr.write(str(problem))
                wait = min(pause, AGAIN_AFTER)
            told_to_stop.wait(wait.total_seconds())


def _until_next(pause: timedelta) -> timedelta:
    """A start is no reason for another backup, where it can be seen that the newest is young enough."""
    now = timezone.now()
    try:
        place = places.chosen()
        whole = manifest.whole(place.backups(), now) if isinstance(place, Folder) else []
    except (Refused, OSError):
        return timedelta()  # it is said when one is made
    return max(timedelta(), manifest.moment(whole[-1]) + pause - now) if whole else timedelta()
