"""An uploaded picture becomes two clean renditions: decoded within bounds, first frame only, no metadata."""

import io
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_BYTES = 10_000_000
MAX_PIXELS = 25_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
LARGE = (704, 880)
SMALL = (192, 240)
FACE = (0.5, 0.35)  # where a crop to 4:5 is centred: people stand in the middle, heads above it
QUALITIES = (82, 65, 40, 15)  # the first whose rendition fits
MAX_RENDITION_BYTES = 150_000


class UnreadablePicture(Exception):
    """The file is no picture that we take; the message tells the person what to do."""


@dataclass(frozen=True)
class Renditions:
    """WebP bytes, 4:5; width and height in pixels are those of the large one."""

    large: bytes
    small: bytes
    width: int
    height: int


def new_key() -> str:
    """A random address that nobody can guess."""
    return secrets.token_urlsafe(24)


def renditions(upload: BinaryIO) -> Renditions:
    from PIL import ImageOps  # noqa: PLC0415  # 30 ms that only an upload needs

    image = _decoded(upload)
    scale = min(1.0, image.width / LARGE[0], image.height / LARGE[1])
    size = (max(4, round(LARGE[0] * scale)), max(5, round(LARGE[1] * scale)))
    large = ImageOps.fit(image, size, centering=FACE)
    small = ImageOps.fit(image, (min(SMALL[0], size[0]), min(SMALL[1], size[1])), centering=FACE)
    return Renditions(_webp(large), _webp(small), *size)


def _decoded(upload: BinaryIO) -> "Image":
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415

    try:
        image = Image.open(upload, formats=FORMATS)
        if image.width * image.height > MAX_PIXELS:
            raise Image.DecompressionBombError
        image.load()
        return ImageOps.exif_transpose(image).convert("RGB")
    except UnidentifiedImageError:
        raise UnreadablePicture(_("This file is not a JPEG, PNG or WebP picture. Choose another one.")) from None
    except Image.DecompressionBombError:
        raise UnreadablePicture(
            _("This picture has more than 25 megapixels. Make it smaller and send it again.")
        ) from None
    except (OSError, ValueError, SyntaxError, EOFError):
        raise UnreadablePicture(
            _("This picture is damaged. Open it in a viewer, save it anew, and send that.")
        ) from None


def _webp(image: "Image") -> bytes:
    for quality in QUALITIES:
        buffer = io.BytesIO()
        image.save(buffer, "WEBP", quality=quality, method=4)  # no metadata goes along unless asked for
        if buffer.tell() < MAX_RENDITION_BYTES:
            break
    return buffer.getvalue()
