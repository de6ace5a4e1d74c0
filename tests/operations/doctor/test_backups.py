"""What the doctor says of backups: their age, their place, their key, their tools."""

import json
from datetime import timedelta

import pytest
from django.conf import settings as configured
from django.core.management import call_command
from django.utils import timezone

from profiles.operations.backups import make, manifest, places, postgres
from profiles.operations.doctor import backups
from profiles.operations.doctor.findings import State
from tests import bucket_server
from tests.operations.backups.conftest import ada, folder, key  # noqa: F401  # fixtures


@pytest.fixture
def made(ada, folder, settings):  # noqa: F811
    settings.BACKUP_TO = str(folder._path)
    return folder._path / make.make(folder, encrypted_for="").name


@pytest.fixture
def in_bucket(distant, settings, key):  # noqa: F811
    distant.be_well()
    settings.BACKUP_TO, settings.BACKUP_RECIPIENT = f"s3://{bucket_server.NAME}/nightly", str(key.to_public())
    settings.BACKUP_BUCKET_OPTIONS = {"region_name": bucket_server.REGION, "endpoint_url": distant.url}
    names = ("aws_access_key_id", "aws_secret_access_key")
    settings.BACKUP_BUCKET_OPTIONS |= dict(zip(names, bucket_server.KEYS, strict=True))
    return distant


def age(made, hours):
    written = made / manifest.NAME
    finished = (timezone.now() - timedelta(hours=hours)).isoformat()
    written.write_text(json.dumps(json.loads(written.read_text()) | {"finished_at": finished}))


@pytest.mark.parametrize(("hours", "state"), [(0, State.OK), (25.9, State.OK), (26.1, State.FAILED)])
def test_the_newest_is_young_enough(made, hours, state):
    age(made, hours)
    seen = backups.look_at_newest(24)
    assert (seen.state, seen.sentence) == (state, f"The newest is {hours:.1f} hours old, of 1 people.")


def test_where_there_is_none_that_is_whole_it_fails(made):
    (made / manifest.NAME).unlink()
    assert backups.look_at_newest(24) == backups.failed("There is no backup.")


def test_one_whose_manifest_is_none_fails(made):
    (made / manifest.NAME).write_text("{}")
    assert backups.look_at_newest(24) == backups.failed("Its manifest cannot be read.")


def test_a_role_that_may_only_write_is_as_it_should_be(in_bucket, monkeypatch):
    def refused(self):
        raise places.Refused("The bucket for backups refuses, or does not answer (AccessDenied).")

    monkeypatch.setattr(places.Bucket, "backups", refused)
    assert backups.look_at_newest(24).state is State.SKIPPED


def test_a_bucket_that_is_away_fails(in_bucket):
    in_bucket.stop()
    assert backups.look_at_newest(24).state is State.FAILED
    assert backups.look_at_place().state is State.FAILED


def test_a_bucket_takes_them_and_keeps_nothing_of_the_question(in_bucket):
    assert backups.look_at_place() == backups.ok("The bucket takes them.")
    client = in_bucket.client("s3")
    assert "Contents" not in client.list_objects_v2(Bucket=bucket_server.NAME)
    assert "Uploads" not in client.list_multipart_uploads(Bucket=bucket_server.NAME)


def test_the_bucket_of_the_files_is_no_place_for_them(in_bucket, far):
    seen = backups.look_at_place()
    assert (seen.state, "who loses one loses both" in seen.sentence) == (State.FAILED, True)


def test_a_bucket_without_a_key_fails(in_bucket, settings):
    settings.BACKUP_RECIPIENT = ""
    assert backups.look_at_place() == backups.failed(
        "A bucket gets encrypted backups only. Set BACKUP_RECIPIENT to a public key of age."
    )


def test_a_folder_has_room_for_another(made, monkeypatch):
    assert backups.look_at_place().state is State.OK
    monkeypatch.setattr(backups.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 1000}))
    assert backups.look_at_place().state is State.FAILED


@pytest.mark.parametrize("path", ["/dev/null/backups", "/proc/backups"])
def test_a_folder_that_cannot_be_written_fails(settings, path):
    settings.BACKUP_TO = path
    assert backups.look_at_place().state is State.FAILED


def test_a_key_is_one(settings, key):  # noqa: F811
    settings.BACKUP_RECIPIENT = ""
    assert backups.look_at_key().state is State.SKIPPED
    settings.BACKUP_RECIPIENT = str(key.to_public())
    assert backups.look_at_key().state is State.OK
    settings.BACKUP_RECIPIENT = str(key)
    seen = backups.look_at_key()
    assert (seen.state, str(key) in seen.sentence) == (State.FAILED, False)


def test_tools_are_as_new_as_the_server(db, settings, tmp_path):
    assert backups.look_at_tools().state is State.OK
    (tmp_path / "pg_dump").write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
    (tmp_path / "pg_dump").chmod(0o755)
    settings.POSTGRES_TOOLS = str(tmp_path)
    assert backups.look_at_tools().state is State.FAILED
    settings.POSTGRES_TOOLS = "/nowhere"
    assert backups.look_at_tools().state is State.FAILED


def test_a_database_that_is_away_leaves_the_tools_unknown(transactional_db):
    with postgres.looking_at("of-nobody"):
        assert backups.look_at_tools().state is State.WARNING


def test_the_command_looks_at_backups_alone(made, settings, capsys):
    settings.POSTGRES_TOOLS = configured.POSTGRES_TOOLS
    call_command("doctor", backups=24, format="json")
    names = {found["name"] for found in json.loads(capsys.readouterr().out)}
    assert names == {"newest backup", "backup place", "backup key", "backup tools"}


def test_before_they_are_started_there_need_be_none(transactional_db, settings, tmp_path, capsys):
    settings.BACKUP_TO = str(tmp_path / "new")
    call_command("doctor", backups=24, not_started=["newest backup"], format="json")
    states = {found["name"]: found["state"] for found in json.loads(capsys.readouterr().out)}
    assert states["newest backup"] == "warning"
    with pytest.raises(SystemExit):
        call_command("doctor", backups=24)
