"""Files go into one tar and come out of it, whole and under their names."""

import contextlib
import io
import random
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
    assert {file.name: file for file, _ in media.unpacked(tar, files)} == files
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
    files, _, tar = packed(stored)
    name = sorted(stored)[0]
    default_storage.delete(name)
    assert [media.put(file, content) for file, content in media.unpacked(tar, files)] == [True, False]
    assert default_storage.open(name).read() == b"a" * 700


def test_a_file_with_other_content_is_replaced(stored):
    files, _, tar = packed(stored)
    name = sorted(stored)[0]
    default_storage.delete(name)
    default_storage.save(name, ContentFile(b"half"))
    for file, content in media.unpacked(tar, files):
        media.put(file, content)
    assert default_storage.open(name).read() == b"a" * 700


def test_what_is_no_tar_is_told():
    with pytest.raises(Broken, match="cannot be unpacked"):
        list(media.unpacked(io.BytesIO(b"x" * 2000), {}))


def test_a_link_in_the_tar_is_refused():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        entry = tarfile.TarInfo("portraits/a.webp")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(entry)
    with pytest.raises(Broken, match="no file: 'portraits/a"):
        list(media.unpacked(io.BytesIO(out.getvalue()), {}))


def test_a_path_that_leaves_the_storage_is_not_written():
    file = media.Media("../outside.webp", 1, "0")
    with pytest.raises(Broken, match=r"would leave its folder: \.\./outside"):
        media.put(file, b"x")


def tar_of(*names):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name in names:
            entry = tarfile.TarInfo(name)
            entry.size = 700
            tar.addfile(entry, io.BytesIO(b"a" * entry.size))
    return io.BytesIO(out.getvalue())


def wanted(name="portraits/a.webp", size=700):
    return {name: media.Media(name, size, "0")}


def test_only_what_is_wanted_is_unpacked():
    found = media.unpacked(tar_of("portraits/b.webp", "portraits/a.webp"), wanted())
    assert [file.name for file, _ in found] == ["portraits/a.webp"]


def test_a_file_of_absurd_size_is_refused_before_it_is_read():
    """A few bytes that say of themselves that they are a terabyte of nothing."""
    sparse = tarfile.TarInfo("portraits/a.webp")
    sparse.type, sparse.size = tarfile.GNUTYPE_SPARSE, 512
    header = bytearray(sparse.tobuf(tarfile.GNU_FORMAT))
    header[386:398], header[398:410] = b"00000000000\0", b"00000000000\0"
    header[483:495] = tarfile.itn(1 << 40, 12, tarfile.GNU_FORMAT)  # its real size
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    tar = io.BytesIO(bytes(header) + b"\0" * 512 + b"\0" * 1024)
    with pytest.raises(Broken, match="no file"):
        list(media.unpacked(tar, wanted(size=1 << 40)))
    large = tarfile.TarInfo("portraits/a.webp")
    large.size = 1 << 40
    tar = io.BytesIO(large.tobuf(tarfile.GNU_FORMAT) + b"a" * 1024)
    with pytest.raises(Broken, match="differs from its list"):
        list(media.unpacked(tar, wanted()))


@pytest.mark.parametrize("seed", range(20))
def test_whatever_happens_to_a_tar_is_told_in_a_sentence(seed):
    chance = random.Random(seed)
    for _ in range(50):
        content = bytearray(tar_of("portraits/a.webp", "portraits/b.webp").getvalue())
        for _ in range(chance.randint(1, 12)):
            content[chance.randrange(700)] = chance.randrange(256)
        with contextlib.suppress(Broken):
            list(media.unpacked(io.BytesIO(bytes(content)), wanted()))


def test_names_of_names_without_end_are_told():
    long = tarfile.TarInfo("././@LongLink")
    long.type, long.size = tarfile.GNUTYPE_LONGNAME, 1
    with pytest.raises(Broken, match="cannot be unpacked"):
        list(media.unpacked(io.BytesIO((long.tobuf(tarfile.GNU_FORMAT) + b"a" + b"\0" * 511) * 5000), wanted()))


@pytest.mark.parametrize(
    "written", [b"[1]", b"{}}", b"[" * 200_000, b'[{"name": "a", "size": "1", "sha256": ""}]', b'[{"name": {}}]']
)
def test_a_list_that_somebody_has_written_otherwise_cannot_be_read(written):
    with pytest.raises(Broken, match="list of files"):
        media.read_list(written)
