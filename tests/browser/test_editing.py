"""Two windows, a bad connection, a mistake: nothing that somebody typed is lost."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import NewVisitor
from tests.browser.site import Site

pytestmark = pytest.mark.browser


def _open_headline(page: Page) -> None:
    page.get_by_role("link", name="Edit Headline").click()
    expect(page.get_by_label(re.compile("^Headline"))).to_be_focused()


def _save(page: Page, text: str) -> None:
    page.get_by_label(re.compile("^Headline")).fill(text)
    page.get_by_role("button", name="Save").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["in place", "without JavaScript"])
def test_two_tabs_conflict_and_both_texts_are_kept(new_member: NewVisitor, site: Site, scripts: bool) -> None:
    ada = new_member(java_script_enabled=scripts)
    first, second = ada.page, ada.context.new_page()
    second.goto(f"{site.url}/me/")
    for page in (first, second):
        page.get_by_role("link", name="Edit Headline").click()
        expect(page.get_by_label(re.compile("^Headline"))).to_be_visible()
    _save(first, "What the first tab says")
    expect(first.locator("#part-headline .part-row__state")).to_have_text("What the first tab says")
    _save(second, "What the second tab says")
    expect(second.get_by_text("You changed this in another window")).to_be_visible()
    expect(second.locator(".version__text")).to_have_text("What the first tab says")
    expect(second.get_by_label(re.compile("^Headline"))).to_have_value("What the second tab says")
    second.get_by_role("button", name="Keep mine").click()
    expect(second.locator("#part-headline .part-row__state")).to_have_text("What the second tab says")


def test_a_lost_connection_keeps_the_text_and_saves_it_later(new_member: NewVisitor) -> None:
    ada = new_member(expects=("htmx:sendError", "htmx:afterRequest"))
    _open_headline(ada.page)
    ada.context.set_offline(True)
    _save(ada.page, "Written on a train")
    expect(ada.page.get_by_text("This could not be saved. What you wrote is still here")).to_be_visible()
    expect(ada.page.get_by_label(re.compile("^Headline"))).to_have_value("Written on a train")
    ada.context.set_offline(False)
    ada.page.get_by_role("button", name="Save").click()
    expect(ada.page.locator("#part-headline .part-row__state")).to_have_text("Written on a train")


def test_a_slow_answer_says_saving_and_a_second_click_changes_nothing(new_member: NewVisitor) -> None:
    ada = new_member()
    _open_headline(ada.page)
    waiting: list[Route] = []
    ada.page.route("**/me/edit/headline/", lambda route: waiting.append(route))  # noqa: PLW0108
    _save(ada.page, "Slow but sure")
    button = ada.page.locator("#part-headline button[type=submit]")
    expect(button).to_have_text(re.compile("Saving…"), use_inner_text=True)
    button.click()
    expect(ada.page.get_by_label(re.compile("^Headline"))).to_have_value("Slow but sure")
    for route in list(waiting):
        route.continue_()
    expect(ada.page.locator("#part-headline .part-row__state")).to_have_text("Slow but sure")


def test_a_mistake_is_named_in_place_and_the_summary_takes_the_focus(new_member: NewVisitor) -> None:
    ada = new_member()
    ada.page.get_by_role("link", name="Edit Name").click()
    ada.page.get_by_label("Name", exact=True).fill(" ")
    ada.page.get_by_role("button", name="Save").click()
    summary = ada.page.locator(".error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    field = ada.page.get_by_label("Name", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    ada.page.get_by_role("link", name="Cancel").click()
    expect(ada.page.locator("#part-name .part-row__state")).to_have_text("Ada Lovelace")


def test_leaving_search_results_and_coming_back_finds_them_again(new_visitor: NewVisitor) -> None:
    stranger = new_visitor()
    page = stranger.go("/people/")
    page.get_by_label("Search people").fill("sofi")
    page.keyboard.press("Enter")
    expect(page.locator(".count")).to_contain_text("match")
    found = page.locator(".result").count()
    page.locator(".result a").first.click()
    expect(page.locator(".profile")).to_be_visible()
    page.go_back()
    expect(page.locator(".result")).to_have_count(found)
    expect(page.get_by_label("Search people")).to_have_value("sofi")
