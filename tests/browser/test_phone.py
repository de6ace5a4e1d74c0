"""A member's story on a telephone: by touch, in a narrow window, one column, nothing to the side."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import images
from tests.browser import steps
from tests.browser.conftest import NewVisitor
from tests.browser.test_widths import CLIPPED, SIDEWAYS, SMALL
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
OUTSIDE = """(panel) => {
    const box = panel.getBoundingClientRect();
    return box.left < 0 || box.right > document.documentElement.clientWidth || box.width < 100;
}"""
LONG = "Reader in the history of tide tables and of everybody who ever had to pay for them"
WORD = "Meeresforschungsinstitutsbibliotheksverwaltung"


def _fits(page: Page) -> None:
    """Nothing to the side, nothing too small for a finger, nothing cut off."""
    assert page.evaluate(SIDEWAYS) == 0, page.url
    assert page.evaluate(SMALL) == [], page.url
    assert page.evaluate(CLIPPED) == [], page.url


def test_her_page_is_written_published_and_read_on_a_phone(new_member: NewVisitor, new_visitor: NewVisitor) -> None:
    ada = new_member("Philippa Vandersteen", **PHONE)
    _fits(ada.page)
    _positions(ada)
    _my_profile(ada)
    page = ada.page
    page.get_by_role("button", name="Publish my page").tap()
    address = page.locator("#banner p a").get_attribute("href")
    assert address
    _fits(page)
    reader = new_visitor(**PHONE)
    reader.go(address)
    _fits(reader.page)
    expect(reader.page.get_by_text(LONG).first).to_be_visible()
    reader.go("/people/")
    reader.page.get_by_label("Search people").fill("vandersteen")
    reader.page.keyboard.press("Enter")
    reader.page.locator(".result").get_by_role("link", name=re.compile("Philippa")).tap()
    reader.page.wait_for_url(f"**{address}")


def _positions(ada: Visitor) -> None:
    page = ada.go("/me/edit/positions/")
    page.get_by_role("link", name="Add a position").tap()
    steps.fill(page, {"Role": LONG, "Department": WORD, "Start": "2019 September 3"})
    _fits(page)
    organisation = steps.labelled(page, "Organisation")
    organisation.press_sequentially("universi")
    panel = page.locator(".inline-form .combobox")
    expect(panel.get_by_role("option")).to_have_count(6)
    assert not panel.evaluate(OUTSIDE)
    chosen = panel.get_by_role("option").first.get_attribute("data-text")
    panel.get_by_role("option").first.tap()
    expect(organisation).to_have_value(chosen or "")
    steps.save_item(page)
    expect(page.locator(".item h2")).to_have_text([LONG])
    steps.add(page, "a position", {"Role": WORD, "Organisation": WORD, "Start": "1999", "End": "2001"})
    _fits(page)
    page.get_by_role("button", name=f"Move {WORD} up").tap()
    expect(page.locator(".item h2")).to_have_text([WORD, LONG])
    _menu(page, WORD, "Only me")
    page.get_by_role("link", name=f"Edit {WORD}").tap()
    _fits(page)
    page.get_by_role("button", name="Remove", exact=True).tap()
    toast = page.locator(".toast").filter(has=page.get_by_role("button", name="Undo"))  # not the one before it
    expect(toast).to_be_visible()
    assert not toast.evaluate(OUTSIDE)
    toast.get_by_role("button", name="Undo").tap()
    expect(page.locator(".item h2")).to_have_text([WORD, LONG])


def _menu(page: Page, title: str, level: str) -> None:
    now = steps.level_of(page, title)
    now.tap()
    panel = page.locator("details[open] .visibility__panel")
    assert not panel.evaluate(OUTSIDE)
    assert page.evaluate(SIDEWAYS) == 0
    panel.get_by_role("button", name=re.compile(f"^{level}")).tap()
    expect(now).to_contain_text(level)


def _my_profile(ada: Visitor) -> None:
    page = ada.go("/me/")
    steps.upload(page, "Portrait", "Picture", "ada.png", images.encoded("PNG"))
    expect(page.get_by_role("link", name="Edit Portrait")).to_be_visible()
    page.get_by_role("link", name="Edit About", exact=True).tap()
    steps.labelled(page, "About").fill(f"{WORD}.\n\n" + "Paragraphs on a small screen. " * 20)
    _fits(page)
    steps.save(page)
    expect(page.locator("#part-about .part-row__state")).to_contain_text("2 paragraphs")
    page.get_by_role("button", name="Move Positions up").tap()
    expect(page.locator("#announcer")).to_have_text("Positions moved up, now 1 of 7.")
    for title in ("Talks", "Memberships"):
        _menu(page, title, "Members")
    page.locator("h1").tap()
    _fits(page)
