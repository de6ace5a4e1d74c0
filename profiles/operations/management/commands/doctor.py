"""manage.py doctor: looks at everything that the site leans on, and says what to do about what is not well."""

import contextlib
import logging
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

from profiles.operations.doctor import checks, report


class Command(BaseCommand):
    help = "Look at variables, database, cache, files, sign-in, mail and certificate; nothing is changed."
    requires_system_checks = ()  # they would stop at the first thing that is not well

    def add_arguments(self, parser: ArgumentParser) -> None:
        report.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        with _quiet():
            if options["backups"] is None:
                looks = checks.for_site(copies=options["copies"], not_started=options["not_started"])
                found = [*import_string(settings.DOCTOR_ENVIRONMENT)(), *checks.findings(looks)]
            else:
                looks = checks.for_backups(hours=options["backups"], not_started=options["not_started"])
                found = checks.findings(looks)
        self.stdout.write(report.written(found, options["format"]))
        if report.exit_status(found):
            sys.exit(1)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Log lines go to where the report goes, and say what it says already."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
