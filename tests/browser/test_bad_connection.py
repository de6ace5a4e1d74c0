"""A slow network, one that stops, and an answer that never comes: nothing typed is lost, and twice is once."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Route, expect

from tests import images
from tests.browser import steps
from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

OFFLINE = ("htmx:sendError", "htmx:afterRequest", "Response Status Error Code")
PROBLEM = "This could not be saved. What you wrote is still here"
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 20_000, "uploadThroughput": 20_000}


def _slow_down(visitor: Visitor) -> None:
    visitor.context.new_cdp_session(visitor.page).send("Network.emulateNetworkConditions", SLOW)


@contextmanager
def _held(page: Page, address: str) -> Iterator[Callable[[], None]]:
    """Requests there wait until the story lets them go on, or for ever."""
    waiting: list[Route] = []

    def let_go() -> None:
        for route in waiting:
            route.continue_()
        page.unroute(address)

    page.route(address, lambda route: waiting.append(route))  # noqa: PLW0108
    yield let_go


def _open_new_talk(visitor: Visitor, title: str) -> Page:
    page = visitor.go("/me/edit/talks/")
    page.get_by_role("link", name="Add a talk").click()
    steps.fill(page, {"Title": title, "Date": "2024 May"})
    return page


def test_over_a_slow_line_a_page_is_written_and_every_save_says_so(new_member: NewVisitor) -> None:
    ada = new_member()
    _slow_down(ada)
    page = _open_new_talk(ada, "From a train")
    button = page.locator("#part-new button[type=submit]")
    button.dblclick()
    expect(button).to_have_text(re.compile("Saving…"), use_inner_text=True)
    expect(page.locator(".item h2")).to_have_text(["From a train"])
    ada.go("/me/")
    page.get_by_role("link", name="Edit Portrait").click()
    drawn = {"name": "ada.png", "mimeType": "image/png", "buffer": images.encoded("PNG")}
    steps.labelled(page, "Picture").set_input_files(drawn)
    steps.save(page)
    expect(page.locator("#part-picture button[type=submit]")).to_have_text(re.compile("Saving…"), use_inner_text=True)
    expect(page.get_by_role("link", name="Edit Portrait")).to_be_visible()


def test_a_double_click_on_a_slow_line_adds_one_item(new_member: NewVisitor) -> None:
    ada = new_member()
    page = _open_new_talk(ada, "Once only")
    with _held(page, "**/me/edit/talks/add/") as let_go:
        button = page.locator("#part-new button[type=submit]")
        button.click()
        button.click()
        button.dblclick()
        expect(button).to_have_text(re.compile("Saving…"), use_inner_text=True)
        expect(steps.labelled(page, "Title")).to_have_value("Once only")
        let_go()
    expect(page.locator(".item h2")).to_have_text(["Once only"])
    page.reload()
    expect(page.locator(".item h2")).to_have_text(["Once only"])


def test_a_double_click_without_scripts_adds_one_item_and_one_section(new_member: NewVisitor) -> None:
    ada = new_member(java_script_enabled=False)
    page = _open_new_talk(ada, "Once only")
    page.locator("#part-new button[type=submit]").dblclick()
    page.wait_for_url("**/me/edit/talks/")
    expect(page.locator(".item h2")).to_have_text(["Once only"])
    page = ada.go("/me/edit/sections/add/")
    steps.fill(page, {"Title": "Teaching"})
    page.get_by_role("button", name="Add the section").dblclick()
    page.wait_for_url("**/me/#part-*")
    assert steps.sections(page).count("Teaching") == 1


def test_an_answer_that_never_comes_is_said_and_the_item_can_be_sent_again(new_member: NewVisitor) -> None:
    ada = new_member(expects=("htmx:timeout", "htmx:afterRequest", "htmx:sendError"))
    page = _open_new_talk(ada, "Patience")
    page.evaluate("htmx.config.timeout = 1500")
    with _held(page, "**/me/edit/talks/add/"):
        steps.save_item(page)
        expect(page.get_by_text(PROBLEM)).to_be_visible()
    page.unroute("**/me/edit/talks/add/")
    expect(steps.labelled(page, "Title")).to_have_value("Patience")
    expect(page.get_by_role("combobox", name="Month")).to_have_value("5")
    steps.save_item(page)
    expect(page.locator(".item h2")).to_have_text(["Patience"])


def test_offline_in_the_middle_everything_typed_stays_until_it_can_be_sent(new_member: NewVisitor) -> None:
    ada = new_member(expects=OFFLINE)
    steps.send_items(ada, "talks", {"title": "Engines"}, {"title": "Looms"})
    page = _open_new_talk(ada, "In a tunnel")
    page.get_by_role("link", name="Edit Looms").click()
    edited = page.locator("li .inline-form")
    steps.fill(edited, {"Title": "Looms in a tunnel"})
    ada.context.set_offline(True)
    for form in (edited, page.locator("#part-new")):
        form.get_by_role("button", name="Save talk").click()
        expect(form.get_by_text(PROBLEM)).to_be_visible()
    ada.context.set_offline(False)
    edited.get_by_role("button", name="Save talk").click()
    expect(page.get_by_role("heading", name="Looms in a tunnel")).to_be_visible()
    expect(steps.labelled(page, "Title")).to_have_value("In a tunnel")
    page.locator("#part-new").get_by_role("button", name="Save talk").click()
    expect(page.locator(".item h2")).to_have_count(3)
    assert sorted(steps.items(page)) == ["Engines", "In a tunnel", "Looms in a tunnel"]


def test_a_slow_move_that_is_pressed_twice_moves_the_section_where_it_says(new_member: NewVisitor) -> None:
    ada = new_member()
    page = ada.page
    before = steps.sections(page)
    with _held(page, "**/move/") as let_go:
        up = page.get_by_role("button", name="Move Talks up")
        up.click()
        up.click()
        let_go()
    expect(page.locator("#announcer")).to_contain_text("Talks moved up")
    page.reload()
    moved = steps.sections(page).index("Talks")
    assert before.index("Talks") - moved in (1, 2)


def test_without_a_line_nothing_on_the_page_takes_away_what_is_being_written(new_member: NewVisitor) -> None:
    ada = new_member(expects=OFFLINE, viewport={"width": 1280, "height": 2200})
    page = ada.page
    before = steps.sections(page)
    page.get_by_role("link", name="Edit About").click()
    steps.labelled(page, "About").fill("Half a page")
    ada.context.set_offline(True)
    steps_offline = (
        lambda: page.get_by_role("button", name="Move Talks up").click(),
        lambda: page.get_by_role("link", name="Edit Headline").click(),
        lambda: _choose_members(page),
        lambda: page.locator("#part-talks [data-handle]").drag_to(page.locator("#part-positions")),
    )
    for step in steps_offline:
        step()
        expect(page.locator(".toast")).to_contain_text("What you wrote is still here")
        expect(steps.labelled(page, "About")).to_have_value("Half a page")
        assert steps.sections(page) == before
    ada.context.set_offline(False)
    steps.save(page)
    expect(page.locator("#part-about .part-row__state")).to_contain_text("1 paragraph")
    expect(page.locator(".toast")).to_have_text("About saved.")


def _choose_members(page: Page) -> None:
    page.locator("#visibility-talks summary").click()
    page.locator("#visibility-talks").get_by_role("button", name=re.compile("^Members")).click()
