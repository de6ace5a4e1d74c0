"""Profiles that were made before items existed get their new parts, and keep their portraits; and back again."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from profiles.people.models import Draft
from tests import cast

BEFORE, BETWEEN, AFTER = "0001_initial", "0003_parts_and_pictures_of_before", "0004_pictures_belong_to_profiles"


@pytest.fixture
def migrated_to(transactional_db):
    """Brings the tables of people to a migration, and answers the models as they were there."""

    def migrate(name: str):
        executor = MigrationExecutor(connection)
        executor.migrate([("people", name)])
        return MigrationExecutor(connection).loader.project_state([("people", name)]).apps

    yield migrate
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def _with_portrait(apps):
    user = apps.get_model("accounts", "User").objects.create(username="ada", password="!")
    profile = apps.get_model("people", "Profile").objects.create(user_id=user.pk, display_name="Ada", sort_name="Ada")
    part_model = apps.get_model("people", "Part")
    part_model.objects.create(profile=profile, kind="about", text="Engines.")
    part = part_model.objects.create(profile=profile, kind="picture")
    files = {"large_file": "a.webp", "small_file": "b.webp"}
    keys = {"large_key": "a" * 32, "small_key": "b" * 32}
    apps.get_model("people", "Picture").objects.create(part=part, width=4, height=5, **files, **keys)


def test_a_profile_of_before_gets_its_parts_and_keeps_its_portrait(migrated_to):
    _with_portrait(migrated_to(BEFORE))
    apps = migrated_to(AFTER)
    parts = {part.kind: part for part in apps.get_model("people", "Part").objects.all()}
    assert parts["about"].text == "Engines."
    assert {"positions", "links", "identifiers", "cv", "cover", "names"} <= parts.keys()
    assert [parts[kind].position for kind in ("about", "positions", "memberships")] == [0, 1, 6]
    assert parts["picture"].picture.large_key == "a" * 32
    assert parts["picture"].picture.profile_id == parts["picture"].profile_id


def test_the_way_back_keeps_text_and_portrait(migrated_to):
    _with_portrait(migrated_to(BEFORE))
    migrated_to(AFTER)
    apps = migrated_to(BEFORE)
    parts = {part.kind: part for part in apps.get_model("people", "Part").objects.all()}
    assert sorted(parts) == ["about", "picture"]
    assert parts["about"].text == "Engines."
    assert apps.get_model("people", "Picture").objects.get().part_id == parts["picture"].pk


def test_code_that_knows_no_titles_of_drafts_keeps_drafts_while_it_is_replaced(db):
    ada = cast.join("ada", "Ada Lovelace")
    with connection.cursor() as cursor:
        about = ada.part("about").pk
        cursor.execute(
            "INSERT INTO people_draft (part_id, text, version, saved_at) VALUES (%s, 'x', 1, now())", [about]
        )
    assert Draft.objects.get().title == ""
