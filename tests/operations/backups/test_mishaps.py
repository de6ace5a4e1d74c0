"""Mishaps: what is broken is refused, what is killed does no harm, and people hear of what was never made."""

import json
import os
import shutil
import signal
import subprocess
import sys

import pyrage
import pytest
from django.conf import settings as configured
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from cron import judgement
from cron.findings import Findings
from cron.looks import backups
from cron.settings import Limits
from profiles.operations.backups import make, manifest, media, places, postgres, verify
from profiles.people.models import Profile
from tests import bucket_server, this_database
from tests.operations.backups.conftest import databases

HOUR = 3600


@pytest.fixture
def locked(ada, folder, key, tmp_path, settings):
    """An encrypted backup of a site that has changed since and has lost a file; its folder, and its key in a file."""
    settings.BACKUP_TO = str(folder._path)
    name = make.make(folder, encrypted_for=str(key.to_public())).name
    (tmp_path / "key").write_text(str(key))
    Profile.objects.update(display_name="Newer")
    default_storage.delete(sorted(media.names())[0])
    return folder._path / name


def flip(backup, key):
    damaged = backup / "database.dump.age"
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)


def cut(backup, key):
    damaged = backup / "media.tar.age"
    os.truncate(damaged, damaged.stat().st_size - 1)


def empty(backup, key):
    os.truncate(backup / "database.dump.age", 0)


def lose_key(backup, key):
    key.write_text(str(pyrage.x25519.Identity.generate()))


def lose_manifest(backup, key):
    (backup / manifest.NAME).unlink()


def mix(backup, key):
    values = json.loads((backup / manifest.NAME).read_text())
    (backup / manifest.NAME).write_text(json.dumps(values | {"media_bytes": values["media_bytes"] + 1}))


SIX = {
    "one flipped byte": (flip, r"database\.dump\.age is damaged"),
    "a truncated file": (cut, r"media\.tar\.age is damaged"),
    "a file of no length": (empty, r"database\.dump\.age is damaged"),
    "another key": (lose_key, "was encrypted for another key"),
    "no manifest": (lose_manifest, r"It has no manifest\.json"),
    "a list of files that does not match": (mix, "Its list of files is not the one of its manifest"),
}


@pytest.mark.parametrize(("damage", "said"), SIX.values(), ids=SIX)
@pytest.mark.parametrize("is_drill", [False, True], ids=["restore", "drill"])
def test_six_of_six_are_refused_before_anything_is_touched(locked, tmp_path, damage, said, is_drill):
    damage(locked, tmp_path / "key")
    with postgres.server() as server:
        before = databases(server)
        with pytest.raises(CommandError, match=rf"^Nothing was changed\. .*{said}"):
            call_command("restore", locked.name, key=tmp_path / "key", yes=True, drill=is_drill)
        assert databases(server) == before
    assert Profile.objects.get().display_name == "Newer"
    assert not default_storage.exists(sorted(media.names())[0]), "not even a lost file came back"


@pytest.mark.usefixtures("alone")
def test_the_same_backup_undamaged_comes_back(locked, tmp_path):
    call_command("restore", locked.name, key=tmp_path / "key", yes=True)
    assert Profile.objects.get().display_name == "Ada Lovelace"
    assert all(default_storage.exists(name) for name in media.names())


@pytest.mark.usefixtures("alone")
def test_the_whole_way_through_a_bucket(ada, distant, settings, key, tmp_path):
    """Encrypted, written by one who asks for nothing else, found and read again by one who may."""
    distant.be_well()
    settings.BACKUP_TO = f"s3://{bucket_server.NAME}/nightly"
    settings.BACKUP_RECIPIENT = str(key.to_public())
    settings.BACKUP_BUCKET_OPTIONS = {"region_name": bucket_server.REGION, "endpoint_url": distant.url}
    names = ("aws_access_key_id", "aws_secret_access_key")
    settings.BACKUP_BUCKET_OPTIONS |= dict(zip(names, bucket_server.KEYS, strict=True))
    (tmp_path / "key").write_text(str(key))
    call_command("backup")
    Profile.objects.update(display_name="Newer")
    lost = media.names()
    for name in lost:
        default_storage.delete(name)
    call_command("restore", key=tmp_path / "key", yes=True)
    assert Profile.objects.get().display_name == "Ada Lovelace"
    assert all(default_storage.exists(name) for name in lost)
    found = verify.backup(places.place(settings.BACKUP_TO), identity=str(key))
    tar = {"Bucket": bucket_server.NAME, "Key": f"nightly/{found.name}/{found.manifest.file('media.tar').name}"}
    content = distant.client("s3").get_object(**tar)["Body"].read()
    distant.client("s3").put_object(**tar, Body=content + b"\0")
    with pytest.raises(CommandError, match=r"Nothing was changed\. media\.tar\.age is not the file that was stored"):
        call_command("restore", key=tmp_path / "key", yes=True)
    distant.client("s3").delete_object(**tar)
    with pytest.raises(CommandError, match=r"It has no media\.tar\.age"):
        call_command("restore", key=tmp_path / "key", yes=True)


def restoring(backup_to):
    """A restore in a process of its own, over the test's database and files."""
    variables = this_database.variables() | {
        "PYTHONUNBUFFERED": "1",
        "BACKUP_TO": str(backup_to),
        "PYTHONPATH": str(configured.BASE_DIR),
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "restore", "--yes"],
        cwd=configured.BASE_DIR,
        env=os.environ | variables | {"MEDIA_ROOT": str(configured.MEDIA_ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


KILLED = [
    (signal.SIGKILL, "Reading the backup"),
    (signal.SIGKILL, "Restoring the database"),
    (signal.SIGTERM, "Bringing it up to date"),
    (signal.SIGKILL, "Asking it for pages"),
    (signal.SIGINT, "Putting back the files"),
    (signal.SIGKILL, "Swapping the databases"),
]


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(("number", "step"), KILLED, ids=[step for _, step in KILLED])
def test_a_restore_that_is_ended_at_any_step_does_no_harm_and_the_next_one_goes_well(
    ada, folder, settings, number, step
):
    settings.BACKUP_TO = str(folder._path)
    make.make(folder, encrypted_for="")
    Profile.objects.update(display_name="Newer")
    with postgres.server() as server:
        own = databases(server)
        with restoring(folder._path) as ended:
            said = next((line for line in ended.stdout if line.startswith(step)), "")
            ended.send_signal(number)
            left = ended.stdout.read()
        assert said, left
        postgres.let_go()
        shown = Profile.objects.get().display_name
        kept = [name for name in databases(server) if "_before_" in name]
        assert (shown, len(kept)) in [("Newer", 0)] + [("Ada Lovelace", 1)] * step.startswith("Swapping")
        assert number == signal.SIGKILL or "Interrupted. Nothing was changed." in left
        Profile.objects.update(display_name="Newer still")
        call_command("restore", yes=True)
        assert Profile.objects.get().display_name == "Ada Lovelace"
        assert all(default_storage.exists(name) for name in media.names())
        assert [name for name in databases(server) if "_before_" not in name] == own, "nothing is left behind"


def test_what_was_never_finished_does_not_quiet_the_alarm_about_their_age(ada, folder):
    """The last good one ages on beside it, until it rings."""
    good = make.make(folder, encrypted_for="").name
    begun = folder._path / "20991231T000000Z"
    shutil.copytree(folder._path / good, begun)
    (begun / manifest.NAME).unlink()
    (begun / ".manifest.json.partial").write_text("{")
    finished = verify.backup(folder, good).manifest.finished_at.timestamp()
    assert alarms(folder, at=finished + 25 * HOUR) == []
    assert alarms(folder, at=finished + 27 * HOUR) == ["the newest good one is 27.0 hours old"]


def alarms(folder, at):
    """What the monitor says of what it finds there, with its own limits."""
    found = Findings((), backup=backups.look(backups.Folder(str(folder._path)), at=at))
    verdicts = judgement.verdicts(found, at, Limits(), ())
    return [verdict.sentence for verdict in verdicts if verdict.subject == "backups" and not verdict.is_well]
