"""An uploaded picture becomes two clean renditions: decoded within bounds, first frame only, no metadata."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from django.utils.translation import gettext as _

from profiles.people import uploads
from profiles.people.models import Kind

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_BYTES = 10_000_000
MAX_PIXELS = 25_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITIES = (82, 65, 40, 15)  # the first whose rendition fits
MAX_RENDITION_BYTES = 150_000


@dataclass(frozen=True)
class Shape:
    """What pictures of one kind become: their ratio so many times as large, cut around `centre`, in parts of a side."""

    ratio: tuple[int, int]
    large: int
    small: int
    centre: tuple[float, float]

    def size(self, times: float) -> tuple[int, int]:
        return max(self.ratio[0], round(self.ratio[0] * times)), max(self.ratio[1], round(self.ratio[1] * times))


SHAPES = {
    Kind.PICTURE: Shape((4, 5), 176, 48, (0.5, 0.35)),  # people stand in the middle, heads above it
    Kind.COVER: Shape((5, 1), 320, 160, (0.5, 0.5)),
}


@dataclass(frozen=True)
class Renditions:
    """WebP bytes; width and height in pixels are those of the large one."""

    large: bytes
    small: bytes
    width: int
    height: int


def renditions(upload: BinaryIO, shape: Shape) -> Renditions:
    """Raises uploads.Unreadable. What is small stays small."""
    from PIL import ImageOps  # noqa: PLC0415  # 30 ms that only an upload needs

    image = _decoded(upload)
    times = min(shape.large, image.width / shape.ratio[0], image.height / shape.ratio[1])
    size = shape.size(times)
    large = ImageOps.fit(image, size, centering=shape.centre)
    small = ImageOps.fit(image, shape.size(min(times, shape.small)), centering=shape.centre)
    return Renditions(_webp(large), _webp(small), *size)


def _decoded(upload: BinaryIO) -> "Image":
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415

    try:
        image = Image.open(upload, formats=FORMATS)
        if image.width * image.height > MAX_PIXELS:
            raise Image.DecompressionBombError
        image.load()
        ImageOps.exif_transpose(image, in_place=True)
        return _plain(image)
    except UnidentifiedImageError:
        raise uploads.Unreadable(_("This file is not a JPEG, PNG or WebP picture. Choose another one.")) from None
    except Image.DecompressionBombError:
        raise uploads.Unreadable(
            _("This picture has more than 25 megapixels. Make it smaller and send it again.")
        ) from None
    except (OSError, ValueError, SyntaxError, EOFError):
        raise uploads.Unreadable(
            _("This picture is damaged. Open it in a viewer, save it anew, and send that.")
        ) from None


def _plain(image: "Image") -> "Image":
    """Three colours of eight bits, on white where one could look through."""
    from PIL import Image  # noqa: PLC0415

    if image.mode.startswith("I"):  # 16 bits of grey, which a conversion would cut off and not scale
        image = image.point(lambda value: value / 256).convert("L")
    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image if image.mode == "RGBA" else image.convert("RGBA")
    plain = Image.new("RGB", seen.size, "white")
    plain.paste(seen, mask=seen)
    return plain


def _webp(image: "Image") -> bytes:
    """What does not fit at any quality, such as pure noise, loses its finest lines."""
    for quality in QUALITIES:
        content = _encoded(image, quality)
        if len(content) < MAX_RENDITION_BYTES:
            return content
    return _encoded(image.reduce(2).resize(image.size), QUALITIES[-1])


def _encoded(image: "Image", quality: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=quality, method=4)  # no metadata goes along unless asked for
    return buffer.getvalue()
