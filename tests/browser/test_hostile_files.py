"""Files that are too large, broken or not what they say: a word beside the field, and the earlier file stays."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import images, pdfs
from tests.browser import steps
from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"
SCRIPT = pdfs.content(pdfs.SCRIPT)
PICTURES = {
    "of 30 MB": ("big.jpg", lambda: images.encoded("JPEG") + b"\0" * 30_000_000, "larger than 10 MB"),
    "a bomb": ("bomb.png", lambda: images.bomb().read(), "more than 25 megapixels"),
    "an SVG": ("ada.svg", lambda: SVG, "not a JPEG, PNG or WebP picture"),
    "a PDF with a script": ("ada.png", lambda: SCRIPT, "not a JPEG, PNG or WebP picture"),
    "cut off": ("ada.png", lambda: images.truncated().read(), "is damaged"),
    "empty": ("ada.png", lambda: b"", "is empty"),
}
DOCUMENTS = {
    "a renamed HTML": ("cv.pdf", b"<!doctype html><script>alert(1)</script>", "not a PDF"),
    "a picture": ("cv.pdf", images.encoded("PNG"), "not a PDF"),
    "too large": ("cv.pdf", b"%PDF-1.7\n" + b"0" * 6_000_000, "larger than 5 MB"),
    "locked": ("cv.pdf", pdfs.content(trailer=b"/Encrypt 4 0 R"), "protected by a password"),
}


def _with_a_portrait(new_member: NewVisitor, **options: object) -> tuple[Visitor, str]:
    ada = new_member(**options)
    steps.upload(ada.page, "Portrait", "Picture", "ada.png", images.encoded("PNG"))
    expect(ada.page.get_by_role("link", name="Edit Portrait")).to_be_visible()
    return ada, _portrait(ada)


def _portrait(ada: Visitor) -> str:
    found = ada.go("/me/edit/picture/").locator(".picture-form__now img").get_attribute("src")
    assert found
    return found


def _refused(page: Page, words: str) -> None:
    expect(page.locator(".field__error")).to_contain_text(words)
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    expect(page.locator("[type=file]")).to_be_focused()


def test_no_bad_picture_takes_the_place_of_the_portrait(new_member: NewVisitor) -> None:
    ada, before = _with_a_portrait(new_member)
    ada.go("/me/")
    for name, content, words in PICTURES.values():
        steps.upload(ada.page, "Portrait", "Picture", name, content())
        _refused(ada.page, words)
    assert _portrait(ada) == before


def test_no_bad_picture_does_without_scripts(new_member: NewVisitor) -> None:
    ada, before = _with_a_portrait(new_member, java_script_enabled=False)
    for file, content, words in PICTURES.values():
        steps.upload(ada.page, "Portrait", "Picture", file, content())
        expect(ada.page.locator(".field__error")).to_contain_text(words)
    assert _portrait(ada) == before


def test_what_is_larger_than_any_request_may_be_is_said_in_place(new_member: NewVisitor) -> None:
    ada = new_member(expects=("413 from /me/edit/picture/",))
    steps.upload(ada.page, "Portrait", "Picture", "huge.jpg", b"\0" * 36_000_000)
    expect(ada.page.get_by_text(re.compile("too large|could not be saved"))).to_be_visible()


def test_no_bad_file_takes_the_place_of_the_cv_and_a_good_one_is_saved_not_shown(
    new_member: NewVisitor, stranger: Visitor
) -> None:
    ada = new_member("Ada Lovelace")
    page = ada.page
    steps.upload(page, "CV file", "CV file", "cv.pdf", SCRIPT)
    expect(page.locator("#part-cv .part-row__state")).to_contain_text("cv.pdf")
    for name, content, words in DOCUMENTS.values():
        steps.upload(page, "CV file", "CV file", name, content)
        _refused(page, words)
    page.get_by_role("link", name="Cancel").click()
    expect(page.locator("#part-cv .part-row__state")).to_contain_text("cv.pdf")
    page.get_by_role("button", name="Publish my page").click()
    stranger.go(page.locator("#banner p a").get_attribute("href") or "")
    address = stranger.page.locator("a[download]").get_attribute("href")
    assert address
    link = stranger.page.locator(f"a[href='{address}']")
    link.evaluate("link => link.removeAttribute('download')")  # the answer itself must say that it is to be saved
    with stranger.page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "Ada Lovelace CV.pdf"
    answer = stranger.context.request.get(stranger.site.url + address)
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]
