"""A file appears in a folder or a bucket whole, or not at all."""

import os
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from profiles.operations.backups import places
from profiles.operations.backups.places import Bucket, Folder
from profiles.operations.backups.problems import Broken, Refused
from tests import bucket_server
from tests.operations.backups.conftest import break_off


@pytest.fixture
def bucket(distant, settings) -> Bucket:
    distant.be_well()
    key, secret = bucket_server.KEYS
    settings.BACKUP_BUCKET_OPTIONS = {
        "region_name": bucket_server.REGION,
        "endpoint_url": distant.url,
        "aws_access_key_id": key,
        "aws_secret_access_key": secret,
    }
    found = places.place(f"s3://{bucket_server.NAME}/nightly")
    assert isinstance(found, Bucket)
    return found


@pytest.fixture(params=["folder", "bucket"])
def place(request):
    return request.getfixturevalue(request.param)


def test_what_is_written_is_read_again(place):
    with place.writing("20261121T031500Z/manifest.json") as file:
        file.write(b"{}")
    with place.reading("20261121T031500Z/manifest.json") as file:
        assert file.read() == b"{}"
    assert place.backups() == {"20261121T031500Z": {"manifest.json"}}


def test_what_breaks_off_leaves_no_file(place):
    with pytest.raises(KeyboardInterrupt):
        break_off(place.writing("20261121T031500Z/database.dump"), b"half of it")
    assert not any(place.backups().values())
    with pytest.raises(Broken, match=r"has no database\.dump"), place.reading("20261121T031500Z/database.dump"):
        pass


def test_a_large_file_goes_to_the_bucket_in_parts(bucket, monkeypatch):
    monkeypatch.setattr(places, "PART_BYTES", 5 * 1024 * 1024)
    content = bytes(range(256)) * 50_000
    with bucket.writing("a/large") as file:
        for start in range(0, len(content), 70_000):
            file.write(content[start : start + 70_000])
    with bucket.reading("a/large") as file:
        assert file.read() == content


def test_an_upload_that_breaks_off_is_not_kept_by_the_bucket(bucket):
    with pytest.raises(KeyboardInterrupt):
        break_off(bucket.writing("a/b"), b"half of it")
    assert "Uploads" not in bucket._client.list_multipart_uploads(Bucket=bucket_server.NAME)


def test_writing_asks_the_bucket_for_nothing_but_writing(bucket):
    """So a role that may only put objects is enough."""
    asked: list[str] = []
    bucket._client.meta.events.register("before-call.s3.*", lambda model, **_: asked.append(model.name))
    with bucket.writing("a/b") as file:
        file.write(b"whole")
    assert asked == ["CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload"]  # all of them s3:PutObject


def test_a_bucket_that_is_not_there_is_one_sentence(bucket):
    elsewhere = Bucket("no-such-bucket", "")
    with pytest.raises(Refused, match=r"refuses, or does not answer \(NoSuchBucket\)"), elsewhere.writing("a/b"):
        pass
    with pytest.raises(Refused, match="NoSuchBucket"):
        elsewhere.backups()


def test_a_bucket_that_is_away_is_one_sentence(bucket, distant, monkeypatch):
    distant.stop()
    with pytest.raises(Refused, match="does not answer"), bucket.reading("a/b"):
        pass
    with pytest.raises(Refused, match="does not answer"), bucket.writing("a/b"):
        pass


def test_whoever_writes_to_a_bucket_removes_nothing_there(bucket):
    with bucket.writing("20200101T000000Z/manifest.json") as file:
        file.write(b"{}")
    with pytest.raises(Refused, match="a rule of its own"):
        bucket.forget("20200101T000000Z")
    assert bucket.backups()


def test_what_people_wrote_is_its_owners_alone_and_its_age_is_everybodys(folder):
    for name in ("a/database.dump", "a/manifest.json"):
        with folder.writing(name) as file:
            assert not any(path.stat().st_mode & 0o077 for path in folder._path.glob("a/.database*"))
            file.write(b"whole")
    modes = {path.name: path.stat().st_mode & 0o777 for path in (folder._path / "a").iterdir()}
    assert modes == {"database.dump": 0o600, "manifest.json": 0o644}


def test_a_folder_that_is_not_there_yet_holds_nothing(folder):
    assert folder.backups() == {}


@pytest.mark.parametrize(
    ("address", "kind"), [("/backups", Folder), ("s3://bucket", Bucket), ("s3://a.bucket/deep/er/", Bucket)]
)
def test_an_address_names_a_folder_or_a_bucket(address, kind, bucket):
    assert isinstance(places.place(address), kind)


def test_no_address_is_one_sentence():
    with pytest.raises(Refused, match="Set BACKUP_TO"):
        places.place("")


def test_an_error_of_the_bucket_names_its_code_and_no_address():
    problem = ClientError({"Error": {"Code": "AccessDenied", "Message": "s3://secret"}}, "PutObject")
    assert str(places._refused(problem)) == "The bucket for backups refuses, or does not answer (AccessDenied)."


def test_what_is_no_file_keeps_nobody_waiting(folder):
    """Neither a pipe whose other end nobody holds, nor a device without end."""
    there = folder._path / "20261121T031500Z"
    there.mkdir(parents=True)
    os.mkfifo(there / "manifest.json")
    (there / "media.tar").symlink_to("/dev/zero")
    (there / "database.dump").mkdir()
    for name in ("manifest.json", "media.tar", "database.dump"):
        with pytest.raises(Broken, match=f"Its {name} is no file"), folder.reading(f"20261121T031500Z/{name}"):
            pass


def test_a_folder_that_nobody_may_enter_stops_nothing(folder, monkeypatch):
    """As a disk's own lost+found, where backups lie on a disk of theirs."""
    (folder._path / "lost+found").mkdir(parents=True)
    iterdir = Path.iterdir

    def entered(path):
        if path.name == "lost+found":
            raise PermissionError(13, "Permission denied")
        return iterdir(path)

    monkeypatch.setattr(Path, "iterdir", entered)
    assert folder.backups() == {"lost+found": set()}


def test_what_a_link_leads_to_is_no_backup(folder, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "manifest.json").write_text("{}")
    folder._path.mkdir()
    (folder._path / "20200101T000000Z").symlink_to(elsewhere)
    assert folder.backups() == {}
    assert not folder.is_free("20200101T000000Z")
