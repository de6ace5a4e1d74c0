"""The combobox, with the keyboard alone: on a page into which a field for organisations is put."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewVisitor
from tests.browser.test_accessibility import AXE, _violations
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

FIELD = """() => {
    const form = document.querySelector("main form");
    form.insertAdjacentHTML("afterbegin", `<div class="field">
        <label for="where">Organisation</label>
        <input type="text" id="where" name="where" data-suggest="/organizations/suggest" data-suggest-into="where-ror">
        <input type="hidden" id="where-ror" name="ror"></div>`);
    htmx.process(form);
    document.dispatchEvent(new CustomEvent("htmx:load"));
    document.getElementById("where").focus();
}"""
ACTIVE = "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.dataset.text ?? ''"


@pytest.fixture
def ada(new_member: NewVisitor) -> Visitor:
    ada = new_member()
    ada.go("/me/edit/headline/").evaluate(FIELD)
    return ada


def _options(page: Page, count: int) -> None:
    expect(page.locator("main .combobox [role=option]")).to_have_count(count)


def test_typing_arrows_and_enter_choose_and_nothing_is_submitted(ada: Visitor) -> None:
    page, field = ada.page, ada.page.get_by_role("combobox", name="Organisation")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("example inst")
    _options(page, 2)
    expect(field).to_have_attribute("aria-expanded", "true")
    assert (
        page.evaluate("document.getElementById(document.activeElement.getAttribute('aria-controls')).role") == "listbox"
    )
    expect(page.locator("#announcer")).to_have_text("2 suggestions")
    assert page.evaluate(ACTIVE) == ""
    page.keyboard.press("ArrowDown")
    assert page.evaluate(ACTIVE) == "Example Institute for Ocean and Tides"
    page.keyboard.press("ArrowUp")
    assert page.evaluate(ACTIVE) == "Example Institute of Tide Tables"
    page.keyboard.press("Enter")
    expect(field).to_have_value("Example Institute of Tide Tables")
    expect(page.locator("#where-ror")).to_have_value("0exampe44")
    expect(page.locator("main .combobox")).to_be_hidden()
    expect(field).to_be_focused()
    assert page.url.endswith("/me/edit/headline/")


def test_editing_afterwards_forgets_what_was_chosen(ada: Visitor) -> None:
    page = ada.page
    page.keyboard.type("oslo")
    _options(page, 1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("#where-ror").input_value()
    page.keyboard.press("Backspace")
    expect(page.locator("#where-ror")).to_have_value("")


def test_escape_and_tab_close_and_keep_what_was_typed(ada: Visitor) -> None:
    page, panel, field = ada.page, ada.page.locator("main .combobox"), ada.page.locator("#where")
    page.keyboard.type("tokyo")
    _options(page, 1)
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(field).to_have_value("tokyo")
    page.keyboard.press("ArrowDown")
    _options(page, 1)
    page.keyboard.press("Tab")
    expect(panel).to_be_hidden()
    expect(field).not_to_be_focused()
    expect(field).to_have_value("tokyo")


def test_enter_with_nothing_active_submits(ada: Visitor) -> None:
    ada.page.keyboard.type("tokyo")
    _options(ada.page, 1)
    ada.page.keyboard.press("Enter")
    ada.page.wait_for_url(f"{ada.site.url}/me/")


def test_a_click_chooses(ada: Visitor) -> None:
    ada.page.keyboard.type("tokyo")
    ada.page.locator("main .combobox [role=option]").click()
    expect(ada.page.locator("#where-ror")).to_have_value("057zh3y96")
    expect(ada.page.locator("#where")).to_be_focused()


def test_what_was_asked_before_does_not_overwrite_what_is_asked_now(ada: Visitor) -> None:
    page = ada.page
    page.evaluate("""() => {
        const real = window.fetch;
        window.fetch = async (address, options) => {
            const isSlow = String(address).endsWith("q=tok");
            if (isSlow) await new Promise((done) => setTimeout(done, 800));
            return real(address, options);
        };
    }""")
    page.keyboard.type("tok")
    page.wait_for_timeout(300)
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.type("kyoto")
    expect(page.locator("main .combobox__name")).to_have_text(["Kyoto University"])
    page.wait_for_timeout(1000)
    expect(page.locator("main .combobox__name")).to_have_text(["Kyoto University"])


def test_nothing_found_or_no_answer_leaves_a_plain_input(ada: Visitor) -> None:
    page = ada.page
    page.keyboard.type("zzzz")
    page.wait_for_timeout(500)
    expect(page.locator("main .combobox")).to_be_hidden()
    ada.context.clear_cookies()
    page.keyboard.type(" oslo")
    page.wait_for_timeout(500)
    expect(page.locator("main .combobox")).to_be_hidden()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_an_open_list(ada: Visitor, theme: str, width: int) -> None:
    page = ada.page
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    page.keyboard.type("universi")
    _options(page, 6)
    page.keyboard.press("ArrowDown")
    page.evaluate(AXE)
    assert _violations(page) == []
