"""What goes into a backup comes out again, and whatever breaks on the way is told by its own reason."""

import contextlib
import hashlib
from pathlib import Path
from types import SimpleNamespace

import pytest

from profiles.operations.backups import streams
from profiles.operations.backups.manifest import Stored
from profiles.operations.backups.problems import Broken, Refused
from tests.operations.backups.conftest import break_off

CONTENT = b"people wrote this" * 300_000
BOTH = pytest.mark.parametrize("is_encrypted", [False, True])


@pytest.fixture
def to(key):
    return lambda is_encrypted: str(key.to_public()) if is_encrypted else ""


def stored(folder, content, encrypted_for):
    with streams.storing(folder, "b/file", encrypted_for=encrypted_for) as storing:
        storing.out.write(content)
    return storing.result


def fetched(folder, file, key):
    with streams.fetching(folder, "b", file, identity=str(key)) as source:
        return source.read()


@BOTH
@pytest.mark.parametrize("content", [b"", b"x", CONTENT])
def test_what_was_stored_is_fetched(folder, key, to, is_encrypted, content):
    file = stored(folder, content, to(is_encrypted))
    lying = (folder._path / "b" / file.name).read_bytes()
    assert file == Stored("file.age" if is_encrypted else "file", len(lying), hashlib.sha256(lying).hexdigest())
    assert (lying == content) is not is_encrypted
    assert fetched(folder, file, key) == content


@BOTH
def test_a_writer_that_breaks_off_leaves_no_file(folder, to, is_encrypted):
    with pytest.raises(KeyboardInterrupt):
        break_off(streams.storing(folder, "b/file", encrypted_for=to(is_encrypted)), CONTENT)
    assert not any(folder.backups().values())


@BOTH
def test_a_full_disk_is_told_as_such(to, is_encrypted):
    class Full:
        def writing(self, name):
            return Path("/dev/full").open("wb", buffering=0)

    with pytest.raises(OSError, match="No space left"):  # noqa: SIM117
        with streams.storing(Full(), "b/file", encrypted_for=to(is_encrypted)) as storing:
            storing.out.write(CONTENT)


@BOTH
def test_bytes_after_the_end_are_found(folder, key, to, is_encrypted):
    file = stored(folder, CONTENT, to(is_encrypted))
    with (folder._path / "b" / file.name).open("ab") as lying:
        lying.write(b"more")
    with pytest.raises(Broken):
        fetched(folder, file, key)


@BOTH
def test_a_reader_may_stop_early(folder, key, to, is_encrypted):
    file = stored(folder, CONTENT, to(is_encrypted))
    source = streams.fetching(folder, "b", file, identity=str(key))
    assert source.__enter__().read(1) == CONTENT[:1]
    assert source.__exit__(KeyError, KeyError(), None) is False


def test_what_the_reader_leaves_is_still_compared(folder, key):
    file = stored(folder, CONTENT, "")
    with streams.fetching(folder, "b", file, identity="") as source:
        assert source.read(6) == b"people"
    other = Stored("file", file.size, "0" * 64)
    with pytest.raises(Broken), streams.fetching(folder, "b", other, identity="") as source:
        source.read(6)


def test_a_recipient_that_is_none_is_one_sentence(folder):
    with pytest.raises(Refused, match="BACKUP_RECIPIENT is no public key of age"):
        stored(folder, b"x", "age1nobody")


def test_how_much_went_by_is_told(folder):
    told: list[int] = []
    with streams.storing(folder, "b/file", encrypted_for="", told=told.append) as storing:
        storing.out.write(CONTENT)
    assert sum(told) == len(CONTENT)


@BOTH
def test_a_file_without_end_is_not_read_to_its_end(key, to, folder, is_encrypted):
    stored_file = stored(folder, CONTENT, to(is_encrypted))
    begins = (folder._path / "b" / stored_file.name).read_bytes()

    class Endless:
        given = 0

        def read(self, size=-1):
            data = (begins[self.given : self.given + size] or b"\0" * size)[:size]
            self.given += len(data)
            assert self.given < 10 * len(begins)
            return data

    class Place:
        def reading(self, name):
            return contextlib.nullcontext(Endless())

    with pytest.raises(Broken, match=r"is not the file that was stored|is damaged"):
        fetched(SimpleNamespace(reading=Place().reading), stored_file, key)
