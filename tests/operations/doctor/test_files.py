"""The doctor's look at folders and disks."""

import json
import shutil
import threading
from collections import namedtuple
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

from profiles.operations.doctor import files
from profiles.operations.doctor.findings import State
from tests.bucket_server import NAME
from tests.providers.hostile import Answer, Play

Usage = namedtuple("Usage", "total used free")
MEGABYTE = files.MEGABYTE


@pytest.mark.parametrize(
    ("total", "free", "state"), [(1000, 500, State.OK), (1000, 90, State.WARNING), (1000, 20, State.FAILED)]
)
def test_room_is_judged(monkeypatch, tmp_path, total, free, state):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(total * MEGABYTE, 0, free * MEGABYTE))
    assert files._judged(tmp_path, is_made=True).state is state


def test_a_real_folder_has_room(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "not" / "made yet"
    assert files.look_at_media().state in (State.OK, State.WARNING)
    assert files.look_at_temporary().state in (State.OK, State.WARNING)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_none_fails(settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.MEDIA_ROOT = tmp_path / "file"
    assert files.look_at_media().state is State.FAILED


def test_a_site_without_a_bucket_does_without():
    assert files.look_at_bucket().state is State.SKIPPED


class Gateway(BaseHTTPRequestHandler):
    """In front of the stand-in for a bucket, which shows strangers its list: this refuses them, as a real one does."""

    far: str

    def do_GET(self) -> None:
        is_list = urlsplit(self.path).path == f"/{NAME}/"
        if is_list and "Authorization" not in self.headers:
            self.send_error(403)
            return
        behind = HTTPConnection(urlsplit(self.far).netloc, timeout=5)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        behind.request(self.command, self.path, body, dict(self.headers))
        answer = behind.getresponse()
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.read())
        behind.close()

    do_PUT = do_DELETE = do_GET  # noqa: N815

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def private(far, settings):
    """A bucket whose list is refused to strangers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Gateway,), {"far": far.url}))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    default = settings.STORAGES["default"]
    options = {**default["OPTIONS"], "endpoint_url": f"http://127.0.0.1:{server.server_port}"}
    settings.STORAGES = {**settings.STORAGES, "default": {**default, "OPTIONS": options}}
    yield far
    server.shutdown()
    server.server_close()


def test_a_private_bucket_is_well_and_left_as_it_was(private):
    assert files.look_at_bucket().state is State.OK
    assert private.names() == set()


def test_a_bucket_whose_files_strangers_read_fails(private):
    rule = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{NAME}/*"}
    said = json.dumps({"Version": "2012-10-17", "Statement": [rule]})
    private.client("s3").put_bucket_policy(Bucket=NAME, Policy=said)
    seen = files.look_at_bucket()
    private.client("s3").delete_bucket_policy(Bucket=NAME)
    assert (seen.state, "The file is given" in seen.sentence) == (State.FAILED, True)


def test_a_bucket_whose_list_strangers_read_fails(far):
    seen = files.look_at_bucket()
    assert (seen.state, "The list of files is given" in seen.sentence) == (State.FAILED, True)
    assert far.names() == set()


@pytest.mark.parametrize("status", [500, 503])
def test_a_bucket_that_answers_strangers_with_an_error_is_not_called_private(provider, status):
    provider.play = Play(answers={"/x": Answer({}, status)})
    seen = files._told_to_strangers(f"{provider.issuer}/x", "The file")
    assert seen
    assert seen.state is State.WARNING


def test_a_bucket_that_is_away_fails(far):
    far.stop()
    assert files.look_at_bucket().state is State.FAILED
    far.be_well()


def test_a_bucket_that_is_not_there_fails(far, settings):
    missing = {**settings.STORAGES["default"]["OPTIONS"], "bucket_name": "missing"}
    settings.STORAGES = {**settings.STORAGES, "default": {**settings.STORAGES["default"], "OPTIONS": missing}}
    assert files.look_at_bucket().state is State.FAILED


def test_files_in_a_bucket_need_no_folder(settings):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    assert files.look_at_media().state is State.SKIPPED
