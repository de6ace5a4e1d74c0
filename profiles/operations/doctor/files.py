"""Files: room on the disks, and a bucket that keeps, gives, forgets, and tells strangers nothing."""

import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage

from profiles.operations.doctor.findings import Check, Seen, failed, ok, skipped, warning

LITTLE = 0.1  # of a disk
MEGABYTE = 1_000_000


def look_at_media() -> Seen:
    if not isinstance(default_storage, FileSystemStorage):
        return skipped("Files are in a bucket.")
    return _judged(Path(default_storage.location), is_made=False)


def look_at_temporary() -> Seen:
    return _judged(Path(tempfile.gettempdir()), is_made=True)


def _judged(folder: Path, *, is_made: bool) -> Seen:
    """A folder that an upload must fit into. One that is not there yet is made by the first upload."""
    place = folder if is_made else next(path for path in (folder, *folder.parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=place) as written:
            written.write(b"x")
            written.flush()
        usage = shutil.disk_usage(place)
    except OSError as problem:
        return failed(f"{place} cannot be written to ({problem.strerror}).")
    shown = f"{usage.free / MEGABYTE:,.0f} MB are free of {usage.total / MEGABYTE:,.0f} in {place}."
    if usage.free < settings.MAX_BODY_BYTES:
        return failed(f"{shown} The largest upload does not fit.")
    return warning(shown) if usage.free < LITTLE * usage.total else ok(shown)


CHECKS = (
    Check(
        "media disk",
        "The folder of pictures can be written to, and has room",
        "Give the folder to user 10001, and free or add space.",
        look_at_media,
    ),
    Check(
        "temporary disk",
        "Uploads on their way have room",
        "Free or add space; in a container raise the size of the tmpfs on /tmp.",
        look_at_temporary,
    ),
)
