"""The ROR data dump as it is published: a .zip with the records in JSON, or that JSON itself, read as a stream."""

import contextlib
import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import ijson
from ijson.common import JSONError


class NoDump(Exception):
    """The file is none; says why, in a few words."""


@dataclass
class Dump:
    """An open dump; `read` of its `size` bytes, unpacked, are behind the record that came last."""

    file: IO[bytes]
    size: int
    read_bytes: int = 0

    def read(self, count: int = -1) -> bytes:
        """What the parser asks for, counted."""
        piece = self.file.read(count)
        self.read_bytes += len(piece)
        return piece

    def records(self) -> Iterator[Any]:
        """The elements of the array, one at a time; raises NoDump where the file is cut or no JSON."""
        try:
            yield from ijson.items(self, "item", use_float=True, buf_size=1 << 16)
        except (JSONError, UnicodeDecodeError):
            raise NoDump("it is no JSON, or its end is missing") from None
        except (zipfile.BadZipFile, zlib.error, EOFError):
            raise NoDump("the zip is damaged") from None


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Dump]:
    """Raises NoDump, and OSError where the file cannot be read."""
    if not zipfile.is_zipfile(path):
        with path.open("rb") as file:
            yield Dump(file, path.stat().st_size)
        return
    with zipfile.ZipFile(path) as packed:
        member = _member(packed)
        with _unpacked(packed, member) as file:
            yield Dump(file, member.file_size)


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unpacked(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    try:
        return packed.open(member)
    except NotImplementedError:
        raise NoDump("the zip is packed in a way that is not read here; unpack it first") from None
    except RuntimeError:  # the library has no other name for it
        raise NoDump("the zip is locked by a password") from None


def _member(packed: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The JSON in schema 2: named so where that in schema 1 lies beside it, and the only one in newer dumps."""
    found = [one for one in packed.infolist() if one.filename.endswith(".json") and "__MACOSX" not in one.filename]
    found.sort(key=lambda one: "schema_v2" not in one.filename)
    if not found:
        raise NoDump("there is no .json in it")
    return found[0]
