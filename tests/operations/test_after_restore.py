"""manage.py after_restore: the same list of steps where no backup of ours was restored."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from profiles.operations.backups import postgres, steps
from tests import cast


@pytest.fixture
def ada(transactional_db) -> cast.Member:
    return cast.join("ada", "Ada Lovelace").publish()


def test_all_steps_are_run_and_the_site_answers(ada, monkeypatch, capsys):
    run: list[str] = []
    another = steps.Step("another is run", lambda: run.append("another"))
    monkeypatch.setattr(steps, "AFTER_RESTORE", (*steps.AFTER_RESTORE, another))
    version = ada.profile.public_version
    assert ada.client.get("/me/").status_code == 200
    call_command("after_restore")
    said = capsys.readouterr().out
    assert "After a restore, another is run." in said
    assert said.endswith("It is ready for people.\n")
    assert run == ["another"]
    assert ada.profile.public_version == version + steps.NEWER
    assert ada.client.get("/me/").status_code == 302, "whoever was signed in then signs in again"


def test_a_database_of_a_newer_release_is_refused(transactional_db):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_later', now())")
    try:
        with pytest.raises(CommandError, match="people 9999_later is not known here"):
            call_command("after_restore")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE name = '9999_later'")


def test_a_database_that_is_away_is_one_sentence(transactional_db):
    with postgres.looking_at("of-nobody"), pytest.raises(CommandError, match="The database does not answer"):
        call_command("after_restore")
