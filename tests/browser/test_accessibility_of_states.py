"""axe finds nothing on pages with much on them, in their open forms and menus, their errors and their last words."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import NewVisitor
from tests.browser.test_accessibility import _everywhere
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

LISTS = {
    "names": [{"title": "سميرة", "language": "ar"}, {"title": "S. Okonkwo"}],
    "identifiers": [{"type": "orcid", "title": "0000-0002-1825-0097"}, {"type": "isni", "title": "0000000121032683"}],
    "links": [{"url": "https://samira.example/"}, {"url": "@samira@social.example", "title": "Where I speak"}],
    "positions": [
        {"title": "Reader", "organization_name": "Kyoto University", "started_on_year": "2019"},
        {"title": "Keeper", "organization_name": "A house", "started_on_year": "2011", "ended_on_year": "2015"},
    ],
    "projects": [{"title": "Whose tide", "text": "Many\nlines.", "url": "https://samira.example/tide"}],
    "talks": [{"title": "Engines", "detail": "By the sea"}],
    "interests": [{"title": "tides, harbour law"}],
}


@pytest.fixture
def samira(new_member: NewVisitor) -> Visitor:
    samira = new_member("Samira Okonkwo")
    for kind, written in LISTS.items():
        steps.send_items(samira, kind, *written)
    return samira


def test_full_lists_history_and_page(samira: Visitor, new_visitor: NewVisitor) -> None:
    own = {f"full {kind}": f"/me/edit/{kind}/" for kind in ("names", "identifiers", "positions")}
    _everywhere(samira, {**own, "history": "/me/changes/", "my full profile": "/me/"})
    samira.go("/me/").get_by_role("button", name="Publish my page").click()
    address = samira.page.locator("#banner p a").get_attribute("href") or ""
    _everywhere(new_visitor(), {"full page": address})


def test_an_open_form_menu_and_error_in_a_list(samira: Visitor) -> None:
    def opened(page: Page) -> None:
        page.get_by_role("link", name="Edit Reader").click()
        expect(steps.labelled(page, "Role")).to_be_visible()
        steps.level_of(page, "Keeper").click()
        expect(page.locator("details[open] .visibility__panel")).to_be_visible()

    def refused(page: Page) -> None:
        opened(page)
        steps.fill(page, {"Role": "", "End": "1999"})
        steps.save_item(page)
        expect(page.locator(".date-field.field--error")).to_be_visible()

    _everywhere(samira, {"form and menu": "/me/edit/positions/"}, opened)
    _everywhere(samira, {"errors": "/me/edit/positions/"}, refused)


def test_the_word_about_a_removal(samira: Visitor) -> None:
    def removed(page: Page) -> None:
        page.locator(".item a").last.click()
        page.get_by_role("button", name="Remove", exact=True).click()
        page.locator(".toast button").focus()  # so that it stays

    _everywhere(samira, {"removed": "/me/edit/talks/"}, removed)


def test_the_question_before_a_name_is_removed(samira: Visitor) -> None:
    edited = samira.go("/me/edit/names/").locator(".item a").last.get_attribute("href") or ""
    _everywhere(samira, {"question": f"{edited}remove/"})


def test_open_suggestions(samira: Visitor, stranger: Visitor) -> None:
    def organisations(page: Page) -> None:
        steps.labelled(page, "Where").press_sequentially("universi")
        _suggested(page)

    def people(page: Page) -> None:
        page.get_by_label("Search people").first.press_sequentially("ma")
        _suggested(page)

    _everywhere(samira, {"organisations": "/me/edit/education/add/"}, organisations)
    _everywhere(stranger, {"people on the home page": "/", "people in the header": "/about/"}, people)


def test_opened_filters_and_what_they_answer(stranger: Visitor) -> None:
    def opened(page: Page) -> None:
        page.set_viewport_size({"width": 360, "height": 900})
        page.get_by_text("Filters", exact=True).click()
        page.locator(".facet__rest > summary").first.click()
        expect(page.locator(".facet__rest[open] input").first).to_be_visible()

    def narrowed(page: Page) -> None:
        opened(page)
        page.get_by_label("Nordhavn University").check()
        expect(page.locator(".chip")).to_have_count(1)

    _everywhere(stranger, {"opened filters": "/people/"}, opened)
    _everywhere(stranger, {"narrowed in place": "/people/"}, narrowed)


def test_a_token_just_made_and_one_in_the_list(samira: Visitor) -> None:
    def made(page: Page) -> None:
        steps.make_token(page, "A script that counts")

    _everywhere(samira, {"just made": "/me/account/tokens/"}, made)
    _everywhere(samira, {"in the list": "/me/account/tokens/"})


def _suggested(page: Page) -> None:
    expect(page.locator("[role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")


def test_a_kept_draft_and_a_refused_address(samira: Visitor) -> None:
    steps.send(samira, "/me/edit/about/", "/me/edit/about/draft/", text="Half a page")
    _everywhere(samira, {"draft": "/me/edit/about/"}, lambda page: expect(page.locator(".draft-note")).to_be_visible())

    def refused(page: Page) -> None:
        page.get_by_label("Your address").fill("admin")
        page.get_by_role("button", name="Use this address").click()
        expect(page.locator(".error-summary")).to_be_visible()

    _everywhere(samira, {"refused address": "/me/edit/username/"}, refused)


def test_what_another_window_did(samira: Visitor) -> None:
    edited = samira.go("/me/edit/talks/").locator(".item a").last.get_attribute("href") or ""

    def conflict(page: Page) -> None:
        steps.send(samira, edited, title=page.evaluate("`Engines of ${performance.now()}`"))
        steps.fill(page, {"Title": "Mine"})
        steps.save_item(page)
        expect(page.locator(".versions")).to_be_visible()

    def gone(page: Page) -> None:
        page.locator("form.inline-form").evaluate(
            "form => (form.action = form.action.replace(/[0-9a-f]{4}\\/$/, '0000/'))"
        )
        page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('form.inline-form'))")
        expect(page.locator("h1")).to_have_text("This was removed")

    _everywhere(samira, {"conflict": edited}, conflict)
    _everywhere(samira, {"gone": edited}, gone)
