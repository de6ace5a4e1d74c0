"""Lists with the keyboard alone: the focus is always seen, and is where one would look for it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import NewVisitor
from tests.browser.test_keyboard import FOCUS, _tab_until
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def _press(page: Page, name: str) -> None:
    """From here on with Tab to what has this name, seen on the way, and then Enter."""
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        assert stop["seen"], stop
        assert stop["inside"], stop
        if stop["name"] == name:
            return page.keyboard.press("Enter")
    raise AssertionError(f"Tab never reaches {name}")


def _type(page: Page, *words: str) -> None:
    """One field after the other; an empty word leaves one as it is."""
    for number, word in enumerate(words):
        if number:
            page.keyboard.press("Tab")
        assert page.evaluate(FOCUS)["seen"]
        page.keyboard.type(word)


def test_positions_are_added_moved_hidden_removed_and_undone(new_member: NewVisitor) -> None:
    ada = new_member()
    page = ada.page
    _press(page, "Edit Positions")
    page.wait_for_url("**/me/edit/positions/")
    _add(ada)
    _move_and_hide(page)
    _remove_and_undo(page)
    page.keyboard.press("Shift+Tab")
    page.locator(".skip").focus()
    _press(page, "My profile")
    page.wait_for_url("**/me/")
    _press(page, "Publish my page")
    expect(page.locator("#banner")).to_contain_text("Published.")


def _add(ada: Visitor) -> None:
    page = ada.page
    _press(page, "Add a position")
    expect(steps.labelled(page, "Role")).to_be_focused()
    _press(page, "Save position")
    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(steps.labelled(page, "Role")).to_be_focused()
    _type(page, "Reader", "example institute for")
    expect(page.locator(".inline-form [role=option]")).not_to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(steps.labelled(page, "Organisation")).to_have_value("Example Institute for Ocean and Tides")
    page.keyboard.press("Tab")
    _type(page, "", "2019", "Sep", "3")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Edit Reader")).to_be_focused()
    expect(page.locator(".item__dates")).to_contain_text("3 Sept 2019")
    steps.send_items(ada, "positions", {"title": "Keeper", "organization_name": "A house", "started_on_year": "2011"})
    ada.go("/me/edit/positions/")


def _move_and_hide(page: Page) -> None:
    _press(page, "Move Keeper up")
    expect(page.locator("#announcer")).to_have_text("Keeper moved up, now 1 of 2")
    expect(page.get_by_role("button", name="Move Keeper up")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    level = page.get_by_role("link", name="Keeper, shown to:")
    expect(level).to_be_focused()
    page.keyboard.press("Enter")
    summary = page.locator("summary").filter(has_text="Keeper, shown to:")
    expect(summary).to_be_focused()
    _press(page, page.locator("details[open] .visibility__choice").nth(1).inner_text().replace("\n", " "))
    expect(level).to_contain_text("Members")
    expect(level).to_be_focused()
    expect(page.locator("#toasts")).to_contain_text("“Keeper”: shown to Members.")
    page.keyboard.press("Enter")
    expect(summary).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("details[open]")).to_have_count(0)
    expect(summary).to_be_focused()


def _remove_and_undo(page: Page) -> None:
    _press(page, "Edit Keeper")
    expect(steps.labelled(page, "Role")).to_be_focused()
    _press(page, "Remove")
    expect(page.locator(".item h2")).to_have_text(["Reader"])
    expect(page.get_by_role("link", name="Add a position")).to_be_focused()
    _tab_until(page, "Undo")
    page.keyboard.press("Enter")
    expect(page.locator(".item h2")).to_have_text(["Keeper", "Reader"])


def test_a_conflict_and_a_section_of_ones_own_without_a_mouse(new_member: NewVisitor) -> None:
    ada = new_member()
    page = ada.page
    _press(page, "Add a section of your own")
    page.wait_for_url("**/sections/add/")
    _press(page, "Add the section")
    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    _type(page, "Teaching", "Two courses.")
    _press(page, "Add the section")
    page.wait_for_url(re.compile("/me/#part-"))
    _press(page, "Edit Teaching")
    expect(steps.labelled(page, "Title")).to_be_focused()
    form = page.locator("form.inline-form").get_attribute("action") or ""
    steps.send(ada, form, title="Teaching", text="Three courses.")
    _type(page, " ", " And more.")
    _press(page, "Save")
    expect(page.locator(".error-summary--choice")).to_be_focused()
    _press(page, "Keep mine")
    expect(page.get_by_role("link", name="Edit Teaching")).to_be_focused()
