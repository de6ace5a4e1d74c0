"""What is written is read again, to the last digit."""

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
