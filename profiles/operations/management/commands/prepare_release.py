"""manage.py prepare_release: what is done once for a release before its servers start, so that a start does nothing."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from profiles.shared import kept_static


class Command(BaseCommand):
    help = "Keep this release's static files where those beside it find them, then apply migrations."
    requires_system_checks = []  # `migrate` makes its own
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("releases", nargs="?", default="", help="this release's name, then those to keep beside it")

    def handle(self, *args: Any, releases: str, **options: Any) -> None:
        if releases and settings.KEPT_STATIC_ROOT and settings.STATIC_ROOT:
            try:
                kept_static.keep(Path(settings.STATIC_ROOT), settings.KEPT_STATIC_ROOT, releases.split())
            except OSError as problem:
                raise CommandError(
                    f"The static files could not be kept in {settings.KEPT_STATIC_ROOT}: {problem.strerror}."
                ) from None
        call_command("migrate_once", verbosity=options["verbosity"])
