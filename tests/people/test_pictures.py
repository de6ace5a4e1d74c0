"""What comes out of an uploaded picture."""

import io

import pytest
from PIL import Image

from profiles.people import pictures
from tests import images


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_three_formats_become_two_webp_renditions_of_four_by_five(kind):
    made = pictures.renditions(io.BytesIO(images.encoded(kind)))
    assert opened(made.large).format == opened(made.small).format == "WEBP"
    assert opened(made.large).size == (made.width, made.height) == (704, 880)
    assert opened(made.small).size == (192, 240)


def test_a_small_picture_is_not_blown_up():
    made = pictures.renditions(io.BytesIO(images.encoded("PNG", size=(100, 100))))
    assert (made.width, made.height) == (80, 100)


@pytest.mark.parametrize("size", [(1, 1), (5000, 3), (3, 5000)])
def test_odd_shapes_work(size):
    made = pictures.renditions(io.BytesIO(images.encoded("PNG", size=size)))
    assert opened(made.small).size[0] >= 1


def test_the_place_and_every_other_hidden_fact_are_gone():
    exif = Image.Exif()
    exif[0x010E] = "Canary description"
    exif.get_ifd(0x8825)[2] = (59.0, 54.0, 0.0)
    original = images.encoded("JPEG", exif=exif.tobytes(), comment=b"Canary comment", icc_profile=b"Canary profile")
    assert b"Canary" in original
    made = pictures.renditions(io.BytesIO(original))
    for content in (made.large, made.small):
        assert b"Canary" not in content
        assert not opened(content).getexif()
        assert "icc_profile" not in opened(content).info


def test_a_picture_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # rotated a quarter turn
    image = Image.new("RGB", (400, 300), "white")
    image.paste("red", (0, 0, 200, 300))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=exif.tobytes())
    made = opened(pictures.renditions(buffer).large).convert("RGB")
    red, _, blue = made.getpixel((made.width // 2, 5))
    assert red > 200
    assert blue < 100
    assert min(made.getpixel((made.width // 2, made.height - 5))) > 200


def test_transparency_and_palettes_and_many_frames_become_one_picture():
    frames = [Image.new("RGBA", (80, 100), (255, 0, 0, 128)), Image.new("RGBA", (80, 100), (0, 0, 255, 255))]
    buffer = io.BytesIO()
    frames[0].save(buffer, "WEBP", save_all=True, append_images=frames[1:])
    made = opened(pictures.renditions(buffer).large)
    assert getattr(made, "n_frames", 1) == 1
    assert made.convert("RGB").getpixel((40, 50))[0] > 100


def test_a_portrait_of_noise_still_fits_its_limit():
    noise = Image.effect_noise((1408, 1760), 90).convert("RGB")
    buffer = io.BytesIO()
    noise.save(buffer, "PNG")
    made = pictures.renditions(buffer)
    assert len(made.large) < pictures.MAX_RENDITION_BYTES
    assert len(made.small) < pictures.MAX_RENDITION_BYTES


def test_addresses_are_random():
    assert len({pictures.new_key() for _ in range(1000)}) == 1000
    assert all(len(pictures.new_key()) == 32 for _ in range(10))
