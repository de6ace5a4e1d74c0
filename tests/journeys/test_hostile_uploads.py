"""Files made to do harm, sent to every form that takes one: a sentence or a clean picture, never a server error."""

import io

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from profiles.people.models import Document, Kind, Picture
from tests import images, pdfs

FORMS = {"/me/edit/picture/": "picture", "/me/edit/cover/": "picture", "/me/edit/cv/": "document"}
PICTURE_FORMS = ("/me/edit/picture/", "/me/edit/cover/")
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"
HTML = b"<!doctype html><script>alert(document.domain)</script>"

REFUSED = {
    "svg": lambda: images.named("a.svg", SVG),
    "svg-called-png": lambda: images.named("a.png", SVG),
    "html-called-pdf": lambda: images.named("a.pdf", HTML),
    "zip-called-pdf": lambda: images.named("a.pdf", pdfs.zipped()),
    "gif": images.gif,
    "gif-and-script": lambda: images.named("a.gif", b"GIF89a/*" + HTML),
    "truncated-png": images.truncated,
    "truncated-jpeg": lambda: images.named("a.jpg", images.encoded("JPEG")[:900]),
    "truncated-webp": lambda: images.named("a.webp", images.encoded("WEBP")[:60]),
    "truncated-pdf": lambda: images.named("a.pdf", pdfs.content()[:-60]),
    "bomb": images.bomb,
    "webp-bomb": images.wide_bomb,
    "headers-alone": lambda: images.named("a.png", b"\x89PNG\r\n\x1a\n"),
    "postscript": lambda: images.named("a.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run\n"),
    "tiff": lambda: images.named("a.jpg", images.encoded("TIFF")),
    "nothing": lambda: images.named("a.jpg", b""),
    "zeros": lambda: images.named("a.jpg", bytes(5000)),
    "all-bytes": lambda: images.named("a.pdf", bytes(range(256)) * 20),
}
NAMES = [
    "../../x.jpg",
    "C:\\x.jpg",
    "x\r\nSet-Cookie: y",
    "\u202egpj.exe",
    "é" * 250,
    "x" * 5000,
    "%00.jpg",
    "",
    ".",
    "..",
    "<b>",
]


def send(member, path, file, **more):
    return member.client.post(path, {FORMS[path]: file, "alt": "", "version": 1, **more})


def rows():
    return Picture.objects.count() + Document.objects.count()


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("name", REFUSED)
def test_what_does_harm_is_refused_with_a_sentence(ada, path, name):
    before = images.stored()
    answer = send(ada, path, REFUSED[name]())
    assert answer.status_code == 422
    assert f'id="id_{FORMS[path]}_error"' in answer.content.decode()
    assert rows() == 0
    assert images.stored() == before


@pytest.mark.parametrize("path", FORMS)
def test_thirty_megabytes_are_refused_by_the_form(ada, path):
    file = SimpleUploadedFile("big.bin", b"\xff\xd8%PDF-1.7" + bytes(30_000_000))
    answer = send(ada, path, file)
    assert answer.status_code == 422
    assert "This file is larger than" in answer.content.decode()


@pytest.mark.parametrize("path", FORMS)
def test_what_is_larger_than_any_form_takes_is_refused_before_it_is_read(ada, path):
    file = SimpleUploadedFile("big.bin", bytes(settings.MAX_BODY_BYTES))
    assert send(ada, path, file).status_code == 413
    assert rows() == 0


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_the_name_of_a_file_reaches_neither_storage_nor_headers(ada, path, name):
    file = images.jpeg((80, 100)) if path in PICTURE_FORMS else pdfs.pdf()
    file._name = name  # as it is, and not as a decent browser would send it
    before = images.stored()
    answer = send(ada, path, file)
    assert answer.status_code in ((400,) if len(name) > 1000 else (302, 422))
    for path_of_file in images.stored() - before:
        assert path_of_file.resolve().is_relative_to(settings.MEDIA_ROOT)
        assert len(path_of_file.stem) == 32
    for document in Document.objects.all():
        assert document.name.isprintable()
        assert document.name.endswith(".pdf")
        assert not set(document.name) & set("/\\")


@pytest.mark.parametrize("path", PICTURE_FORMS)
@pytest.mark.parametrize(
    "made",
    [
        images.animated,
        images.with_a_place,
        lambda: images.of_mode("CMYK", "JPEG", (255, 0, 0, 0)),
        lambda: images.of_mode("I;16", "PNG", 32768),
        lambda: images.of_mode("RGBA", "PNG", (0, 0, 0, 0)),
        lambda: images.named("a.pdf", images.encoded("PNG") + HTML),
    ],
    ids=["animated", "place", "cmyk", "sixteen-bits", "transparent", "script-at-the-end"],
)
def test_odd_pictures_become_clean_ones(ada, stranger, path, made):
    ada.publish()
    assert send(ada, path, made()).status_code == 302
    picture = Picture.objects.get()
    for key in (picture.large_key, picture.small_key):
        content = b"".join(stranger.get(f"/media/{key}.webp").streaming_content)
        image = Image.open(io.BytesIO(content))
        assert (image.format, image.mode, getattr(image, "n_frames", 1)) == ("WEBP", "RGB", 1)
        assert b"Canary" not in content
        assert b"script" not in content
        assert not image.getexif()


def test_a_pdf_with_a_script_is_saved_and_never_opened_here(ada, stranger):
    ada.publish()
    assert send(ada, "/me/edit/cv/", pdfs.pdf(catalogue=pdfs.SCRIPT)).status_code == 302
    key = ada.part(Kind.CV).document.key
    answer = stranger.get(f"/media/{key}.pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert stranger.get(f"/media/{key}.webp").status_code == 404


@pytest.mark.parametrize("path", FORMS)
def test_many_files_at_once_are_refused(ada, path):
    files = {f"file{number}": images.jpeg((8, 10)) for number in range(9)}
    assert ada.client.post(path, {**files, "version": 1}).status_code == 400
    assert rows() == 0
