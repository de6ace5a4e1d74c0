"""Files go into one tar and come out of it, whole and under their names."""

import io
import tarfile

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import FileField

from profiles.operations.backups import media
from profiles.operations.backups.problems import Broken


@pytest.fixture
def stored():
    names = {default_storage.save(f"portraits/{letter}.webp", ContentFile(letter.encode() * 700)) for letter in "ab"}
    yield names
    for name in names:
        default_storage.delete(name)


def packed(names):
    out = io.BytesIO()
    tar = media.Packed(out)
    gone = tar.add(names)
    tar.close()
    return tar.files, gone, io.BytesIO(out.getvalue())


def test_what_was_packed_comes_out(stored):
    files, gone, tar = packed(stored)
    assert gone == set()
    assert {file.name: file for file, _ in media.unpacked(tar)} == files
    assert {file.size for file in files.values()} == {700}


def test_a_file_that_is_gone_is_said(stored):
    files, gone, _ = packed(stored | {"portraits/gone.webp"})
    assert gone == {"portraits/gone.webp"}
    assert files.keys() == stored


def test_files_of_every_model_are_named(ada):
    fields = [field for model in apps.get_models() for field in model._meta.concrete_fields]
    assert {field.name for field in fields if isinstance(field, FileField)} == {"large_file", "small_file", "file"}
    assert len(media.names()) == 2


def test_a_list_is_read_as_it_was_written(stored):
    files, _, _ = packed(stored)
    assert media.read_list(media.listed(list(files.values()))) == files
    with pytest.raises(Broken, match="list of files"):
        media.read_list(b'[{"name": 1}]')


def test_a_missing_file_is_put_back_and_one_that_is_there_is_left(stored):
    _, _, tar = packed(stored)
    name = sorted(stored)[0]
    default_storage.delete(name)
    assert [media.put(file, content) for file, content in media.unpacked(tar)] == [True, False]
    assert default_storage.open(name).read() == b"a" * 700


def test_a_file_with_other_content_is_replaced(stored):
    _, _, tar = packed(stored)
    name = sorted(stored)[0]
    default_storage.delete(name)
    default_storage.save(name, ContentFile(b"half"))
    for file, content in media.unpacked(tar):
        media.put(file, content)
    assert default_storage.open(name).read() == b"a" * 700


def test_what_is_no_tar_is_told():
    with pytest.raises(Broken, match="cannot be unpacked"):
        list(media.unpacked(io.BytesIO(b"x" * 2000)))


def test_a_link_in_the_tar_is_refused():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        entry = tarfile.TarInfo("portraits/a.webp")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(entry)
    with pytest.raises(Broken, match="no file: portraits/a"):
        list(media.unpacked(io.BytesIO(out.getvalue())))


def test_a_path_that_leaves_the_storage_is_not_written():
    file = media.Media("../outside.webp", 1, "0")
    with pytest.raises(Broken, match=r"would leave its folder: \.\./outside"):
        media.put(file, b"x")
