"""Files on their way to a backup and back: hashed, encrypted, never whole in memory."""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from profiles.operations.backups.manifest import Stored
from profiles.operations.backups.places import Place
from profiles.operations.backups.problems import Broken, Refused

CHUNK_BYTES = 1024 * 1024
Told = Callable[[int], None]  # how many bytes went by just now


class Counting:
    """Between one who reads or writes and the file: knows how much went by, and its SHA-256."""

    def __init__(self, file: BinaryIO, told: Told | None = None, most: int | None = None) -> None:
        self._file, self._told, self._most = file, told, most
        self._hash = hashlib.sha256()
        self.size = 0
        self.problem: Exception | None = None  # what the file said; age tells it in words only

    def read(self, size: int = -1) -> bytes:
        with self._remembering():
            data = self._file.read(size)
            self._count(data)
            if self._most is not None and self.size > self._most:
                raise TooLong
        return data

    def write(self, data: bytes) -> int:
        with self._remembering():
            self._file.write(data)
        self._count(data)
        return len(data)

    def flush(self) -> None:
        self._file.flush()

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    @contextlib.contextmanager
    def _remembering(self) -> Iterator[None]:
        try:
            yield
        except Exception as problem:
            self.problem = problem
            raise

    def _count(self, data: bytes) -> None:
        self._hash.update(data)
        self.size += len(data)
        if self._told:
            self._told(len(data))


@dataclass
class Storing:
    """A file that is being written; what became of it, once the block has ended well."""

    out: BinaryIO
    stored: Stored | None = None

    @property
    def result(self) -> Stored:
        assert self.stored is not None
        return self.stored


@contextlib.contextmanager
def storing(place: Place, name: str, *, encrypted_for: str, told: Told | None = None) -> Iterator[Storing]:
    """What is written to `out` is stored, all or nothing, as `name` or, where it is encrypted, as `name`.age."""
    readable, writable = os.pipe()
    source = _Source(readable)
    with ThreadPoolExecutor(1) as executor, os.fdopen(writable, "wb") as out:
        work = executor.submit(_store, place, name, source, encrypted_for, told)
        storing = Storing(cast("BinaryIO", out))
        try:
            yield storing
            out.close()
        except BaseException:
            source.is_cut = True
            with contextlib.suppress(BrokenPipeError):
                out.close()
            if not isinstance(work.exception(), Cut | None):
                work.result()  # it failed first, and the block because of it
            raise
        storing.stored = work.result()


@contextlib.contextmanager
def fetching(
    place: Place, backup: str, stored: Stored, *, identity: str, told: Told | None = None
) -> Iterator[BinaryIO]:
    """The file's content, to be read. Raises Broken, at the latest at its end, when it is not what was stored."""
    readable, writable = os.pipe()
    with ThreadPoolExecutor(1) as executor, os.fdopen(readable, "rb") as source:
        work = executor.submit(_fetch, place, f"{backup}/{stored.name}", stored, writable, identity, told)
        try:
            yield cast("BinaryIO", source)
            while source.read(CHUNK_BYTES):
                pass  # what the block did not need counts for the checksum
        except BaseException:
            source.close()
            if not isinstance(work.exception(), BrokenPipeError | None):
                work.result()  # it failed first, and the block because of it
            raise
        work.result()


class Cut(Exception):
    """Who wrote has stopped before the end."""


class TooLong(Exception):
    """There is more than was stored."""


class _Source:
    """The pipe's end where all is read that was written, unless it was cut."""

    def __init__(self, handle: int) -> None:
        self.file = os.fdopen(handle, "rb")
        self.is_cut = False

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        if not data and self.is_cut:
            raise Cut
        return data


def _store(place: Place, name: str, source: _Source, encrypted_for: str, told: Told | None) -> Stored:
    name += ".age" if encrypted_for else ""
    with source.file, place.writing(name) as file:
        counting = Counting(file, told)
        if encrypted_for:
            _encrypt(Counting(cast("BinaryIO", source)), counting, encrypted_for)
        else:
            shutil.copyfileobj(source, counting, CHUNK_BYTES)
    return Stored(name.rpartition("/")[2], counting.size, counting.sha256)


def _fetch(place: Place, name: str, stored: Stored, writable: int, identity: str, told: Told | None) -> None:
    with os.fdopen(writable, "wb") as out, place.reading(name) as file:
        counting = Counting(file, told, most=stored.size)
        with contextlib.suppress(TooLong):  # an endless one is not read to its end
            if name.endswith(".age"):
                _decrypt(counting, Counting(cast("BinaryIO", out)), identity, stored.name)
            shutil.copyfileobj(counting, out, CHUNK_BYTES)  # all of it, or what follows the encrypted message
    if (counting.size, counting.sha256) != (stored.size, stored.sha256):
        raise Broken(f"{stored.name} is not the file that was stored: its size or its checksum differs.")


def recipient(written: str) -> Any:
    """Raises Refused where that is no public key."""
    import pyrage  # noqa: PLC0415  # only the image for backups has it

    try:
        return pyrage.x25519.Recipient.from_str(written)
    except pyrage.RecipientError:
        raise Refused("BACKUP_RECIPIENT is no public key of age, which begins with age1.") from None


def _encrypt(source: Counting, target: Counting, written: str) -> None:
    import pyrage  # noqa: PLC0415  # only the image for backups has it

    try:
        pyrage.encrypt_io(source, target, [recipient(written)])
    except pyrage.EncryptError as problem:
        raise source.problem or target.problem or OSError(str(problem)) from None


def _decrypt(source: Counting, target: Counting, identity: str, name: str) -> None:
    if not identity:
        raise Broken(f"{name} is encrypted. Give the file that holds its key: KEY=path.")
    import pyrage  # noqa: PLC0415  # only the image for backups has it

    try:
        pyrage.decrypt_io(source, target, [pyrage.x25519.Identity.from_str(identity)])
    except pyrage.IdentityError:
        raise Broken("The key is none: it should be a line that begins with AGE-SECRET-KEY-1.") from None
    except (pyrage.DecryptError, OSError):
        if problem := source.problem or target.problem:
            raise problem from None
        raise Broken(f"{name} is damaged, or was encrypted for another key.") from None
