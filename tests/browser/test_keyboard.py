"""Everything can be reached, seen and left with the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewVisitor
from tests.browser.site import Site
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

FOCUS = """() => {
    const held = document.activeElement;
    const ring = [held, held.closest(".search, .card, .result")].filter(Boolean).map((part) => getComputedStyle(part));
    const seen = ring.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 3);
    const box = held.getBoundingClientRect();
    const inside = box.top >= 0 && box.bottom <= innerHeight && box.width > 0;
    const name = held.getAttribute("aria-label") || held.labels?.[0]?.innerText || held.innerText || held.textContent;
    return { name: name.trim().replace(/\\s+/g, " "), seen, inside, tag: held.tagName };
}"""


def _tab_until(page: Page, name: str, limit: int = 40) -> None:
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUS)["name"] == name:
            return
    raise AssertionError(f"Tab never reaches {name}")


@pytest.mark.parametrize("path", ["/", "/people/?q=sof", "/people/sofya-kovalevskaya/", "/about/"])
def test_every_stop_of_the_tab_key_is_visible(stranger: Visitor, path: str) -> None:
    page = stranger.go(path)
    stops = []
    while True:
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["tag"] == "BODY" or len(stops) > 60:
            break
        stops.append(stop)
    assert [stop["name"] for stop in stops[:2]] == ["Skip to the page", "Colophon"]
    assert [stop["name"] for stop in stops if not (stop["seen"] and stop["inside"])] == []
    assert stops[-1]["name"].startswith("Theme:")


def test_the_first_stop_leads_past_the_header(stranger: Visitor) -> None:
    page = stranger.go("/about/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_member_edits_chooses_readers_and_publishes_without_a_mouse(new_member: NewVisitor, site: Site) -> None:
    page = new_member().page
    _tab_until(page, "Edit Headline")
    page.keyboard.press("Enter")
    expect(page.locator("#part-headline textarea")).to_be_focused()
    page.keyboard.type("Typed without a mouse")
    _tab_until(page, "Save")
    page.keyboard.press("Enter")
    expect(page.locator("#part-headline .part-row__state")).to_have_text("Typed without a mouse")
    expect(page.get_by_role("link", name="Edit Headline")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    summary = page.locator("#visibility-headline summary")
    expect(summary).to_be_focused()

    page.keyboard.press("Enter")
    panel = page.locator("#visibility-headline .visibility__panel")
    expect(panel).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(summary).to_be_focused()

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(summary).to_contain_text("Members")
    expect(summary).to_be_focused()
    expect(page.locator("#toasts")).to_contain_text("Headline: shown to Members.")

    page.keyboard.press("Control+Home")
    page.locator(".skip").focus()
    _tab_until(page, "Publish my page")
    page.keyboard.press("Enter")
    expect(page.locator("#banner")).to_contain_text("Published.")


def test_cancelling_returns_to_the_row(new_member: NewVisitor) -> None:
    page = new_member().page
    _tab_until(page, "Edit About")
    page.keyboard.press("Enter")
    expect(page.locator("#part-about textarea")).to_be_focused()
    _tab_until(page, "Cancel")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Edit About")).to_be_focused()


def test_a_click_beside_an_open_menu_closes_it(new_member: NewVisitor) -> None:
    page = new_member().page
    page.locator("#visibility-about summary").click()
    expect(page.locator("#visibility-about .visibility__panel")).to_be_visible()
    page.locator("h1").click()
    expect(page.locator("#visibility-about .visibility__panel")).to_be_hidden()


def test_enter_in_the_search_box_searches_from_every_page(stranger: Visitor, site: Site) -> None:
    page = stranger.go("/about/")
    page.get_by_label("Search people").fill("merian")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}/people/?q=merian")
    expect(page.get_by_role("link", name="Maria Sibylla Merian")).to_be_visible()
