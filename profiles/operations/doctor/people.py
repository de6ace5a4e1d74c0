"""People: somebody may enter the admin."""

from django.db import Error

from profiles.accounts.models import User
from profiles.operations.doctor import database
from profiles.operations.doctor.findings import Check, Seen, ok, warning


def look() -> Seen:
    if not database.is_reached():
        return warning("Not known: the database is not reached.", "See what is said about `database`.")
    try:
        count = User.objects.filter(is_staff=True, is_active=True).count()
    except Error:
        return warning("Not known: the database is not migrated.", "Run `make migrate`.")
    if not count:
        return warning("Nobody may enter the admin yet.")
    return ok("One person may enter the admin." if count == 1 else f"{count} people may enter the admin.")


CHECKS = (
    Check(
        "administrator",
        "At least one person may enter the admin",
        "Let the person sign in once, then run `manage.py grant_staff USERNAME`.",
        look,
    ),
)
