"""Files in a bucket (S3 or what speaks like it): private objects, bounded calls, no address that leaves the server."""

import contextlib
import functools
import io
import logging
import threading
import time
from collections.abc import Iterator
from typing import Any

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.utils.deconstruct import deconstructible
from storages.backends.s3 import S3Storage

from profiles.shared.circuit import Away, Circuit
from profiles.shared.file_cache import FileCache

logger = logging.getLogger(__name__)
circuit = Circuit()

TOTAL_SECONDS = 10  # a body that trickles in is given up then
PLACE_SECONDS = 1  # who finds all places taken waits this long
_CHUNK_BYTES = 65536
_LIMITS = Config(
    connect_timeout=2,
    read_timeout=4,
    retries={"total_max_attempts": 2, "mode": "standard"},
    request_checksum_calculation="when_required",  # not everything that speaks like S3 knows the newer ones
    response_checksum_validation="when_required",
)


@deconstructible
class BucketStorage(S3Storage):  # type: ignore[misc]  # the library has no types
    """django-storages, with time limits, few places for those who wait, and copies of what was read.

    Names are random and never used twice, so nothing is asked before writing, and what was read may be kept. At most
    half of a process's threads wait for the bucket at any time, so that pages go on when it is slow.
    """

    def __init__(self, **options: Any) -> None:
        style = "path" if options.get("endpoint_url") else "auto"
        super().__init__(
            **options,
            default_acl=None,
            client_config=_LIMITS.merge(Config(s3={"addressing_style": style})),
            transfer_config=TransferConfig(use_threads=False),
        )
        self._places = threading.BoundedSemaphore(max(1, settings.THREADS // 2))

    def url(self, name: str, *_args: object, **_kwargs: object) -> str:
        raise ValueError("A file in the bucket has no address of its own: it would outlive hiding.")

    def unsigned_url(self, name: str) -> str:
        """Where the bucket refuses this file to everyone: for the doctor, who asks whether it does."""
        return str(super().url(name)).partition("?")[0]

    def delete(self, name: str) -> None:
        cache().forget(name)
        with self._asking("delete"):
            super().delete(name)

    def _save(self, name: str, content: "File[Any]") -> str:
        with self._asking("save"):
            return str(super()._save(name, content))

    def _open(self, name: str, mode: str = "rb") -> "File[Any]":
        kept = cache().opened(name)
        if kept is not None:
            return File(kept, name)
        with self._asking("open"):
            answer = self.bucket.Object(name).get()
            content = _whole(answer["Body"], answer["ContentLength"])
        cache().keep(name, content)
        return ContentFile(content, name)

    @contextlib.contextmanager
    def _asking(self, operation: str) -> Iterator[None]:
        """One of the few places for calls; whatever goes wrong there is an OSError without an address in its text."""
        if not circuit.allows():
            raise Away
        if not self._places.acquire(timeout=PLACE_SECONDS):
            raise Away
        try:
            yield
        except ClientError as problem:
            circuit.succeeded()  # it answers
            code = str(problem.response.get("Error", {}).get("Code", ""))
            if code in ("NoSuchKey", "404"):
                raise FileNotFoundError from None
            logger.warning("the bucket refuses", extra={"operation": operation, "code": code})
            raise Away from None
        except (BotoCoreError, OSError):
            circuit.failed()
            logger.warning("the bucket does not answer", extra={"operation": operation})
            raise Away from None
        else:
            circuit.succeeded()
        finally:
            self._places.release()


def _whole(body: Any, size: int) -> bytes:
    ends_at = time.monotonic() + TOTAL_SECONDS
    content = io.BytesIO()
    while chunk := body.read(_CHUNK_BYTES):
        content.write(chunk)
        if time.monotonic() > ends_at:
            body.close()
            raise TimeoutError
    if content.tell() != size:
        raise ConnectionError
    return content.getvalue()


@functools.cache
def cache() -> FileCache:
    return FileCache(settings.MEDIA_CACHE_FOLDER, settings.MEDIA_CACHE_BYTES)
