"""Files: room on the disks, and a bucket that keeps, gives, forgets, and tells strangers nothing."""

import secrets
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage

from profiles.operations.doctor.findings import Check, Seen, failed, ok, skipped, warning
from profiles.shared import http

if TYPE_CHECKING:  # the bucket's libraries are large
    from profiles.shared.bucket import BucketStorage

LITTLE = 0.1  # of a disk
MEGABYTE = 1_000_000
SECONDS = 5.0


def look_at_media() -> Seen:
    if not isinstance(default_storage, FileSystemStorage):
        return skipped("Files are in a bucket.")
    return _judged(Path(default_storage.location), is_made=False)


def look_at_temporary() -> Seen:
    return _judged(Path(tempfile.gettempdir()), is_made=True)


def look_at_bucket() -> Seen:
    """Write, read and remove one small file, and ask for it as a stranger meanwhile."""
    if isinstance(default_storage, FileSystemStorage):
        return skipped("Not configured: files are on the disk.")
    bucket = cast("BucketStorage", default_storage)
    name, content = f"doctor/{secrets.token_hex(16)}.txt", secrets.token_bytes(16)
    try:
        bucket.save(name, ContentFile(content))
    except OSError:
        return failed("It does not take a file.")
    seen = _read_back(bucket, name, content)
    try:
        bucket.delete(name)
    except OSError:
        return failed(f"It does not remove a file; {name} stays in it.")
    return seen


def _read_back(bucket: "BucketStorage", name: str, content: bytes) -> Seen:
    try:
        found = bucket.open(name).read()
    except OSError:
        return failed("It does not give back a file.")
    if found != content:
        return failed("It gives back something else than it took.")
    address = bucket.unsigned_url(name)
    return (
        _told_to_strangers(address, "The file")
        or _told_to_strangers(address.removesuffix(name), "The list of files")
        or ok("A file was taken, given back and removed; strangers got neither it nor the list.")
    )


def _told_to_strangers(address: str, what: str) -> Seen | None:
    """What is wrong with what a stranger is answered, if anything is."""
    try:
        status = http.fetch("GET", address, deadline=http.Deadline(SECONDS), max_bytes=100_000).status
    except http.TooLarge:
        status = 200
    except http.OutsideError:
        status = 500
    if status < 300:
        return failed(f"{what} is given to strangers.", "Block all public access to the bucket.")
    if status >= 500:
        return warning(f"{what}: not known whether strangers get it; asked without a key, nobody answers.")
    return None


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
        "bucket",
        "A file can be written, read and removed, and no stranger can read it or the list of files",
        "Check its name, region and endpoint, and that the keys or the machine's role may put, get and delete.",
        look_at_bucket,
    ),
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
