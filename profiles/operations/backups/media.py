"""The files that people uploaded, as one tar; their names are random and never used twice, so none ever changes."""

import contextlib
import hashlib
import json
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import IO, BinaryIO, cast

from django.apps import apps
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db.models import FileField

from profiles.operations.backups import manifest
from profiles.operations.backups.problems import Broken, Refused


@dataclass(frozen=True)
class Media:
    """One file: its name in the storage, its size in bytes, its SHA-256."""

    name: str
    size: int
    sha256: str


def names() -> set[str]:
    """Of every file that a row names, in whatever model."""
    fields = [(model, field) for model in apps.get_models() for field in model._meta.concrete_fields]
    return {
        name
        for model, field in fields
        if isinstance(field, FileField)
        for name in model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True).iterator()
    }


class Packed:
    """A tar that is being written, and what is in it."""

    def __init__(self, out: BinaryIO) -> None:
        self._tar = tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115  # closed below
        self.files: dict[str, Media] = {}

    def add(self, wanted: set[str]) -> set[str]:
        """Those that are not in it yet. Gives those that are gone from the storage."""
        gone = set()
        for name in sorted(wanted - self.files.keys()):
            if not name.isprintable():  # nor would its list be read again
                raise Refused(f"The database names a file that no backup can hold: {name!r}.")
            try:
                with default_storage.open(name) as file:
                    content = file.read()
            except FileNotFoundError:
                gone.add(name)
                continue
            except SuspiciousFileOperation:
                raise Refused(f"The database names a file outside of its storage: {name}.") from None
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            self._tar.addfile(entry, BytesIO(content))
            self.files[name] = Media(name, len(content), hashlib.sha256(content).hexdigest())
        return gone

    def close(self) -> None:
        self._tar.close()


def unpacked(source: BinaryIO, wanted: Mapping[str, Media]) -> Iterator[tuple[Media, bytes]]:
    """Every wanted file of a tar with its content. Raises Broken for what is none of ours."""
    try:
        with tarfile.open(fileobj=source, mode="r|") as tar:
            for entry in tar:
                if not entry.isreg() or entry.issparse():
                    raise Broken(f"The files hold something that is no file: {entry.name!r}.")
                if entry.name not in wanted:
                    continue  # it was replaced while the backup was made
                if entry.size != wanted[entry.name].size:  # before so much is read
                    raise Broken(f"The file {entry.name} is missing in it, or differs from its list.")
                content = cast("IO[bytes]", tar.extractfile(entry)).read()
                yield Media(entry.name, len(content), hashlib.sha256(content).hexdigest()), content
    except (tarfile.TarError, ValueError, OverflowError, RecursionError, EOFError):
        raise Broken("The files cannot be unpacked.") from None
    while source.read(65536):  # the tar's padding, so that the writer is not cut off
        pass


def listed(files: Sequence[Media]) -> bytes:
    return json.dumps([asdict(file) for file in files]).encode()


def read_list(written: bytes) -> dict[str, Media]:
    try:
        return {entry["name"]: manifest.made(Media, entry) for entry in json.loads(written)}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Broken("Its list of files cannot be read.") from None


def put(file: Media, content: bytes) -> bool:
    """Into the storage, where it is not there as it was. Says whether it was missing or damaged."""
    try:
        with contextlib.suppress(FileNotFoundError), default_storage.open(file.name) as there:
            if hashlib.sha256(there.read()).hexdigest() == file.sha256:
                return False
            default_storage.delete(file.name)
        saved = default_storage.save(file.name, BytesIO(content))
    except SuspiciousFileOperation:
        raise Broken(f"It holds a file that would leave its folder: {file.name}.") from None
    if saved != file.name:
        raise Broken(f"{file.name} could not be put back under its name.")
    return True
