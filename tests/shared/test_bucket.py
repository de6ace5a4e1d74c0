"""Files in a real bucket server that is well, away or silent."""

import io
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from profiles.people import actions
from profiles.people.models import Kind, Picture
from profiles.shared import bucket
from tests import images
from tests.bucket_server import NAME

FAILURES = pytest.mark.parametrize("how", ["away", "silent"])


def failing(far, how: str) -> None:
    far.stop() if how == "away" else far.fall_silent()


def upload(member) -> None:
    part = member.part(Kind.PICTURE)
    actions.replace_picture(part, images.jpeg().file, alt="", version=part.version, by=member.user)


def address(member) -> str:
    return f"/media/{member.part(Kind.PICTURE).picture.large_key}.webp"


def forget_copies() -> None:
    for path in bucket.cache()._folder.iterdir():
        path.unlink()


@pytest.fixture
def pictured(far, ada):
    ada.publish()
    upload(ada)
    part = ada.part(Kind.PICTURE)
    actions.show_part_to(part, visibility="public", by=ada.user)
    return ada


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_file_goes_there_and_back(far):
    name = default_storage.save("portraits/a.webp", ContentFile(b"content"))
    assert far.names() == {"portraits/a.webp"} == {name}
    assert default_storage.open(name).read() == b"content"
    default_storage.delete(name)
    assert far.names() == set()
    with pytest.raises(FileNotFoundError):
        default_storage.open(name)


def test_a_picture_is_handed_out_by_the_site(far, pictured, stranger):
    answer = stranger.get(address(pictured))
    assert answer.status_code == 200
    assert body(answer)[8:12] == b"WEBP"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert len(far.names()) == 2


def test_objects_are_private(far, pictured):
    for name in far.names():
        grants = far.client("s3").get_object_acl(Bucket=NAME, Key=name)["Grants"]
        assert [grant for grant in grants if "URI" in grant["Grantee"]] == []


def test_no_address_of_the_bucket_leaves_the_server(far, pictured, stranger):
    with pytest.raises(ValueError, match="no address of its own"):
        pictured.part(Kind.PICTURE).picture.large_file.url  # noqa: B018
    page = stranger.get("/people/ada/").content.decode()
    media = stranger.get(address(pictured))
    for said in (page, str(media.headers)):
        assert str(far.port) not in said
        assert NAME not in said
        assert "Signature" not in said


def test_a_copy_is_handed_out_while_the_bucket_is_away(far, pictured, stranger):
    first = body(stranger.get(address(pictured)))
    far.stop()
    assert body(stranger.get(address(pictured))) == first


def test_a_hidden_picture_is_gone_at_once_although_a_copy_lies_there(far, pictured, stranger):
    shown = address(pictured)
    assert stranger.get(shown).status_code == 200
    part = pictured.part(Kind.PICTURE)
    actions.show_part_to(part, visibility="private", by=pictured.user)
    assert stranger.get(shown).status_code == 404
    assert stranger.get(address(pictured)).status_code == 404


@FAILURES
def test_a_picture_that_cannot_be_had_is_a_503_and_the_page_is_well(far, pictured, stranger, how):
    forget_copies() if bucket.cache()._folder.exists() else None
    failing(far, how)
    began = time.monotonic()
    answer = stranger.get(address(pictured))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert time.monotonic() - began < 12
    began = time.monotonic()
    assert stranger.get("/people/ada/?composed").status_code == 200
    assert time.monotonic() - began < 2, "a page asks the bucket for nothing"


def test_a_silent_bucket_holds_half_of_the_threads_and_then_none(far, pictured, settings):
    far.fall_silent()
    began = time.monotonic()
    with ThreadPoolExecutor(8) as readers:
        seconds = list(readers.map(lambda _: asked(), range(8)))
    assert sum(took > 2 for took in seconds) <= settings.THREADS // 2
    assert time.monotonic() - began < 13
    bucket.circuit.failed()
    assert asked() < 0.5, "left alone for a while"


def asked() -> float:
    began = time.monotonic()
    with pytest.raises(bucket.Away):
        default_storage.open("portraits/missing.webp")
    return time.monotonic() - began


@FAILURES
def test_an_upload_says_so_and_leaves_no_row(far, ada, how):
    failing(far, how)
    part = ada.part(Kind.PICTURE)
    sent = {"picture": images.jpeg(), "alt": "The sea", "version": part.version}
    answer = ada.client.post("/me/edit/picture/", sent)
    assert answer.status_code == 503
    assert "Files cannot be stored just now" in answer.content.decode()
    assert not Picture.objects.exists()


def test_removing_survives_a_bucket_that_is_away_and_says_what_stayed(
    far, pictured, caplog, django_capture_on_commit_callbacks
):
    far.stop()
    name = pictured.part(Kind.PICTURE).picture.large_file.name
    with django_capture_on_commit_callbacks(execute=True):
        actions.files.delete_on_commit(name)
    left = [record for record in caplog.records if record.message == "a file without a row was not deleted"]
    assert [record.file for record in left] == [name]


def test_a_refusal_is_away_without_an_address_in_its_text(far, caplog):
    far.client("s3").delete_bucket(Bucket=NAME)
    try:
        with pytest.raises(bucket.Away) as refusal:
            default_storage.save("portraits/a.webp", ContentFile(b"content"))
        assert str(refusal.value) == ""
        assert [record.code for record in caplog.records if record.message == "the bucket refuses"] == ["NoSuchBucket"]
    finally:
        far.stop()


class Trickle(io.BytesIO):
    def read(self, size: int | None = -1) -> bytes:
        time.sleep(0.02)
        return super().read(1)


def test_a_body_that_trickles_in_is_given_up(monkeypatch):
    monkeypatch.setattr(bucket, "TOTAL_SECONDS", 0.2)
    with pytest.raises(TimeoutError):
        bucket._whole(Trickle(b"x" * 1000), 1000)


def test_a_body_that_breaks_off_is_no_file():
    with pytest.raises(ConnectionError):
        bucket._whole(io.BytesIO(b"half"), 8)


def test_the_library_is_not_loaded_before_it_is_needed():
    import subprocess
    import sys

    from django.conf import settings

    show = "import django, sys; django.setup(); import config.wsgi; print('boto3' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", show], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
