"""Helpers around the feed of changes."""

from django.db import connection

from profiles.api.models import FeedEntry


def commit() -> None:
    """Within a test's transaction: what the database does when one commits."""
    connection.check_constraints()


def told() -> list[tuple[str, str]]:
    """All entries as (what, username), in their order."""
    commit()
    return list(FeedEntry.objects.order_by("position").values_list("news", "username"))
