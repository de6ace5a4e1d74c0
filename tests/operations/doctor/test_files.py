"""The doctor's look at folders and disks."""

import shutil
from collections import namedtuple

import pytest

from profiles.operations.doctor import files
from profiles.operations.doctor.findings import State

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


def test_files_in_a_bucket_need_no_folder(settings):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    assert files.look_at_media().state is State.SKIPPED
