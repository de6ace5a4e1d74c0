"""Pictures to upload, honest and hostile."""

import io
import struct
import zlib
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def named(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def jpeg(size: tuple[int, int] = (900, 1200), colour: str = "teal", **options: object) -> SimpleUploadedFile:
    return named("ada.jpg", encoded("JPEG", size, colour, **options))


def encoded(kind: str, size: tuple[int, int] = (900, 1200), colour: str = "teal", **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, kind, **options)
    return buffer.getvalue()


def gif() -> SimpleUploadedFile:
    return named("ada.gif", encoded("GIF"))


def truncated() -> SimpleUploadedFile:
    whole = encoded("PNG")
    return named("ada.png", whole[: len(whole) // 2])


def bomb(side: int = 13_000) -> SimpleUploadedFile:
    """A small PNG that says it has 169 megapixels."""
    rows = zlib.compress(b"\0" * (1 + side // 8), 9)
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return named(
        "bomb.png", b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def stored() -> set[Path]:
    return set(Path(settings.MEDIA_ROOT).rglob("*.webp"))


def exists(path: str) -> bool:
    return Path(path).exists()
