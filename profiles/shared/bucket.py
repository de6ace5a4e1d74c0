"""Files in a bucket (S3 or what speaks like it): private objects, bounded calls, no address that leaves the server."""

import contextlib
import functools
import io
import logging
import mimetypes
import threading
import time
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.utils.deconstruct import deconstructible

from profiles.shared.circuit import Circuit
from profiles.shared.file_cache import FileCache

logger = logging.getLogger(__name__)
circuit = Circuit()

CONNECT_SECONDS = 2
READ_SECONDS = 5
TRIES = 2
TOTAL_SECONDS = 10  # a body that trickles in is given up then
PLACE_SECONDS = 1  # who finds all places taken waits this long
_CHUNK_BYTES = 65536


class Away(OSError):
    """The bucket does not answer, or refuses us. Nothing is known about the file."""


@deconstructible
class BucketStorage(Storage):
    """Names are random and never used twice, so nothing is asked before writing and what was read may be kept.

    One client serves all threads of a process; at most half of them wait for the bucket at any time, so that pages go
    on when it is slow. The library is loaded at the first call: it takes 30 MB that nobody else needs.
    """

    def __init__(self, name: str = "", region: str = "", endpoint: str = "", keys: tuple[str, str] = ("", "")) -> None:
        self._bucket, self._region, self._endpoint, self._keys = name, region, endpoint, keys
        self._places = threading.BoundedSemaphore(max(1, settings.THREADS // 2))

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def url(self, name: str | None) -> str:
        raise ValueError("A file in the bucket has no address of its own: it would outlive hiding.")

    def unsigned_url(self, name: str) -> str:
        """Where the bucket refuses this file to everyone: for the doctor, who asks whether it does."""
        signed: str = self._client.generate_presigned_url("get_object", {"Bucket": self._bucket, "Key": name})
        return signed.partition("?")[0]

    def delete(self, name: str) -> None:
        cache().forget(name)
        with self._asking("delete_object"):
            self._client.delete_object(Bucket=self._bucket, Key=name)

    def _save(self, name: str, content: "File[Any]") -> str:
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        with self._asking("put_object"):
            self._client.put_object(Bucket=self._bucket, Key=name, Body=content.read(), ContentType=kind)
        return name

    def _open(self, name: str, mode: str = "rb") -> "File[Any]":
        kept = cache().opened(name)
        if kept is not None:
            return File(kept, name)
        with self._asking("get_object"):
            answer = self._client.get_object(Bucket=self._bucket, Key=name)
            content = _whole(answer["Body"], answer["ContentLength"])
        cache().keep(name, content)
        return ContentFile(content, name)

    @functools.cached_property
    def _client(self) -> Any:
        import boto3  # noqa: PLC0415
        from botocore.config import Config  # noqa: PLC0415

        limits = Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"total_max_attempts": TRIES, "mode": "standard"},
            s3={"addressing_style": "path" if self._endpoint else "auto"},
            request_checksum_calculation="when_required",  # not everything that speaks like S3 knows the newer ones
            response_checksum_validation="when_required",
        )
        key, secret = self._keys
        return boto3.session.Session(
            aws_access_key_id=key or None, aws_secret_access_key=secret or None, region_name=self._region or None
        ).client("s3", endpoint_url=self._endpoint or None, config=limits)

    @contextlib.contextmanager
    def _asking(self, operation: str) -> Iterator[None]:
        """One of the few places for calls; whatever goes wrong there is an OSError without an address in its text."""
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415

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
