"""The feed begins with the pages that strangers see when it is made, and goes with its tables."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from profiles.api.models import Feed, FeedEntry
from profiles.people import actions
from tests import cast


@pytest.fixture
def migrated(transactional_db):
    """To a migration of the API; afterwards all are there again."""

    def to(name: str | None) -> None:
        MigrationExecutor(connection).migrate([("api", name)])

    yield to
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_the_feed_begins_with_the_pages_that_are_there(migrated):
    cast.join("ada", "Ada").publish()
    ben = cast.join("ben", "Ben").publish()
    actions.unpublish(ben.profile, by=ben.user)
    migrated(None)
    migrated("0003_pages_of_before_are_in_the_feed")
    assert list(FeedEntry.objects.values_list("news", "username", "position")) == [("created", "ada", 1)]
    assert Feed.objects.get().position == 1
    cast.join("cleo", "Cleo").publish()
    assert FeedEntry.objects.get(username="cleo").position == 2
