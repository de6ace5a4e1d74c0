"""What is written is read again, to the last digit."""

import json
from datetime import UTC, datetime

import pytest

from profiles.operations.backups import manifest
from profiles.operations.backups.manifest import Manifest, Stored, Table
from profiles.operations.backups.problems import Broken

MOMENT = datetime(2026, 11, 21, 3, 15, tzinfo=UTC)
WRITTEN = Manifest(
    site="https://people.example.org",
    started_at=MOMENT,
    finished_at=MOMENT,
    release="r",
    server_version=180006,
    encrypted_for="age1x",
    files=(Stored("database.dump.age", 12, "ab"), Stored("media.tar.age", 1, "cd")),
    tables=(Table("people_profile", 3, "-170141183460469231731687303715884105728"),),
    missing=("portraits/lost.webp",),
    media_count=2,
    media_bytes=99,
)


def test_a_manifest_is_read_as_it_was_written():
    assert Manifest.read(WRITTEN.written()) == WRITTEN


def test_a_file_is_found_with_and_without_its_ending():
    assert WRITTEN.file("database.dump").size == 12
    with pytest.raises(Broken, match=r"names no media\.json"):
        WRITTEN.file("media.json")


@pytest.mark.parametrize(
    ("name", "expected"), [("20261121T031500Z", True), ("20261121T031500Z.tmp", False), ("lost+found", False)]
)
def test_a_backups_name_is_its_moment(name, expected):
    assert manifest.is_stamp(name) is expected
    assert manifest.stamp(MOMENT) == "20261121T031500Z"


def forged(**changed):
    return json.dumps(json.loads(WRITTEN.written()) | changed).encode()


@pytest.mark.parametrize(
    "changed",
    [
        {"finished_at": "2026-11-21T03:15:00"},
        {"finished_at": 7},
        {"media_count": "2"},
        {"site": ["https://people.example.org"]},
        {"site": "https://people.example.org\x1b[2J"},
        {"missing": [{}]},
        {"missing": ["\x1b[2J"]},
        {"files": [{"name": "media.tar", "size": "1", "sha256": ""}]},
        {"files": [{"name": "media.tar", "size": 1, "sha256": "", "path": "/etc/passwd"}]},
        {"tables": [{"name": "people_profile", "rows": "3", "sum": "0"}]},
        {"tables": ["people_profile"]},
        {"more": 1},
    ],
)
def test_a_manifest_that_somebody_has_written_otherwise_cannot_be_read(changed):
    assert Manifest.read(forged()) == WRITTEN
    with pytest.raises(Broken, match="cannot be read"):
        Manifest.read(forged(**changed))


def test_a_manifest_that_is_nothing_but_depth_cannot_be_read():
    with pytest.raises(Broken, match="cannot be read"):
        Manifest.read(b"[" * 200_000)


@pytest.mark.parametrize("name", ["../../etc/shadow", "/etc/shadow", "media.tar/../../../etc/shadow"])
def test_a_file_is_asked_for_by_its_name_alone(name):
    """Whatever else a manifest names is never opened."""
    read = Manifest.read(forged(files=[{"name": name, "size": 1, "sha256": ""}]))
    for stem in ("database.dump", "media.tar", "media.json"):
        with pytest.raises(Broken, match="names no"):
            read.file(stem)


def test_the_whole_ones_of_a_place_are_those_whose_moment_has_come():
    """A clock that was wrong once has named one that would be the newest for years."""
    there = {stamped: {manifest.NAME} for stamped in ("20991231T000000Z", "20261121T031500Z", "20261120T031500Z")}
    there |= {
        "20261121T031900Z": {manifest.NAME},
        "20261121T030000Z": {"media.tar"},
        "20261321T031500Z": {manifest.NAME},
    }
    assert manifest.whole(there, MOMENT) == ["20261120T031500Z", "20261121T031500Z", "20261121T031900Z"]
