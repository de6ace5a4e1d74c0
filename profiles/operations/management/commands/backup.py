"""manage.py backup: everything that people wrote, to where BACKUP_TO says; with --every, again and again."""

import signal
import threading
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error
from django.utils import timezone

from profiles.operations.backups import make, places, retention
from profiles.operations.backups.problems import Refused
from profiles.operations.backups.progress import Progress


class Command(BaseCommand):
    help = "Back up the database and the files to BACKUP_TO."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="HOURS", help="and go on so until told to stop")

    def handle(self, *args: Any, every: int | None = None, **options: Any) -> None:
        if every is None:
            self._once()
        else:
            self._again_and_again(timedelta(hours=every))

    def _once(self) -> None:
        progress = Progress(self.stdout)  # type: ignore[arg-type]  # which is one
        try:
            place = places.place(settings.BACKUP_TO)
            if isinstance(place, places.Bucket) and not settings.BACKUP_RECIPIENT:
                raise Refused("A bucket gets encrypted backups only. Set BACKUP_RECIPIENT to a public key of age.")
            name = make.make(place, encrypted_for=settings.BACKUP_RECIPIENT, told=progress)
            self.stdout.write(f"The backup {name} is whole: {progress.end()}.")
            if isinstance(place, places.Folder):
                for old in retention.forget_old(place, keep=settings.BACKUP_KEEP, now=timezone.now()):
                    self.stdout.write(f"{old} is gone; the newest {settings.BACKUP_KEEP} stay.")
        except Refused as reason:
            raise CommandError(f"No backup was made. {reason}") from None
        except OSError as problem:
            raise CommandError(f"No backup was made: {problem.strerror or problem}.") from None
        except Error:
            raise CommandError("No backup was made: the database does not answer, or broke off.") from None
        except KeyboardInterrupt:
            raise CommandError("Interrupted. No backup was made, and nothing is left that looks like one.") from None

    def _again_and_again(self, pause: timedelta) -> None:
        """The first at once. One that fails is said, and tried again with the next."""
        told_to_stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: told_to_stop.set())
        while not told_to_stop.is_set():
            try:
                self._once()
            except CommandError as problem:
                self.stderr.write(str(problem))
            told_to_stop.wait(pause.total_seconds())
