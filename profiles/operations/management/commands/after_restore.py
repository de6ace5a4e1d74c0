"""manage.py after_restore: what follows a restore that was made by other means, such as a provider's point in time."""

from typing import Any

import psycopg
from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from profiles.operations.backups import postgres, restore
from profiles.operations.backups.problems import Broken, Refused


class Command(BaseCommand):
    """Twice does no harm."""

    help = "Bring a database that was restored by other means up to date, before people see it."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with postgres.unlimited():
                restore.prepare(self.stdout.write, set())
            restore.ask_for_pages(self.stdout.write)
            cache.clear()
        except (Broken, Refused) as reason:
            raise CommandError(str(reason)) from None
        except (Error, psycopg.Error):
            raise CommandError("The database does not answer, or broke off. Run it again.") from None
        except KeyboardInterrupt:
            raise CommandError("Interrupted. Run it again before people see it.") from None
        self.stdout.write("It is ready for people.")
