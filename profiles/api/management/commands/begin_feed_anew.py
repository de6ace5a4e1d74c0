"""After a restore: whoever follows the feed of changes reads everything anew, and no old cursor is believed."""

from typing import Any

from django.core.management.base import BaseCommand

from profiles.api import actions


class Command(BaseCommand):
    help = "Refuse all cursors of the feed of changes that were given so far, as a restore of a backup must."

    def handle(self, *args: Any, **options: Any) -> None:
        actions.begin_new_era()
        if options["verbosity"]:
            self.stdout.write("The feed of changes begins anew.")
