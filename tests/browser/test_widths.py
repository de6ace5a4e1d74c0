"""No page scrolls sideways, at any width and with wide letters, and nothing is cut off."""

import pytest

from tests.browser import pages, steps
from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 768, 1280)
WORDY = {
    "names": "title",
    "links": "title",
    "positions": "title detail organization_name",
    "education": "title detail organization_name",
    "projects": "title organization_name text",
    "talks": "title detail",
    "interests": "title",
    "memberships": "title organization_name",
}
DETAILS = {"links": {"url": f"https://a.example/{'w' * 100}"}, "positions": {"started_on_year": "2019"}}
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
CLIPPED = """() => [...document.querySelectorAll("main *, header *, footer *")].filter((part) => {
    const style = getComputedStyle(part);
    if (part.closest(".visually-hidden, .skip, .plate, svg, input, textarea")) return false;
    const hides = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
    return hides && (part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1);
}).map((part) => part.className || part.tagName)"""
BROKEN = """() => [...document.querySelectorAll("h1, h2, h3")].flatMap((heading) => {
    const texts = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT), broken = [];
    while (texts.nextNode()) {
        for (const word of texts.currentNode.data.matchAll(/[^\\s‑-]+/g)) {
            const range = document.createRange();
            range.setStart(texts.currentNode, word.index);
            range.setEnd(texts.currentNode, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
            if (lines.size > 1) broken.push(word[0]);
        }
    }
    return broken;
})"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll("a, button, summary, input, textarea")].filter((part) => {
    if (part.closest("p, .skip, .visually-hidden") || part.type === "hidden" || !part.checkVisibility()) return false;
    const whole = part.closest("label") ?? (part.matches(".card a, .result a") ? part.closest("li") : part);
    const area = whole.getBoundingClientRect(); // a press on the words of a box is one on the box
    return area.width < 24 || area.height < 24;
}).map((part) => part.innerText || part.name)"""


def _faults(visitor: Visitor, addresses: dict[str, str], check: str) -> dict[str, object]:
    found = {}
    for name, path in addresses.items():
        visitor.go(path)
        for width in WIDTHS:
            visitor.page.set_viewport_size({"width": width, "height": 800})
            if fault := visitor.page.evaluate(check):
                found[f"{name} at {width}"] = fault
    return found


def test_no_page_for_strangers_scrolls_sideways(stranger: Visitor) -> None:
    assert _faults(stranger, {**pages.PUBLIC, "missing": pages.MISSING}, SIDEWAYS) == {}


def test_no_page_of_a_member_scrolls_sideways(new_member: NewVisitor) -> None:
    ada = new_member("Maria do Carmo Vasconcelos e Albuquerque de Sá-Nogueira Lima")
    assert _faults(ada, pages.OWN, SIDEWAYS) == {}


def test_no_page_scrolls_sideways_from_right_to_left(new_member: NewVisitor) -> None:
    ada = new_member("Maria do Carmo Vasconcelos e Albuquerque de Sá-Nogueira Lima")
    ada.go("/display/").get_by_role("button", name="العربية").click()
    ada.page.wait_for_url(f"{ada.site.url}/")
    assert ada.page.locator("html").get_attribute("dir") == "rtl"
    addresses = {name: path for name, path in {**pages.PUBLIC, **pages.OWN}.items() if not path.startswith("/api/")}
    assert _faults(ada, addresses, SIDEWAYS) == {}


def test_words_without_an_end_scroll_no_page_sideways(new_member: NewVisitor) -> None:
    word = "W" * 100
    ada = new_member(word)
    for kind in ("headline", "about"):
        steps.send(ada, f"/me/edit/{kind}/", text=word)
    steps.send(ada, "/me/edit/sections/add/", title=word[:80], text=f"- {word}\n- [{word}](https://a.example/)")
    for kind, fields in WORDY.items():
        steps.send_items(ada, kind, dict.fromkeys(fields.split(), word) | DETAILS.get(kind, {}))
    lists = {kind: f"/me/edit/{kind}/" for kind in WORDY}
    own = {
        name: path for name, path in pages.OWN.items() if name in ("my profile", "last changes", "seen by strangers")
    }
    assert _faults(ada, {**own, **lists}, SIDEWAYS) == {}


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ar"])
def test_no_word_of_a_heading_is_broken(new_visitor: NewVisitor, new_member: NewVisitor, language: str) -> None:
    of_all = {name: path for name, path in pages.PUBLIC.items() if not path.startswith(("/people/", "/api/"))}
    own = {name: path for name, path in pages.OWN.items() if name.endswith("form") or name == "my profile"}
    assert _faults(new_visitor(locale=language), {**of_all, "missing": pages.MISSING}, BROKEN) == {}
    if language == "de":  # the one with the longest words
        ada = new_member()
        ada.go("/display/").get_by_role("button", name="Deutsch").click()
        ada.page.wait_for_url(f"{ada.site.url}/")
        assert _faults(ada, own, BROKEN) == {}


def test_every_target_is_large_enough_for_a_finger(new_member: NewVisitor) -> None:
    ada = new_member()
    own = {name: path for name, path in {**pages.PUBLIC, **pages.OWN}.items() if not path.startswith("/api/")}
    assert _faults(ada, own, SMALL) == {}


def test_wide_letters_and_lines_cut_nothing_off(new_member: NewVisitor) -> None:
    ada = new_member("Szentgyörgyi-Nagy Béla", bypass_csp=True)
    addresses = {name: path for name, path in {**pages.PUBLIC, **pages.OWN}.items() if not path.startswith("/api/")}
    found = {}
    for name, path in addresses.items():
        ada.go(path).add_style_tag(content=SPACING)
        for width in (320, 1280):
            ada.page.set_viewport_size({"width": width, "height": 800})
            fault = ada.page.evaluate(SIDEWAYS) or ada.page.evaluate(CLIPPED)
            if fault:
                found[f"{name} at {width}"] = fault
    assert found == {}


def test_an_open_menu_stays_on_the_screen(new_member: NewVisitor) -> None:
    ada = new_member()
    for width in WIDTHS:
        ada.page.set_viewport_size({"width": width, "height": 800})
        ada.go("/me/").locator("#visibility-about summary").click()
        panel = ada.page.locator("#visibility-about .visibility__panel").bounding_box()
        assert panel is not None
        assert panel["x"] >= 0, width
        assert panel["x"] + panel["width"] <= width
