"""Reading leaves no trace, asks nobody else, and follows the reader's own choices."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import pages
from tests.browser.conftest import NewVisitor
from tests.browser.site import Site
from tests.browser.visitor import Visitor, visit

pytestmark = pytest.mark.browser

DISPLAY = pages.PUBLIC["language"]  # its form is guarded by the only cookie that a stranger gets
STORED = "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]"


def _read(visitor: Visitor, path: str) -> None:
    page = visitor.go(path)
    if path == "/api/docs/":
        expect(page.locator(".opblock").first).to_be_visible()


def test_the_watch_notices_what_the_policy_forbids(browser: Browser, site: Site) -> None:
    visitor = visit(browser, site)
    with visitor.go("/about/").expect_console_message():
        visitor.page.evaluate("document.body.append(Object.assign(new Image(), { src: 'http://elsewhere.example/' }))")
    with visitor.page.expect_console_message():
        visitor.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\\'color: red\\'>')")
    complaints = " ".join(visitor.watch.seen)
    assert "elsewhere.example" in complaints
    assert "inline style" in complaints
    visitor.context.close()


def test_no_page_for_strangers_sets_a_cookie_stores_anything_or_asks_another_host(stranger: Visitor) -> None:
    read = {**pages.PUBLIC, "missing": pages.MISSING, "malformed": pages.MALFORMED}
    for name, path in read.items():
        if path == DISPLAY:
            continue
        _read(stranger, path)
        assert stranger.context.cookies() == [], name
        assert stranger.page.evaluate(STORED) == [0, 0, 0], name
    _read(stranger, DISPLAY)
    assert [cookie["name"] for cookie in stranger.context.cookies()] == ["csrf"]
    assert stranger.page.evaluate(STORED) == [0, 0, 0]


def test_the_pages_of_members_and_staff_ask_no_other_host(new_member: NewVisitor, site: Site) -> None:
    ada = new_member()
    site.manage("grant_staff", ada.sub)
    for path in (*pages.OWN.values(), *pages.STAFF.values(), "/api/docs/"):
        _read(ada, path)
        assert ada.page.locator("h1, h2").count(), path


def test_the_chosen_theme_survives_a_reload_and_is_kept_by_the_browser_alone(stranger: Visitor) -> None:
    page = stranger.go("/about/")
    background = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(background)
    switch = page.get_by_role("button", name="Theme")
    switch.click()
    switch.click()
    expect(switch).to_contain_text("Dark")
    dark = page.evaluate(background)
    assert dark != light
    page.reload()
    assert page.evaluate(background) == dark
    stranger.go("/")
    assert page.evaluate(background) == dark
    assert stranger.context.cookies() == []
    switch.click()
    page.reload()
    assert page.evaluate(background) == light
    assert page.evaluate(STORED)[0] == 0


def test_without_a_choice_the_theme_follows_the_system(new_visitor: NewVisitor) -> None:
    shades = []
    for scheme in ("light", "dark"):
        page = new_visitor(color_scheme=scheme).go("/")
        shades.append(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    assert shades == ["rgb(252, 252, 250)", "rgb(19, 22, 21)"]


def test_nothing_moves_for_who_asked_for_less_motion(new_visitor: NewVisitor) -> None:
    page = new_visitor(reduced_motion="reduce").go("/")
    moving = """[...document.querySelectorAll("*")].filter((part) => {
        const style = getComputedStyle(part);
        return [style.transitionDuration, style.animationDuration].some((time) => /[1-9]/.test(time));
    }).length"""
    assert page.evaluate(moving) == 0


def test_a_printed_page_is_name_text_and_address_without_the_interface(stranger: Visitor, site: Site) -> None:
    page = stranger.go("/people/ragnhild-overlie-castellanos/")
    page.emulate_media(media="print")
    for part in (".site-header", ".site-footer", ".plate"):
        expect(page.locator(part).first).to_be_hidden()
    expect(page.get_by_text(f"{site.url}/people/ragnhild-overlie-castellanos/")).to_be_visible()
