"""The newest good backup, in a folder and in a bucket that a server on this machine keeps."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cron.cloud import Services
from cron.looks import backups
from cron.settings import Cloud
from tests import bucket_server
from tests.bucket_server import BucketServer

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
AT = NOW.timestamp()
PREFIX = "nightly"


def manifest(hours: float, **changed) -> str:
    finished = (NOW - timedelta(hours=hours)).isoformat()
    return json.dumps({"finished_at": finished, "files": of_size(4), **changed})


def of_size(size: object, name: str = "database.dump") -> list[dict[str, object]]:
    return [{"name": name, "size": size, "sha256": ""}]


def name(hours: float) -> str:
    return f"{NOW - timedelta(hours=hours):%Y-%m-%dT%H%M%SZ}"


class InFolder:
    """Writes backups where a folder is looked at."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.kept = backups.place(str(path), Services(Cloud()))

    def write(self, folder: str, text: str | None, dump: bytes = b"dump") -> None:
        (self.path / folder).mkdir(parents=True)
        (self.path / folder / "database.dump").write_bytes(dump)
        if text is not None:
            (self.path / folder / "manifest.json").write_text(text)


class InBucket:
    """The same in a bucket."""

    def __init__(self, server: BucketServer) -> None:
        self.server = server
        key, secret = bucket_server.KEYS
        cloud = Cloud(region=bucket_server.REGION, endpoint=server.url, key=key, secret=secret)
        self.kept = backups.place(f"s3://{bucket_server.NAME}/{PREFIX}", Services(cloud))

    def write(self, folder: str, text: str | None, dump: bytes = b"dump") -> None:
        put = self.server.client("s3").put_object
        put(Bucket=bucket_server.NAME, Key=f"{PREFIX}/{folder}/database.dump", Body=dump)
        if text is not None:
            put(Bucket=bucket_server.NAME, Key=f"{PREFIX}/{folder}/manifest.json", Body=text.encode())


@pytest.fixture(params=["folder", "bucket"])
def place(request, tmp_path):
    if request.param == "folder":
        return InFolder(tmp_path)
    running = request.getfixturevalue("aws")
    running.be_well()
    return InBucket(running)


def test_the_newest_counts(place):
    place.write(name(30), manifest(30))
    place.write(name(5), manifest(5))
    place.write(name(10), manifest(10))
    assert backups.look(place.kept, at=AT).finished_at == AT - 5 * 3600


def test_without_any_there_is_a_problem(place):
    place.write("lost+found", manifest(1))
    assert backups.look(place.kept, at=AT).problem == "there is none"


@pytest.mark.parametrize(
    "text",
    [
        None,
        '{"finished_at": "2026-11-21T11:00:00Z", "files": [{"name": "a", "size": Infinity}]}',
        "[" * 200_000,
        "",
        "{",
        "[]",
        "{}",
        '{"finished_at": "yesterday"}',
        '{"finished_at": "2026-11-21T11:00:00"}',
        '{"finished_at": 1}',
        manifest(-2),
        manifest(1, files=of_size(5)),
        manifest(1, files=of_size(4, "other.dump")),
        manifest(1, files=of_size("many")),
        manifest(1, files=["database.dump"]),
        manifest(1, files=None),
    ],
)
def test_one_that_is_not_whole_does_not_count(tmp_path, text):
    place = InFolder(tmp_path)
    place.write(name(1), text)
    assert backups.look(place.kept, at=AT).problem == "there is none that is whole"
    place.write(name(20), manifest(20))
    assert backups.look(place.kept, at=AT).finished_at == AT - 20 * 3600


def test_one_that_is_not_whole_does_not_count_in_a_bucket_either(aws):
    aws.be_well()
    place = InBucket(aws)
    place.write(name(1), None)
    place.write(name(2), manifest(2, files=of_size(5)))
    place.write(name(20), manifest(20))
    assert backups.look(place.kept, at=AT).finished_at == AT - 20 * 3600


def test_a_clock_may_be_a_little_ahead(place):
    place.write(name(0), manifest(-0.05))
    assert backups.look(place.kept, at=AT).problem == ""


def test_a_folder_that_cannot_be_read_is_told(tmp_path):
    kept = backups.place(str(tmp_path / "nowhere"), Services(Cloud()))
    assert "cannot be read" in backups.look(kept, at=AT).problem


def test_a_bucket_that_is_not_there_is_told(aws):
    aws.be_well()
    key, secret = bucket_server.KEYS
    cloud = Cloud(region=bucket_server.REGION, endpoint=aws.url, key=key, secret=secret)
    kept = backups.place("s3://another-bucket", Services(cloud))
    assert backups.look(kept, at=AT).problem == "the bucket cannot be read (NoSuchBucket)"


def test_a_bucket_is_listed_every_quarter_of_an_hour_and_a_folder_each_time(aws, tmp_path):
    aws.be_well()
    seen = {}
    for place in (InBucket(aws), InFolder(tmp_path)):
        remembered = backups.Remembered(place.kept)
        place.write(name(5), manifest(5))
        first = remembered.look(AT).finished_at
        place.write(name(1), manifest(1))
        seen[type(place)] = [first, remembered.look(AT + 60).finished_at, remembered.look(AT + 901).finished_at]
    old, new = AT - 5 * 3600, AT - 3600
    assert seen[InBucket] == [old, old, new]
    assert seen[InFolder] == [old, new, new]


def test_after_a_fault_a_bucket_is_asked_again_at_once(aws):
    aws.be_well()
    place = InBucket(aws)
    remembered = backups.Remembered(place.kept)
    assert remembered.look(AT).problem == "there is none"
    place.write(name(1), manifest(1))
    assert remembered.look(AT + 60).problem == ""


def test_without_any_the_time_since_the_first_look_counts(place):
    remembered = backups.Remembered(place.kept)
    assert [remembered.look(AT + passed).finished_at for passed in (0, 60, 7200)] == [AT, AT, AT]


def test_when_the_good_one_is_gone_its_time_still_counts(tmp_path):
    place = InFolder(tmp_path)
    remembered = backups.Remembered(place.kept)
    place.write(name(5), manifest(5))
    remembered.look(AT)
    (place.path / name(5) / "database.dump").write_bytes(b"")
    found = remembered.look(AT + 60)
    assert (found.finished_at, found.problem) == (AT - 5 * 3600, "there is none that is whole")


def test_before_the_first_look_has_ended_none_has_no_age(place):
    assert backups.Remembered(place.kept).none("no answer within 2 s", AT).finished_at == AT
