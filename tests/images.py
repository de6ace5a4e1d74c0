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


def wide_bomb(side: int = 9_000) -> SimpleUploadedFile:
    """A WebP of 40 bytes that says it has 81 megapixels; its decoder takes the room for them when it is made."""
    content = bytearray(encoded("WEBP", (1, 1), lossless=True))
    (bits,) = struct.unpack_from("<I", content, 21)
    struct.pack_into("<I", content, 21, bits & ~0xFFFFFFF | (side - 1) | (side - 1) << 14)
    return named("bomb.webp", bytes(content))


def animated() -> SimpleUploadedFile:
    frames = [Image.new("RGB", (80, 100), colour) for colour in ("red", "blue")]
    buffer = io.BytesIO()
    frames[0].save(buffer, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    return named("ada.webp", buffer.getvalue())


def with_a_place() -> SimpleUploadedFile:
    exif = Image.Exif()
    exif[0x010E] = "Canary description"
    exif.get_ifd(0x8825)[2] = (59.0, 54.0, 0.0)
    return jpeg(exif=exif.tobytes(), comment=b"Canary comment", icc_profile=b"Canary profile")


def of_mode(mode: str, kind: str, colour: object, size: tuple[int, int] = (80, 100)) -> SimpleUploadedFile:
    """Such as CMYK in a JPEG, or 16 bits of grey in a PNG."""
    buffer = io.BytesIO()
    Image.new(mode, size, colour).save(buffer, kind)
    return named(f"ada.{kind.lower()}", buffer.getvalue())


def stored() -> set[Path]:
    return set(Path(settings.MEDIA_ROOT).rglob("*.*"))


def exists(path: str) -> bool:
    return Path(path).exists()
