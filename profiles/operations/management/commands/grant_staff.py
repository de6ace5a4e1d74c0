"""manage.py grant_staff USERNAME: lets somebody who signed in before into the admin; audited."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from profiles.accounts import actions, usernames
from profiles.accounts.models import User


class Command(BaseCommand):
    help = "Let a person into the admin. She must have signed in once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        username = usernames.canonical(options["username"])
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(
                f"Nobody here is called {username}. The person signs in once first; her page's address ends in it."
            )
        actions.grant_staff(user, by=None)
        self.stdout.write(f"{username} may enter /admin/ from now on.")
