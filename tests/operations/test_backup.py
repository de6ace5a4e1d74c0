"""manage.py backup: one sentence for every end, and an exit status."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from profiles.operations.backups import manifest, media, postgres
from profiles.operations.management.commands import backup
from tests import this_database
from tests.processes import until


@pytest.fixture
def place(settings, tmp_path: Path) -> Path:
    settings.BACKUP_TO = str(tmp_path / "backups")
    return tmp_path / "backups"


def backups(place: Path) -> list[Path]:
    return sorted(place.glob("*/manifest.json"))


def test_a_backup_is_made_and_named(transactional_db, place, capsys):
    call_command("backup")
    (made,) = backups(place)
    assert capsys.readouterr().out.startswith(f"The backup {made.parent.name} is whole: ")


def test_old_ones_go(transactional_db, place, settings, capsys):
    settings.BACKUP_KEEP = 1
    old = place / "20200101T000000Z"
    old.mkdir(parents=True)
    (old / "manifest.json").write_text("{}")
    call_command("backup")
    assert len(backups(place)) == 1
    assert not old.exists()
    assert "20200101T000000Z is gone; the newest 1 stay." in capsys.readouterr().out


@pytest.mark.parametrize(("age", "wait"), [(timedelta(hours=1), 23), (timedelta(hours=30), 0), (None, 0)])
def test_a_start_makes_no_backup_before_the_newest_is_old_enough(place, age, wait):
    if age:
        newest = place / manifest.stamp(timezone.now() - age)
        newest.mkdir(parents=True)
        (newest / "manifest.json").write_text("{}")
    assert round(backup._until_next(timedelta(hours=24)).total_seconds() / 3600) == wait


def test_a_clock_that_was_wrong_once_does_not_stop_backups_for_years(place):
    (place / "20991231T000000Z").mkdir(parents=True)
    (place / "20991231T000000Z" / "manifest.json").write_text("{}")
    assert backup._until_next(timedelta(hours=24)) == timedelta()


def test_a_place_that_cannot_be_looked_at_is_said_when_one_is_made(place, monkeypatch):
    place.mkdir()
    monkeypatch.setattr(Path, "iterdir", lambda path: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
    assert backup._until_next(timedelta(hours=24)) == timedelta()


@pytest.mark.parametrize("hours", [0, -1])
def test_hours_that_are_none_are_refused(hours):
    with pytest.raises(CommandError, match="at least 1"):
        call_command("backup", every=hours)


def test_what_the_storage_has_lost_is_said_and_the_backup_is_there(transactional_db, place, monkeypatch):
    monkeypatch.setattr(media, "names", lambda: {"portraits/lost.webp"})
    with pytest.raises(CommandError, match=r"Look after the storage: 1 files .* such as portraits/lost\.webp"):
        call_command("backup")
    assert len(backups(place)) == 1


def test_nowhere_to_put_it_is_one_sentence(transactional_db, settings):
    settings.BACKUP_TO = ""
    with pytest.raises(CommandError, match=r"No backup was made\. Nothing says where backups lie"):
        call_command("backup")


def test_a_bucket_without_encryption_is_refused(transactional_db, settings):
    settings.BACKUP_TO = "s3://backups/colophon"
    with pytest.raises(CommandError, match=r"Set BACKUP_RECIPIENT"):
        call_command("backup")


def test_a_folder_that_cannot_be_written_is_one_sentence(transactional_db, settings):
    settings.BACKUP_TO = "/dev/null/backups"
    with pytest.raises(CommandError, match=r"No backup was made: Not a directory\."):
        call_command("backup")


def test_a_database_that_does_not_answer_is_one_sentence(transactional_db, place):
    with postgres.looking_at("of-nobody"), pytest.raises(CommandError, match="the database does not answer"):
        call_command("backup")
    assert backups(place) == []


def started(tmp_path: Path, *arguments: str) -> "subprocess.Popen[str]":
    """A process of its own over the test's database."""
    variables = this_database.variables() | {
        "BACKUP_TO": str(tmp_path / "backups"),
        "PYTHONPATH": str(configured.BASE_DIR),
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "backup", *arguments],
        cwd=configured.BASE_DIR,
        env=os.environ | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_the_service_makes_one_at_once_and_ends_when_it_is_told(transactional_db, tmp_path):
    repeating = started(tmp_path, "--every", "24")
    try:
        assert until(lambda: backups(tmp_path / "backups"), seconds=20)
        repeating.send_signal(signal.SIGTERM)
        said, _ = repeating.communicate(timeout=20)
    finally:
        repeating.kill()
    assert repeating.returncode == 0
    assert said.count("is whole") == 1


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_one_that_is_ended_in_the_middle_leaves_nothing_that_looks_like_a_backup(transactional_db, tmp_path, number):
    """It waits for a table that somebody holds, when its first file is begun."""
    place = tmp_path / "backups"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE people_change IN ACCESS EXCLUSIVE MODE")
        process = started(tmp_path)
        assert until(lambda: list(place.glob("*/.media.tar.partial")), seconds=20)
        process.send_signal(number)
        said, _ = process.communicate(timeout=20)
    assert process.returncode != 0
    assert number == signal.SIGKILL or "Interrupted. No backup was made" in said
    assert backups(place) == []
    with started(tmp_path) as again:
        assert "is whole" in again.communicate(timeout=30)[0]


def test_one_that_is_killed_while_it_waits_keeps_no_lock(transactional_db, tmp_path):
    """The server notices that nobody is there any more, although what was asked has not ended."""

    asked = """SELECT 1 FROM pg_stat_activity WHERE datname = %s AND query LIKE 'LOCK TABLE "%%'"""
    own = str(connection.settings_dict["NAME"])
    with postgres.server() as server, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE people_change IN ACCESS EXCLUSIVE MODE")
        process = started(tmp_path)
        assert until(lambda: server.execute(asked, [own]).rowcount == 1, seconds=30)
        process.kill()
        process.communicate(timeout=20)
        assert until(lambda: server.execute(asked, [own]).rowcount == 0, seconds=20)


def test_a_service_that_fails_says_so_and_goes_on(place, settings, monkeypatch, capsys):
    """Three rounds: the first two fail, the third is told to stop."""
    rounds = iter([False, False, False, True])
    monkeypatch.setattr(backup.threading.Event, "wait", lambda self, seconds: next(rounds) and self.set())
    monkeypatch.setattr(backup.signal, "signal", lambda *_: None)
    settings.BACKUP_TO = ""
    call_command("backup", every=1)
    assert capsys.readouterr().err.count("No backup was made.") == 3
