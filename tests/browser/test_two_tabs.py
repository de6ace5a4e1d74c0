"""The same page in two windows: nothing that either wrote is lost, and what does not collide is saved."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

TALKS = ({"title": "Engines"}, {"title": "Looms"}, {"title": "Maps"})


def _two_windows(new_member: NewVisitor, path: str, **options: object) -> tuple[Visitor, Page, Page]:
    ada = new_member(**options)
    steps.send_items(ada, "talks", *TALKS)
    second = ada.context.new_page()
    second.goto(ada.site.url + path)
    return ada, ada.go(path), second


def _edit(page: Page, title: str, label: str, text: str) -> None:
    page.get_by_role("link", name=f"Edit {title}", exact=True).click()
    steps.labelled(page, label).fill(text)


@pytest.mark.parametrize("scripts", [True, False], ids=["in place", "without JavaScript"])
def test_the_same_item_shows_both_and_keeps_the_one_that_is_chosen(new_member: NewVisitor, scripts: bool) -> None:
    _, first, second = _two_windows(new_member, "/me/edit/talks/", java_script_enabled=scripts)
    for page, text in ((first, "Engines of the first"), (second, "Engines of the second")):
        _edit(page, "Engines", "Title", text)
    steps.save_item(first)
    expect(first.get_by_role("heading", name="Engines of the first")).to_be_visible()
    steps.save_item(second)
    expect(second.get_by_text("You changed this in another window")).to_be_visible()
    expect(second.locator(".version__text")).to_contain_text("Engines of the first")
    expect(steps.labelled(second, "Title")).to_have_value("Engines of the second")
    second.get_by_role("button", name="Keep mine").click()
    expect(second.get_by_role("heading", name="Engines of the second")).to_be_visible()
    first.reload()
    assert sorted(steps.items(first)) == ["Engines of the second", "Looms", "Maps"]


def test_the_same_section_shows_both_and_can_keep_the_stored_one(new_member: NewVisitor) -> None:
    _, first, second = _two_windows(new_member, "/me/")
    for page, text in ((first, "About, by the first"), (second, "About, by the second")):
        _edit(page, "About", "About", text)
    steps.save(first)
    expect(first.locator("#part-about .part-row__state")).to_contain_text("1 paragraph")
    steps.save(second)
    expect(second.locator(".version__text")).to_have_text("About, by the first")
    expect(steps.labelled(second, "About")).to_have_value("About, by the second")
    second.get_by_role("link", name="Keep the stored one").click()
    expect(second.locator("#part-about .part-row__state")).to_contain_text("1 paragraph")


def test_different_items_and_sections_do_not_collide(new_member: NewVisitor) -> None:
    ada, first, second = _two_windows(new_member, "/me/edit/talks/")
    _edit(first, "Engines", "Title", "Engines, again")
    _edit(second, "Looms", "Title", "Looms, again")
    for page, title in ((first, "Engines, again"), (second, "Looms, again")):
        steps.save_item(page)
        expect(page.get_by_role("heading", name=title)).to_be_visible()
    assert sorted(steps.items(second)) == ["Engines, again", "Looms, again", "Maps"]
    ada.go("/me/")
    second.goto(first.url)
    _edit(first, "About", "About", "Of the first")
    _edit(second, "Headline", "Headline", "Of the second")
    steps.save(first)
    steps.save(second)
    expect(second.locator("#part-headline .part-row__state")).to_have_text("Of the second")
    expect(first.locator("#part-about .part-row__state")).to_contain_text("1 paragraph")
    first.reload()
    expect(first.locator("#part-about .part-row__state")).to_contain_text("1 paragraph")
    expect(first.locator("#part-headline .part-row__state")).to_have_text("Of the second")


def _remove(page: Page, title: str) -> None:
    page.get_by_role("link", name=f"Edit {title}", exact=True).click()
    page.get_by_role("button", name="Remove").click()
    expect(page.locator(".toast").get_by_role("button", name="Undo")).to_be_visible()  # not before it is done


def test_what_was_written_in_an_item_removed_elsewhere_stays_on_the_screen(new_member: NewVisitor) -> None:
    _, first, second = _two_windows(new_member, "/me/edit/talks/", expects=("404 from /me/edit/items/",))
    _edit(second, "Looms", "Title", "Looms and their owners")
    _remove(first, "Looms")
    steps.save_item(second)
    expect(second.locator("[data-problem]")).to_be_visible()
    expect(steps.labelled(second, "Title")).to_have_value("Looms and their owners")


def test_what_was_written_in_an_item_removed_elsewhere_is_handed_back_without_scripts(new_member: NewVisitor) -> None:
    _, first, second = _two_windows(new_member, "/me/edit/talks/", java_script_enabled=False)
    _edit(second, "Looms", "Title", "Looms and their owners")
    _remove(first, "Looms")
    steps.save_item(second)
    expect(second.get_by_text("Looms and their owners")).to_be_visible()


def test_the_order_of_a_list_that_changed_elsewhere(new_member: NewVisitor) -> None:
    _, first, second = _two_windows(new_member, "/me/edit/talks/")
    before = steps.items(first)
    first.get_by_role("button", name=f"Move {before[2]} up").click()
    expect(first.locator("#announcer")).to_contain_text("moved up")
    second.get_by_role("button", name=f"Move {before[2]} up").click()
    expect(second.locator("#announcer")).to_contain_text(f"{before[2]} moved up, now 1 of 3")
    assert steps.items(second) == [before[2], before[0], before[1]]
    _remove(first, before[0])
    second.get_by_role("button", name=f"Move {before[1]} up").click()
    expect(second.locator("#announcer")).to_contain_text("now 1 of 2")
    second.reload()
    assert steps.items(second) == [before[1], before[2]]


def test_the_order_of_sections_that_changed_elsewhere(new_member: NewVisitor) -> None:
    _, first, second = _two_windows(new_member, "/me/")
    first.get_by_role("button", name="Move Talks up").click()
    expect(first.locator("#announcer")).to_contain_text("Talks moved up")
    second.get_by_role("button", name="Move Education up").click()
    expect(second.locator("#announcer")).to_contain_text("Education moved up")
    assert steps.sections(second)[:5] == ["About", "Education", "Positions", "Talks", "Projects"]
    first.reload()
    assert steps.sections(first) == steps.sections(second)


def test_an_item_removed_elsewhere_is_removed_here_without_a_second_list(new_member: NewVisitor) -> None:
    _, first, second = _two_windows(new_member, "/me/edit/talks/")
    for page in (first, second):
        page.get_by_role("link", name="Edit Looms", exact=True).click()
    for page in (first, second):
        page.locator(".inline-form").get_by_role("button", name="Remove").click()
        expect(page.locator(".inline-form")).to_have_count(0)
        assert steps.items(page) == ["Engines", "Maps"]
        expect(page.locator(".item-list")).to_have_count(1)
