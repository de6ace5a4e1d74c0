"""The lists of one's own page at the keyboard and the pointer: in place, in order, and nothing lost between forms."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import NewVisitor

pytestmark = pytest.mark.browser


def _add_talks(page: Page, *titles: str) -> None:
    for title in titles:
        page.get_by_role("link", name="Add a talk").click()
        page.get_by_label("Title").fill(title)
        page.get_by_role("button", name="Save talk").click()
        expect(page.get_by_role("heading", name=title)).to_be_visible()
        steps.expect_settled(page)


def _titles(page: Page) -> list[str]:
    return page.locator(".item h2").all_inner_texts()


@pytest.mark.parametrize("scripts", [True, False], ids=["in place", "without JavaScript"])
def test_items_are_added_moved_and_removed(new_member: NewVisitor, scripts: bool) -> None:
    page = new_member(java_script_enabled=scripts).go("/me/edit/talks/")
    _add_talks(page, "Engines", "Looms", "Maps")
    page.get_by_role("button", name="Move Maps up").click()
    expect(page.get_by_role("status").get_by_text("Maps moved up, now 2 of 3")).to_be_attached()
    assert _titles(page) == ["Engines", "Maps", "Looms"]
    page.get_by_role("link", name="Edit Looms").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("“Looms” is removed.")).to_be_visible()
    assert _titles(page) == ["Engines", "Maps"]


def test_the_keyboard_stays_where_it_was(new_member: NewVisitor) -> None:
    page = new_member().go("/me/edit/talks/")
    _add_talks(page, "Engines", "Looms", "Maps")
    expect(page.get_by_role("link", name="Edit Maps")).to_be_focused()
    page.get_by_role("button", name="Move Maps up").press("Enter")
    expect(page.locator("#announcer")).to_have_text("Maps moved up, now 2 of 3")
    expect(page.get_by_role("button", name="Move Maps up")).to_be_focused()
    page.get_by_role("button", name="Move Maps up").press("Enter")
    expect(page.locator("#announcer")).to_have_text("Maps moved up, now 1 of 3")
    expect(page.get_by_role("button", name="Move Maps up")).to_be_focused()
    expect(page.get_by_role("button", name="Move Maps up")).to_have_attribute("aria-disabled", "true")
    expect(page.get_by_role("button", name="Move Engines up")).not_to_have_attribute("aria-disabled", "true")
    page.get_by_role("link", name="Edit Maps").press("Enter")
    expect(page.get_by_label("Title")).to_be_focused()
    page.get_by_role("link", name="Cancel").press("Enter")
    expect(page.get_by_role("link", name="Edit Maps")).to_be_focused()


def test_saving_one_form_keeps_what_is_written_in_another(new_member: NewVisitor) -> None:
    page = new_member().go("/me/edit/talks/")
    _add_talks(page, "Engines", "Looms")
    page.get_by_role("link", name="Edit Looms").click()
    page.get_by_label("Title").fill("Half written")
    page.get_by_role("link", name="Add a talk").click()
    page.get_by_label("Title").nth(1).fill("Maps")
    page.get_by_role("button", name="Save talk").nth(1).click()
    expect(page.get_by_role("heading", name="Maps")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Half written")
    page.get_by_role("button", name="Save talk").click()
    expect(page.get_by_role("heading", name="Half written")).to_be_visible()


def test_an_item_is_dragged_by_its_handle(new_member: NewVisitor) -> None:
    page = new_member().go("/me/edit/talks/")
    _add_talks(page, "Engines", "Looms", "Maps")
    page.locator(".item").nth(2).hover()
    steps.drag(page, page.locator("[data-handle]").nth(2), before=page.locator(".item").nth(0))
    expect(page.locator("#announcer")).to_have_text("The new order is saved.")
    page.reload()
    assert _titles(page) == ["Maps", "Engines", "Looms"]


def test_a_step_keeps_what_is_written_and_fetches_what_another_window_added(new_member: NewVisitor) -> None:
    ada = new_member()
    page = ada.go("/me/edit/talks/")
    _add_talks(page, "Engines", "Looms", "Maps")
    page.get_by_role("link", name="Edit Looms").click()
    page.get_by_label("Title").fill("Half written")
    page.get_by_role("button", name="Move Maps up").click()
    expect(page.locator("#announcer")).to_have_text("Maps moved up, now 2 of 3")
    steps.send_items(ada, "talks", {"title": "From elsewhere"})
    page.get_by_role("button", name="Move Maps up").click()
    expect(page.get_by_role("heading", name="From elsewhere")).to_be_visible()
    assert _titles(page) == ["Maps", "Engines", "From elsewhere"]
    expect(page.get_by_label("Title")).to_have_value("Half written")


def test_an_item_is_removed_in_place_and_the_keyboard_goes_on(new_member: NewVisitor) -> None:
    page = new_member().go("/me/edit/talks/")
    _add_talks(page, "Engines", "Looms")
    for title, left in (("Engines", ["Looms"]), ("Looms", [])):
        page.get_by_role("link", name=f"Edit {title}").press("Enter")
        expect(page.get_by_label("Title")).to_be_focused()
        page.get_by_role("button", name="Remove").press("Enter")
        expect(page.locator(".item h2")).to_have_text(left)
        expect(page.get_by_role("link", name="Add a talk")).to_be_focused()
    expect(page.get_by_text("No talks yet")).to_be_visible()


def test_the_levels_of_an_item_are_chosen_on_a_page_of_their_own_too(new_member: NewVisitor) -> None:
    ada = new_member()
    steps.send_items(ada, "talks", {"title": "Engines"})
    page = ada.go("/me/edit/talks/")
    ada.go(page.get_by_role("link", name="Engines, shown to:").get_attribute("href") or "")
    page.get_by_role("button", name="Members").click()
    page.wait_for_url("**/me/edit/talks/")
    expect(steps.level_of(page, "Engines")).to_contain_text("Members")
