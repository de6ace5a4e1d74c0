"""Where backups lie: a folder or a bucket. A file appears there whole, under its name, or not at all."""

import contextlib
import os
import re
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings

from profiles.operations.backups import manifest
from profiles.operations.backups.problems import Broken, Refused

PART_BYTES = 16 * 1024 * 1024  # of 10,000 that a bucket takes: files up to 160 GB
_LIMITS = Config(
    connect_timeout=5,
    read_timeout=60,
    retries={"total_max_attempts": 5, "mode": "standard"},
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


class Place(Protocol):
    """Names are `<backup>/<file>`."""

    def writing(self, name: str) -> contextlib.AbstractContextManager[BinaryIO]:
        """What is written appears when the block ends well, and never otherwise."""

    def reading(self, name: str) -> contextlib.AbstractContextManager[BinaryIO]:
        """Raises Broken where there is no such file."""

    def backups(self) -> dict[str, set[str]]:
        """Every folder's name and the names of the files in it."""

    def is_free(self, backup: str) -> bool:
        """Whether nothing lies there under this name, as far as whoever writes may look."""

    def abandon(self, backup: str) -> None:
        """What there is of one that never became whole, as far as whoever writes may remove it."""

    def forget(self, backup: str) -> None:
        """The folder with all its files, its manifest first, so that what is left is no backup."""


def place(address: str) -> Place:
    """From a folder's path or `s3://bucket/prefix`."""
    if not address:
        raise Refused("Nothing says where backups lie. Set BACKUP_TO to a folder or to s3://bucket/prefix.")
    found = re.fullmatch(r"s3://([a-z0-9][a-z0-9.-]+)/?(.*)", address)
    return Bucket(found[1], found[2].strip("/")) if found else Folder(Path(address))


def chosen() -> Place:
    """The one of BACKUP_TO."""
    found = place(settings.BACKUP_TO)
    if isinstance(found, Bucket) and not settings.BACKUP_RECIPIENT:
        raise Refused("A bucket gets encrypted backups only. Set BACKUP_RECIPIENT to a public key of age.")
    return found


class Folder:
    def __init__(self, path: Path) -> None:
        self._path = path

    @contextlib.contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        path = self._path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.parent.chmod(0o755)
        _keep_name(self._path)
        partial = path.with_name(f".{path.name}.partial")
        try:
            with partial.open("wb") as file:
                partial.chmod(0o644 if path.name == manifest.NAME else 0o600)  # the monitor reads how old it is
                yield cast("BinaryIO", file)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
            _keep_name(path.parent)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise

    @contextlib.contextmanager
    def reading(self, name: str) -> Iterator[BinaryIO]:
        try:
            handle = os.open(self._path / name, os.O_RDONLY | os.O_NONBLOCK)  # what is no file keeps nobody waiting
        except FileNotFoundError:
            raise Broken(f"It has no {Path(name).name}.") from None
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise Broken(f"Its {Path(name).name} is no file.")
        with os.fdopen(handle, "rb") as file:
            yield file

    def backups(self) -> dict[str, set[str]]:
        if not self._path.is_dir():
            return {}
        return {path.name: _names(path) for path in self._path.iterdir() if path.is_dir() and not path.is_symlink()}

    def is_free(self, backup: str) -> bool:
        return not os.path.lexists(self._path / backup)

    def abandon(self, backup: str) -> None:
        shutil.rmtree(self._path / backup, ignore_errors=True)

    def forget(self, backup: str) -> None:
        (self._path / backup / manifest.NAME).unlink(missing_ok=True)
        shutil.rmtree(self._path / backup)


def _names(folder: Path) -> set[str]:
    """Of the files in it: none where we may not look, as in a disk's lost+found, or where it has just gone."""
    with contextlib.suppress(PermissionError, FileNotFoundError):
        return {file.name for file in folder.iterdir()}
    return set()


def _keep_name(folder: Path) -> None:
    """So that the new name, too, is there after the power fails."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Bucket:
    """Writing needs no other right than s3:PutObject: nothing is listed, read or removed on the way."""

    def __init__(self, name: str, prefix: str) -> None:
        self.name, self._prefix = name, f"{prefix}/" if prefix else ""
        with _told():
            self._client: Any = boto3.client("s3", config=_LIMITS, **settings.BACKUP_BUCKET_OPTIONS)

    def try_to_write(self) -> None:
        """Raises Refused where it takes nothing. An upload that is given up leaves no object."""
        with _told():
            upload = Upload(self._client, Bucket=self.name, Key=f"{self._prefix}doctor")
        upload.abort()

    @contextlib.contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        with _told():
            upload = Upload(self._client, Bucket=self.name, Key=self._prefix + name)
        try:
            yield cast("BinaryIO", upload)
            with _told():
                upload.complete()
        except BaseException:
            upload.abort()
            raise

    @contextlib.contextmanager
    def reading(self, name: str) -> Iterator[BinaryIO]:
        try:
            body = self._client.get_object(Bucket=self.name, Key=self._prefix + name)["Body"]
        except self._client.exceptions.NoSuchKey:
            raise Broken(f"It has no {Path(name).name}.") from None
        except (BotoCoreError, ClientError) as problem:
            raise _refused(problem) from None
        with contextlib.closing(body), _told():
            yield body

    def backups(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        with _told():
            pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=self._prefix)
            keys = [entry["Key"] for page in pages for entry in page.get("Contents", [])]
        for key in keys:
            folder, _, file = key.removeprefix(self._prefix).partition("/")
            found.setdefault(folder, set()).add(file)
        return found

    def is_free(self, backup: str) -> bool:
        """Nobody looks: that would want another right than to write."""
        return True

    def abandon(self, backup: str) -> None:
        """Nothing: a rule of the bucket's removes it."""

    def forget(self, backup: str) -> None:
        raise Refused("Backups in a bucket go by a rule of its own: whoever writes them has no right to remove them.")


class Upload:
    """A file in parts, which the bucket shows to nobody before `complete`."""

    def __init__(self, client: Any, **target: str) -> None:
        self._client, self._target = client, target
        self._id = client.create_multipart_upload(**target)["UploadId"]
        self._waiting = bytearray()
        self._parts: list[dict[str, object]] = []

    def write(self, data: bytes) -> int:
        self._waiting += data
        while len(self._waiting) >= PART_BYTES:
            self._send(PART_BYTES)
        return len(data)

    def flush(self) -> None:
        """Nothing: parts have a size of their own."""

    def complete(self) -> None:
        self._send(len(self._waiting))
        parts = {"Parts": self._parts}
        self._client.complete_multipart_upload(**self._target, UploadId=self._id, MultipartUpload=parts)

    def abort(self) -> None:
        """A role that may only write leaves the parts to the bucket's rule for uploads that never ended."""
        with contextlib.suppress(BotoCoreError, ClientError):
            self._client.abort_multipart_upload(**self._target, UploadId=self._id)

    def _send(self, size: int) -> None:
        number = len(self._parts) + 1
        part = bytes(self._waiting[:size])
        with _told():
            sent = self._client.upload_part(**self._target, UploadId=self._id, PartNumber=number, Body=part)
        self._parts.append({"PartNumber": number, "ETag": sent["ETag"]})
        del self._waiting[:size]


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as problem:
        raise _refused(problem) from None


def _refused(problem: Exception) -> Refused:
    code = getattr(problem, "response", {}).get("Error", {}).get("Code", "") or type(problem).__name__
    return Refused(f"The bucket for backups refuses, or does not answer ({code}).")
