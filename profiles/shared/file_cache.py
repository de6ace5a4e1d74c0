"""Copies of files that lie far away, in one folder of bounded size that several processes share."""

import contextlib
import hashlib
import logging
import os
import tempfile
from pathlib import Path
from typing import BinaryIO

logger = logging.getLogger(__name__)

LARGEST_PART = 8  # a file that would take more than this part of the room is not kept
FULL_TO = 0.8  # how much is left of the bound when the oldest have gone


class FileCache:
    """Files under names that are never used for another content.

    A copy appears under its name whole, by renaming; one that goes while it is read is still read to its end. Whatever
    the disk refuses is as if nothing were kept.
    """

    def __init__(self, folder: Path, max_bytes: int) -> None:
        self._folder, self._max_bytes = folder, max_bytes

    def opened(self, name: str) -> BinaryIO | None:
        """The copy, to be closed by the caller."""
        path = self._path(name)
        try:
            file = path.open("rb")
            os.utime(path)  # what is used stays longest
        except OSError:
            return None
        return file

    def keep(self, name: str, content: bytes) -> None:
        if len(content) > self._max_bytes // LARGEST_PART:
            return
        try:
            self._make_folder()
            self._make_room(len(content))
            self._write(self._path(name), content)
        except OSError as problem:
            logger.warning("a copy of a file was not kept", extra={"errno": problem.errno})

    def forget(self, name: str) -> None:
        with contextlib.suppress(OSError):
            self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / hashlib.sha256(name.encode()).hexdigest()

    def _make_folder(self) -> None:
        """Ours alone: what lies there is shown to people."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = self._folder.lstat()
        if found.st_uid != os.geteuid() or found.st_mode & 0o077:
            raise PermissionError

    def _make_room(self, wanted: int) -> None:
        """Processes that make room at the same time remove the same files, which hurts nobody."""
        found = []
        for entry in os.scandir(self._folder):
            with contextlib.suppress(OSError):
                about = entry.stat(follow_symlinks=False)
                found.append((about.st_mtime, about.st_size, entry.path))
        used = sum(size for _, size, _ in found)
        if used + wanted <= self._max_bytes:
            return
        for _, size, path in sorted(found):
            with contextlib.suppress(OSError):
                Path(path).unlink()
            used -= size
            if used + wanted <= self._max_bytes * FULL_TO:
                return

    def _write(self, path: Path, content: bytes) -> None:
        with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
            try:
                file.write(content)
                file.close()
                Path(file.name).replace(path)
            except OSError:
                Path(file.name).unlink()
                raise
