"""Finding somebody: while one types, by what the list is narrowed to, and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisitor
from tests.browser.site import Site
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

NARROW = {"width": 360, "height": 900}


def test_a_person_is_opened_with_the_keyboard_while_one_types(stranger: Visitor) -> None:
    page = stranger.go("/")
    page.get_by_role("combobox", name="Search people").focus()
    page.keyboard.type("velisar")
    expect(page.get_by_role("option").first).to_contain_text("Velisariou")
    expect(page.locator("#announcer")).to_have_text("1 suggestion")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Σοφία")


def test_enter_with_nothing_active_searches_and_the_address_says_so(stranger: Visitor, site: Site) -> None:
    page = stranger.go("/people/")
    page.get_by_role("combobox", name="Search people").focus()
    page.keyboard.type("sof")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".count")).to_contain_text("match “sof”")
    expect(page.locator(".combobox")).to_be_hidden()
    expect(page.get_by_role("combobox", name="Search people")).to_be_focused()
    expect(page.locator("#announcer")).to_contain_text("match “sof”")
    assert page.url == f"{site.url}/people/?q=sof"


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 900}, NARROW])
def test_a_filter_narrows_the_list_in_place(new_visitor: NewVisitor, viewport: dict[str, int]) -> None:
    page = new_visitor(viewport=viewport).go("/people/")
    if viewport == NARROW:
        page.get_by_text("Filters", exact=True).click()
    box = page.get_by_role("checkbox", name="Nordhavn University")
    box.focus()
    page.keyboard.press("Space")
    chip = page.get_by_role("link", name="Remove filter: Nordhavn University")
    expect(chip).to_be_visible()
    expect(page.locator("#announcer")).to_contain_text("2 people have what is chosen")
    expect(box).to_be_checked()
    expect(box).to_be_visible()
    expect(box).to_be_focused()
    assert "organization=nordhavn%20university" in page.url
    page.go_back()
    expect(chip).to_have_count(0)
    expect(page.get_by_role("checkbox", name="Nordhavn University", include_hidden=True)).not_to_be_checked()


def test_a_filter_and_its_chip_work_without_scripts(new_visitor: NewVisitor) -> None:
    page = new_visitor(java_script_enabled=False).go("/people/?q=sof")
    page.get_by_role("checkbox", name="Nordhavn University").check()
    page.get_by_role("button", name="Apply").click()
    expect(page.locator(".result")).to_have_count(1)
    page.get_by_role("link", name="Remove filter: Nordhavn University").click()
    expect(page.locator(".count")).to_contain_text("6 people match “sof”")
