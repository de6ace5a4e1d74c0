"""A backup holds everything that people wrote, as it was at one moment."""

import subprocess
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError, connection, connections
from django.utils import timezone
from psycopg import sql

from cron.looks import backups
from profiles.operations.backups import make, manifest, media, postgres, tables, verify
from profiles.operations.backups.manifest import Manifest
from profiles.operations.backups.problems import Refused
from profiles.people.models import Picture, Profile
from profiles.shared import limited_connection
from tests import cast
from tests.operations.backups.conftest import replace_portrait


def folder_of(made):
    return made.place._path / made.name


def text_of(dump: Path) -> str:
    tool = Path(settings.POSTGRES_TOOLS) / "pg_restore"
    return subprocess.run([tool, "--file=-", dump], check=True, capture_output=True, text=True).stdout


def test_a_backup_holds_every_row_and_every_file(made):
    assert {path.name for path in folder_of(made).iterdir()} == {
        "database.dump",
        "media.json",
        "media.tar",
        "manifest.json",
    }
    rows = {table.name: table.rows for table in made.manifest.tables}
    assert rows["people_profile"] == 1
    assert rows["people_picture"] == 1
    assert made.media().keys() == media.names()
    assert len(made.media()) == 2
    verify.verify(made)


def test_the_manifest_says_when_by_which_release_and_how_large(made):
    read = Manifest.read((folder_of(made) / "manifest.json").read_bytes())
    assert read.started_at <= read.finished_at
    assert read.release == settings.RELEASE
    assert {stored.name: stored.size for stored in read.files} == {
        path.name: path.stat().st_size for path in folder_of(made).iterdir() if path.name != manifest.NAME
    }


def test_nothing_that_opens_a_session_lies_in_a_backup(made, ada):
    text = text_of(folder_of(made) / "database.dump")
    assert "Analyst of engines" in text
    assert ada.client.session.session_key not in text


def test_the_monitor_finds_it_and_how_old_it_is(made):
    """Two programs that share nothing but the manifest."""
    seen = backups.look(backups.Folder(str(made.place._path)), at=made.manifest.finished_at.timestamp() + 60)
    assert seen.finished_at == made.manifest.finished_at.timestamp()
    (folder_of(made) / "database.dump").write_bytes(b"half")
    seen = backups.look(backups.Folder(str(made.place._path)), at=made.manifest.finished_at.timestamp() + 60)
    assert seen.problem == "there is none that is whole"


def test_what_is_encrypted_shows_nothing_to_who_has_no_key(ada, folder, key):
    name = make.make(folder, encrypted_for=str(key.to_public())).name
    files = {path.name: path.read_bytes() for path in (folder._path / name).iterdir()}
    assert set(files) == {"database.dump.age", "media.json.age", "media.tar.age", "manifest.json"}
    assert all(content.startswith(b"age-enc") for file, content in files.items() if file != manifest.NAME)
    assert b"portraits/" not in b"".join(files.values())
    verify.verify(verify.backup(folder, name, identity=str(key)))


def test_a_change_during_the_backup_is_in_it_whole_or_not_at_all(ada, folder, monkeypatch):
    """Ben joins after the moment was taken and before the dump is written."""
    before = make.tables.tables

    def joined():
        thread = threading.Thread(target=join_elsewhere)
        thread.start()
        thread.join()
        assert Profile.objects.count() == 1, "seen from inside the moment"
        return before()

    monkeypatch.setattr(make.tables, "tables", joined)
    name = make.make(folder, encrypted_for="").name
    assert Profile.objects.count() == 2
    assert "Ben Jonson" not in text_of(folder._path / name / "database.dump")
    verify.verify(verify.backup(folder, name))


def join_elsewhere():
    cast.join("ben", "Ben Jonson")
    connections.close_all()


def test_a_picture_that_is_replaced_meanwhile_is_in_it_as_the_moment_has_it(ada, folder, monkeypatch):
    """The files of the first look are gone when the moment comes: it takes the new ones too."""
    first = set(media.names())
    look = media.names
    calls = []

    def names():
        found = look()
        calls.append(found)
        if len(calls) == 1:
            thread = threading.Thread(target=replaced, args=[ada])
            thread.start()
            thread.join()
        return found

    monkeypatch.setattr(media, "names", names)
    made = verify.backup(folder, make.make(folder, encrypted_for="").name)
    assert first - look() or len(look()) > len(first)
    assert made.media().keys() == look()
    verify.verify(made)


def replaced(ada):
    replace_portrait(ada, "red")
    connections.close_all()


def test_a_second_backup_meanwhile_is_refused(ada, folder, monkeypatch):
    said = []

    def second():
        try:
            make.make(folder, encrypted_for="")
        except Refused as reason:
            said.append(str(reason))
        connections.close_all()

    before = make.tables.tables

    def tables():
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
        return before()

    monkeypatch.setattr(make.tables, "tables", tables)
    make.make(folder, encrypted_for="")
    assert said == ["Another backup is being made. It is not disturbed."]


def test_a_file_that_the_storage_has_lost_stops_no_backup_and_is_named(ada, folder):
    lost = sorted(media.names())[0]
    default_storage.delete(lost)
    made = make.make(folder, encrypted_for="")
    assert made.missing == (lost,)
    found = verify.backup(folder, made.name)
    assert found.manifest.missing == (lost,)
    assert found.media().keys() == media.names() - {lost}
    verify.verify(found)


def test_a_file_that_goes_while_it_is_looked_for_wants_another_moment(ada, folder, monkeypatch):
    """The portrait is replaced after the moment's names were read and before the new ones are packed."""
    add, times = media.Packed.add, []

    def late(packed, wanted):
        times.append(wanted)
        if len(times) == 1:
            return set()  # as if nothing had been there yet
        if len(times) == 2:
            thread = threading.Thread(target=replaced, args=[ada])
            thread.start()
            thread.join()
        return add(packed, wanted)

    monkeypatch.setattr(media.Packed, "add", late)
    for name in media.names():
        default_storage.delete(name)
    made = make.make(folder, encrypted_for="")
    assert len(times) >= 3
    assert set(verify.backup(folder, made.name).media()) <= media.names()


def test_no_statement_has_the_limit_of_a_page(ada, folder, monkeypatch):
    """On a large table each of them takes minutes."""
    with monkeypatch.context() as slow:
        slow.setattr(limited_connection.LimitedConnection, "seconds", 0.2)
        slow.setattr(tables, "_SUM", sql.SQL("SELECT count(*), pg_sleep(0.5)::text FROM {} t"))
        slow.setattr(tables, "names", lambda: ["people_profile"])
        assert make.make(folder, encrypted_for="").name in folder.backups()


def test_after_the_database_has_ended_its_session_the_next_backup_is_made(ada, folder):
    make.make(folder, encrypted_for="")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    with postgres.server() as server:
        server.execute("SELECT pg_terminate_backend(%s)", [pid])
    with pytest.raises(OperationalError):
        make.make(folder, encrypted_for="")
    assert make.make(folder, encrypted_for="").name in folder.backups()


def test_a_dump_that_fails_leaves_nothing_under_a_final_name(ada, folder, settings, tmp_path):
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "pg_dump").write_text(
        "#!/bin/sh\nhead -c 100000 /dev/zero; echo 'pg_dump: error: disk full' >&2; exit 1\n"
    )
    (tools / "pg_dump").chmod(0o755)
    settings.POSTGRES_TOOLS = str(tools)
    with pytest.raises(Refused, match="pg_dump failed: pg_dump: error: disk full"):
        make.make(folder, encrypted_for="")
    assert folder.backups() == {}


def test_after_a_failure_the_next_backup_is_made(ada, folder, settings):
    good, settings.POSTGRES_TOOLS = settings.POSTGRES_TOOLS, "/nowhere"
    with pytest.raises(Refused, match="pg_dump is not here"):
        make.make(folder, encrypted_for="")
    settings.POSTGRES_TOOLS = good
    assert verify.backup(folder, make.make(folder, encrypted_for="").name)
    assert connection.in_atomic_block is False


def test_two_in_one_second_are_two(ada, folder):
    """Also where a clock was set back: what lies there is never written into."""
    names = [make.make(folder, encrypted_for="").name for _ in range(3)]
    assert len(set(names)) == 3
    for name in names:
        verify.verify(verify.backup(folder, name))


def test_one_that_fails_takes_no_other_away(ada, folder, settings, monkeypatch):
    moment = timezone.now()
    made = make.make(folder, encrypted_for="")
    monkeypatch.setattr(make.time, "sleep", lambda seconds: moments.append(moment + timedelta(days=1)))
    moments = [manifest.moment(made.name)]
    monkeypatch.setattr(make.timezone, "now", lambda: moments[-1])
    good, settings.POSTGRES_TOOLS = settings.POSTGRES_TOOLS, "/nowhere"
    with pytest.raises(Refused):
        make.make(folder, encrypted_for="")
    settings.POSTGRES_TOOLS = good
    assert set(folder.backups()) == {made.name}
    verify.verify(verify.backup(folder, made.name))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("portraits/a\nb.webp", r"no backup can hold: 'portraits/a\\nb.webp'"),
        ("../../etc/passwd", "outside of its storage"),
        ("/etc/passwd", "outside of its storage"),
    ],
)
def test_a_file_that_could_not_come_back_is_told_when_it_is_stored(ada, folder, name, sentence):
    """Rather than in the night in which the backup is needed."""
    Picture.objects.update(large_file=name)
    with pytest.raises(Refused, match=sentence):
        make.make(folder, encrypted_for="")
    assert folder.backups() == {}


def test_a_file_of_no_length_and_one_in_any_script_come_back(ada, folder):
    names = {default_storage.save(name, ContentFile(b"")) for name in ("portraits/é.webp", "portraits/顔.webp")}
    Picture.objects.update(large_file=min(names), small_file=max(names))
    made = verify.backup(folder, make.make(folder, encrypted_for="").name)
    verify.verify(made)
    assert {name: file.size for name, file in made.media().items()} == dict.fromkeys(names, 0)
