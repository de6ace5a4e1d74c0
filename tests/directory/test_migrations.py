"""Entries that were made before members had words of their own are found by members too."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE, AFTER = "0001_initial", "0003_members_find_what_strangers_find"


@pytest.fixture
def migrated_to(transactional_db):
    def migrate(name: str):
        MigrationExecutor(connection).migrate([("directory", name)])
        return MigrationExecutor(connection).loader.project_state([("directory", name)]).apps

    yield migrate
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_members_find_what_strangers_found(migrated_to):
    apps = migrated_to(BEFORE)
    user = apps.get_model("accounts", "User").objects.create(username="ada", password="!")
    profile = apps.get_model("people", "Profile").objects.create(user_id=user.pk, display_name="Ada", sort_name="Ada")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO directory_entry (profile_id, words) VALUES (%s, 'ada lovelace')", [profile.pk])
    apps = migrated_to(AFTER)
    assert apps.get_model("directory", "Entry").objects.get().member_words == "'ada' 'lovelace'"
    assert migrated_to(BEFORE).get_model("directory", "Entry").objects.exists()
