"""My profile with scripts: sections move in place, drafts are kept, and no open form is lost by either."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewVisitor

pytestmark = pytest.mark.browser


def _sections(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all("#sections h3", "titles => titles.map(title => title.textContent)")
    return found


def test_a_section_moves_in_place_with_the_focus_on_its_button_and_says_so(new_member: NewVisitor) -> None:
    page = new_member().page
    up = page.get_by_role("button", name="Move Education up")
    up.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#announcer")).to_have_text("Education moved up, now 2 of 7.")
    assert _sections(page)[:3] == ["About", "Education", "Positions"]
    expect(up).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#announcer")).to_have_text("Education moved up, now 1 of 7.")
    expect(up).to_be_focused()
    expect(up).to_have_attribute("aria-disabled", "true")
    expect(page.locator("#last-changes")).to_contain_text("Sections put in another order")
    page.reload()
    assert _sections(page)[:3] == ["Education", "About", "Positions"]


def test_a_section_moves_without_scripts(new_member: NewVisitor) -> None:
    page = new_member(java_script_enabled=False).page
    page.get_by_role("button", name="Move Education up").click()
    expect(page.locator("#sections h3").nth(1)).to_have_text("Education")
    expect(page.locator(".toast")).to_have_text("Education moved up, now 2 of 7.")


def test_moving_a_section_keeps_the_form_that_is_open_in_another(new_member: NewVisitor) -> None:
    page = new_member().page
    page.get_by_role("link", name="Edit About").click()
    text = page.locator("#part-about textarea")
    text.fill("Half a sentence")
    page.get_by_role("button", name="Move Talks up").click()
    expect(page.locator("#announcer")).to_contain_text("Talks moved up")
    expect(text).to_have_value("Half a sentence")


def test_a_section_is_dragged_by_its_handle(new_member: NewVisitor) -> None:
    page = new_member(viewport={"width": 1280, "height": 2200}).page
    page.locator("#part-interests").hover()
    handle = page.locator("#part-interests [data-handle]").bounding_box()
    first = page.locator("#part-about").bounding_box()
    assert handle
    assert first
    page.mouse.move(handle["x"] + 8, handle["y"] + handle["height"] / 2)
    page.mouse.down()
    page.mouse.move(first["x"] + 80, first["y"] + 20, steps=5)
    page.mouse.move(first["x"] + 80, first["y"] + 4, steps=5)
    page.mouse.up()
    expect(page.locator("#announcer")).to_have_text("The new order is saved.")
    page.reload()
    assert _sections(page)[:2] == ["Interests", "About"]


def test_what_was_typed_and_not_saved_is_there_again(new_member: NewVisitor) -> None:
    page = new_member().page
    page.get_by_role("link", name="Edit About").click()
    text = page.locator("#part-about textarea")
    expect(text).to_be_focused()
    text.press_sequentially("Not saved", delay=20)  # no faster than fingers: the form listens a moment later
    expect(page.get_by_text("Draft kept")).to_be_visible()
    expect(text).to_be_focused()
    page.reload()
    page.get_by_role("link", name="Edit About").click()
    expect(text).to_have_value("Not saved")
    expect(page.get_by_text("This is what you wrote until")).to_be_visible()
    page.get_by_role("button", name="Go back to the saved text").click()
    expect(page.get_by_text("This is what you wrote until")).to_have_count(0)
    expect(text).to_have_value("")


def test_a_removed_section_comes_back_by_undo(new_member: NewVisitor) -> None:
    page = new_member().page
    page.get_by_role("link", name="Add a section of your own").click()
    page.get_by_label("Title").fill("Teaching")
    page.get_by_role("button", name="Add the section").click()
    page.get_by_role("link", name="Edit Teaching").click()
    page.get_by_role("button", name="Remove the section").click()
    expect(page.get_by_role("link", name="Edit Teaching")).to_have_count(0)
    page.locator("#last-changes").get_by_role("button", name=re.compile("Undo.*“Teaching” removed")).click()
    expect(page.get_by_role("link", name="Edit Teaching")).to_be_visible()
