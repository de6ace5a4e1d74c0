"""Six ways in which a backup is not whole, each told before anything is touched."""

import hashlib
import json
import shutil

import pyrage
import pytest
from django.contrib.auth import get_user_model

from profiles.operations.backups import make, manifest, verify
from profiles.operations.backups.problems import Broken, Refused


@pytest.fixture
def locked(ada, folder, key):
    """An encrypted backup, and how to look at it again."""
    name = make.make(folder, encrypted_for=str(key.to_public())).name
    return lambda identity=key: verify.verify(verify.backup(folder, name, identity=str(identity)))


def path(folder, file):
    (found,) = folder._path.glob(f"*/{file}*")
    return found


def test_a_whole_backup_is_verified(locked):
    assert locked() is None


@pytest.mark.parametrize("file", ["database.dump", "media.tar", "media.json"])
@pytest.mark.parametrize("at", [0, 0.5, -1])
def test_one_flipped_byte_is_found(locked, folder, file, at):
    damaged = path(folder, file)
    content = bytearray(damaged.read_bytes())
    where = int(at * len(content)) if at >= 0 else -1
    content[where] ^= 1
    damaged.write_bytes(content)
    with pytest.raises(Broken, match=f"{file}.age (is damaged|is not the file)"):
        locked()


@pytest.mark.parametrize("file", ["database.dump", "media.tar", "media.json"])
@pytest.mark.parametrize("left", [0, 1, 0.5])
def test_a_truncated_file_is_found(locked, folder, file, left):
    damaged = path(folder, file)
    content = damaged.read_bytes()
    damaged.write_bytes(content[: int(left * len(content)) if left < 1 else -1])
    with pytest.raises(Broken, match=f"{file}.age (is damaged|is not the file)"):
        locked()


@pytest.mark.parametrize("file", ["database.dump", "media.tar", "media.json"])
def test_a_file_that_is_missing_is_found(locked, folder, file):
    path(folder, file).unlink()
    with pytest.raises(Broken, match=f"has no {file}"):
        locked()


def test_another_key_opens_nothing(locked):
    with pytest.raises(Broken, match="encrypted for another key"):
        locked(pyrage.x25519.Identity.generate())


@pytest.mark.parametrize(("given", "said"), [("", "Give the file that holds its key"), ("none", "The key is none")])
def test_no_key_is_told(locked, given, said):
    with pytest.raises(Broken, match=said):
        locked(given)


def test_a_folder_without_a_manifest_is_no_backup(made, folder):
    path(folder, manifest.NAME).unlink()
    with pytest.raises(Refused, match="There is no backup"):
        verify.backup(folder)
    with pytest.raises(Broken, match=r"has no manifest\.json"):
        verify.backup(folder, made.name)


def test_a_list_of_files_that_does_not_match_is_found(made, folder):
    """Each file is what was stored, but for a manifest of another backup's files."""
    written = path(folder, manifest.NAME)
    values = json.loads(written.read_text())
    written.write_text(json.dumps(values | {"media_count": 3}))
    with pytest.raises(Broken, match="list of files is not the one of its manifest"):
        verify.verify(verify.backup(folder))


def test_a_tar_that_lacks_a_listed_file_is_found(made, folder, monkeypatch):
    listed = made.media()
    missing = {name: file for name, file in listed.items() if name != sorted(listed)[0]}
    monkeypatch.setattr(verify.media, "unpacked", lambda tar, wanted: ((file, b"") for file in missing.values()))
    with pytest.raises(Broken, match="is missing in it"):
        verify.verify(made)


@pytest.mark.parametrize("written", [b"", b"{}", b"[]", b"\xff", b'{"format": 2}', b'{"format": 1, "files": 3}'])
def test_a_manifest_that_is_none_is_told(made, folder, written):
    path(folder, manifest.NAME).write_bytes(written)
    with pytest.raises(Broken, match="Its manifest"):
        verify.backup(folder)


def test_the_newest_whole_one_is_taken(made, folder):
    (folder._path / "20010101T000000Z").mkdir()
    (folder._path / "29990101T000000Z").mkdir()
    assert verify.backup(folder).name == made.name


@pytest.mark.parametrize("name", ["../etc", "latest", "20261121"])
def test_a_name_that_is_no_moment_is_refused(folder, name):
    with pytest.raises(Refused, match="no backup's name"):
        verify.backup(folder, name)


def test_one_without_anybody_in_it_is_passed_over(ada, folder):
    """A new machine makes a backup of its empty site before anyone could restore; that is not the one to go back to."""
    good = make.make(folder, encrypted_for="").name
    get_user_model().objects.all().delete()
    empty = [make.make(folder, encrypted_for="").name for _ in range(2)]
    found = verify.backup(folder)
    assert (found.name, found.people, found.passed_over) == (good, 1, tuple(empty))
    assert verify.backup(folder, empty[1]).people == 0, "who names one gets it"


def test_where_nobody_is_in_any_the_newest_is_taken(transactional_db, folder):
    made = [make.make(folder, encrypted_for="").name for _ in range(2)]
    found = verify.backup(folder)
    assert (found.name, found.people, found.passed_over) == (made[1], 0, ())


def test_an_absurdly_large_manifest_is_not_read_to_its_end(made, folder, monkeypatch):
    monkeypatch.setattr(manifest, "MOST_BYTES", 100)
    with pytest.raises(Broken, match="cannot be read"):
        verify.backup(folder)


def test_one_of_a_moment_that_has_not_come_is_passed_over_and_named(made, folder):
    """Either it was made with a wrong clock, or ours is wrong now: whoever restores has to know."""
    shutil.copytree(folder._path / made.name, folder._path / "29991231T000000Z")
    found = verify.backup(folder)
    assert (found.name, found.passed_over) == (made.name, ("29991231T000000Z",))
    assert verify.backup(folder, "29991231T000000Z").name == "29991231T000000Z", "who names one gets it"


def test_a_dump_that_a_newer_server_made_is_told(made, folder):
    """Whose form of dumps is one that nobody knows yet."""
    dump, written = path(folder, "database.dump"), path(folder, manifest.NAME)
    content = bytearray(dump.read_bytes())
    content[6] = 99  # after PGDMP and the major number of the form, its minor one
    dump.write_bytes(content)
    told = hashlib.sha256(content).hexdigest()
    written.write_text(written.read_text().replace(made.manifest.file("database.dump").sha256, told))
    with pytest.raises(Broken, match=r"pg_restore failed: .*unsupported version"):
        verify.verify(verify.backup(folder))
