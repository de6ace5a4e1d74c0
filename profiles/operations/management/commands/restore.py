"""manage.py restore [BACKUP]: the site as it was then; with --drill, only whether that would go well."""

from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error
from django.utils import timezone

from profiles.operations.backups import ending, places, restore, verify
from profiles.operations.backups.problems import Broken, Refused
from profiles.operations.backups.progress import Progress


class Command(BaseCommand):
    help = "Restore the newest backup, or the one that is named, into a new database, and swap it with the live one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", nargs="?", default="", help="its name, a moment like 20261121T031500Z")
        parser.add_argument("--from", dest="place", default="", help="where backups lie, instead of BACKUP_TO")
        parser.add_argument("--key", type=Path, help="the file with the key, where backups are encrypted")
        parser.add_argument("--drill", action="store_true", help="change nothing: restore it, try it, and take it away")
        parser.add_argument("--of-another-site", action="store_true", help="although it was made by another SITE_URL")
        parser.add_argument("--yes", action="store_true", help="ask nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        ending.heed()
        now = timezone.now()
        progress = Progress(self.stdout)  # type: ignore[arg-type]  # which is one
        try:
            found = verify.backup(
                places.place(options["place"] or settings.BACKUP_TO), options["backup"], identity=_key(options["key"])
            )
            if found.manifest.site != settings.SITE_URL and not options["of_another_site"]:
                raise Refused(f"It is of {found.manifest.site}; OF_ANOTHER_SITE=1 (--of-another-site) takes it.")
            self._say(found, now)
            if options["drill"]:
                restore.drill(found, now=now, say=self.stdout.write, told=progress)
                self.stdout.write(f"The drill went well: {progress.end()}.")
                return
            if not options["yes"]:
                self._ask(found.name)
            before = restore.restore(found, now=now, say=self.stdout.write, told=progress)
            self.stdout.write(f"The site is as it was then: {progress.end()}. What it was until now stays as {before}.")
        except (Broken, Refused) as reason:
            raise CommandError(f"Nothing was changed. {reason}") from None
        except OSError as problem:
            raise CommandError(f"Nothing was changed: {problem.strerror or problem}.") from None
        except (Error, psycopg.Error):
            raise CommandError("Nothing was changed: the database does not answer, or broke off.") from None
        except KeyboardInterrupt:
            raise CommandError("Interrupted. Nothing was changed.") from None

    def _say(self, found: verify.Backup, now: datetime) -> None:
        age = now - found.manifest.finished_at
        self.stdout.write(f"The backup {found.name} is {age.total_seconds() / 3600:,.1f} hours old.")
        self.stdout.write(f"It holds {found.people or 0:,} people and {found.manifest.media_count:,} files.")
        if found.passed_over:
            names = ", ".join(found.passed_over)
            self.stdout.write(f"Passed over, for they hold nobody or are of a moment that has not come: {names}.")

    def _ask(self, name: str) -> None:
        self.stdout.write(f"What was written since {name} will be gone from the site. To go on, type its name.")
        try:
            typed = input("> ")
        except EOFError:
            raise Refused("Nobody is there to answer; YES=1 (--yes) asks nothing.") from None
        if typed.strip() != name:
            raise Refused("That was not its name.")


def _key(path: Path | None) -> str:
    """The line that is a key; the file that age-keygen writes has comments beside it."""
    if path is None:
        return ""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((line.strip() for line in lines if line.startswith("AGE-SECRET-KEY-1")), "none")
