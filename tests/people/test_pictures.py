"""What comes out of an uploaded picture."""

import io
import subprocess
import sys

import pytest
from PIL import Image

from profiles.people import pictures
from profiles.people.models import Kind
from tests import images
from tests.repository import tree


def portrait(upload):
    return pictures.renditions(upload, pictures.SHAPES[Kind.PICTURE])


def cover(upload):
    return pictures.renditions(upload, pictures.SHAPES[Kind.COVER])


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_three_formats_become_two_webp_renditions_of_four_by_five(kind):
    made = portrait(io.BytesIO(images.encoded(kind)))
    assert opened(made.large).format == opened(made.small).format == "WEBP"
    assert opened(made.large).size == (made.width, made.height) == (704, 880)
    assert opened(made.small).size == (192, 240)


def test_a_small_picture_is_not_blown_up():
    made = portrait(io.BytesIO(images.encoded("PNG", size=(100, 100))))
    assert (made.width, made.height) == (80, 100)


@pytest.mark.parametrize("size", [(1, 1), (5000, 3), (3, 5000)])
def test_odd_shapes_work(size):
    made = portrait(io.BytesIO(images.encoded("PNG", size=size)))
    assert opened(made.small).size[0] >= 1


def test_the_place_and_every_other_hidden_fact_are_gone():
    original = images.with_a_place().read()
    assert b"Canary" in original
    made = portrait(io.BytesIO(original))
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
    made = opened(portrait(buffer).large).convert("RGB")
    red, _, blue = made.getpixel((made.width // 2, 5))
    assert red > 200
    assert blue < 100
    assert min(made.getpixel((made.width // 2, made.height - 5))) > 200


def test_transparency_and_palettes_and_many_frames_become_one_picture():
    frames = [Image.new("RGBA", (80, 100), (255, 0, 0, 128)), Image.new("RGBA", (80, 100), (0, 0, 255, 255))]
    buffer = io.BytesIO()
    frames[0].save(buffer, "WEBP", save_all=True, append_images=frames[1:])
    made = opened(portrait(buffer).large)
    assert getattr(made, "n_frames", 1) == 1
    assert made.convert("RGB").getpixel((40, 50))[0] > 100


@pytest.mark.parametrize(("made_of", "size"), [(portrait, (704, 880)), (portrait, (1408, 1760)), (cover, (1600, 320))])
def test_pure_noise_still_fits_its_limit(made_of, size):
    buffer = io.BytesIO()
    Image.merge("RGB", [Image.effect_noise(size, 200) for _ in range(3)]).save(buffer, "PNG")
    made = made_of(buffer)
    assert len(made.large) < pictures.MAX_RENDITION_BYTES
    assert len(made.small) < pictures.MAX_RENDITION_BYTES


def test_a_cover_is_a_strip_from_the_middle():
    image = Image.new("RGB", (2000, 1200), "white")
    image.paste("red", (0, 400, 2000, 800))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    made = cover(buffer)
    assert opened(made.large).size == (made.width, made.height) == (1600, 320)
    assert opened(made.small).size == (800, 160)
    red, green, _ = opened(made.large).convert("RGB").getpixel((800, 5))
    assert red > 200
    assert green < 60


@pytest.mark.parametrize(("size", "expected"), [((1000, 100), (500, 100)), ((1, 1), (5, 1)), ((100, 900), (100, 20))])
def test_a_small_cover_is_not_blown_up(size, expected):
    made = cover(io.BytesIO(images.encoded("PNG", size=size)))
    assert (made.width, made.height) == expected


def test_printers_colours_are_shown_on_a_screen():
    made = opened(portrait(images.of_mode("CMYK", "JPEG", (255, 0, 0, 0)).file).large).convert("RGB")
    red, green, blue = made.getpixel((40, 50))
    assert red < 60
    assert min(green, blue) > 200


def test_sixteen_bits_of_grey_keep_their_shades():
    made = opened(portrait(images.of_mode("I;16", "PNG", 32768).file).large).convert("RGB")
    assert all(abs(shade - 128) < 6 for shade in made.getpixel((40, 50)))


@pytest.mark.parametrize(("mode", "colour"), [("RGBA", (0, 0, 0, 0)), ("LA", (0, 0))])
def test_what_one_could_look_through_is_white(mode, colour):
    made = opened(portrait(images.of_mode(mode, "PNG", colour).file).large).convert("RGB")
    assert min(made.getpixel((40, 50))) > 250


@pytest.mark.parametrize("mode", ["1", "L", "P"])
def test_few_colours_work(mode):
    assert portrait(images.of_mode(mode, "PNG", 1).file).width == 80


MEASURED = """
import io, resource, sys
from profiles.people import pictures, uploads
from profiles.people.models import Kind
from tests import images
pictures.renditions(images.jpeg().file, pictures.SHAPES[Kind.PICTURE])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    pictures.renditions(getattr(images, sys.argv[1])().file, pictures.SHAPES[Kind.PICTURE])
except uploads.Unreadable:
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize("name", ["bomb", "wide_bomb"])
def test_a_bomb_is_refused_before_it_takes_memory(name):
    """In a process of its own, whose peak nothing else raises."""
    start = "import django; django.setup()\n"
    command = [sys.executable, "-W", "ignore", "-c", start + MEASURED, name]
    done = subprocess.run(command, cwd=tree.ROOT, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 20, "megabytes"
