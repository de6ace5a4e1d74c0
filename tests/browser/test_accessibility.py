"""axe finds nothing on any page: light and dark, phone and desk, signed out and in, errors included."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import pages
from tests.browser import site as sites
from tests.browser.conftest import NewVisitor
from tests.browser.site import Site
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"], "preload": False}
RUN = "(options) => axe.run(options).then((result) => result.violations)"
THEMES, WIDTHS = ("light", "dark"), (360, 1280)
AXE = Axe().axe_script


def _violations(page: Page) -> list[str]:
    found: list[dict[str, Any]] = page.evaluate(RUN, OPTIONS)
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


def _everywhere(
    visitor: Visitor, addresses: dict[str, str], prepare: Callable[[Page], None] | None = None, *, status: int = 200
) -> None:
    """Each page once, then looked at in both themes and both widths."""
    found: dict[str, list[str]] = {}
    for name, path in addresses.items():
        answer = visitor.page.goto(visitor.site.url + path)
        assert answer is not None
        assert answer.status == status, name
        if prepare:
            prepare(visitor.page)
        visitor.page.evaluate(AXE)
        for theme in THEMES:
            visitor.page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
            for width in WIDTHS:
                visitor.page.set_viewport_size({"width": width, "height": 900})
                if violations := _violations(visitor.page):
                    found[f"{name}, {theme}, {width}"] = violations
    assert found == {}


def test_axe_does_find_what_is_wrong(stranger: Visitor) -> None:
    stranger.go("/about/").evaluate("document.querySelector('main').append(new Image())")
    stranger.page.evaluate(AXE)
    assert [found.split(":")[0] for found in _violations(stranger.page)] == ["image-alt"]


def test_the_pages_for_strangers(stranger: Visitor) -> None:
    _everywhere(stranger, {name: path for name, path in pages.PUBLIC.items() if name != "API documentation"})


def test_the_documentation_of_the_api(stranger: Visitor) -> None:
    _everywhere(stranger, {"docs": "/api/docs/"}, lambda page: expect(page.locator(".opblock").first).to_be_visible())


def test_the_pages_of_a_member(new_member: NewVisitor) -> None:
    _everywhere(new_member(), pages.OWN)


def test_the_pages_for_staff(new_member: NewVisitor, site: Site) -> None:
    ada = new_member()
    site.manage("grant_staff", ada.sub)
    _everywhere(ada, pages.STAFF)


def test_welcome_and_its_error(new_visitor: NewVisitor, site: Site) -> None:
    ada = new_visitor().sign_in("ada-of-the-welcome")
    _everywhere(ada, {"welcome": "/me/welcome/"})

    def refuse(page: Page) -> None:
        _send(page, "Your address", "admin")
        expect(page.locator(".error-summary")).to_be_visible()

    _everywhere(ada, {"refused name": "/me/welcome/"}, refuse)


def test_forms_with_errors(new_member: NewVisitor) -> None:
    ada = new_member()

    def empty(page: Page) -> None:
        page.evaluate("document.querySelectorAll('main input[type=text]').forEach((field) => (field.value = ''))")
        _save(page)
        expect(page.locator(".error-summary")).to_be_visible()

    _everywhere(ada, {"name": "/me/edit/name/", "portrait": "/me/edit/picture/"}, empty)


def test_rows_menus_and_forms_opened_in_place(new_member: NewVisitor) -> None:
    def opened(page: Page) -> None:
        page.get_by_role("link", name="Edit About").click()
        expect(page.locator("#part-about textarea")).to_be_visible()
        page.get_by_role("link", name="Edit Portrait").click()
        expect(page.locator("#part-picture input[type=file]")).to_be_visible()
        page.locator("#visibility-headline summary").click()

    _everywhere(new_member(), {"my profile, opened": "/me/"}, opened)


def test_the_page_of_a_conflict_and_of_removing_a_portrait(new_member: NewVisitor, site: Site) -> None:
    from tests import images

    ada = new_member()
    page = ada.go("/me/edit/picture/")
    page.get_by_label("Picture", exact=True).set_input_files(
        {"name": "ada.png", "mimeType": "image/png", "buffer": images.encoded("PNG")}
    )
    _save(page)
    page.wait_for_url(f"{site.url}/me/")
    _everywhere(
        ada, {"my published page": "/me/", "portrait": "/me/edit/picture/", "remove": "/me/edit/picture/remove/"}
    )

    def conflict(page: Page) -> None:
        other = ada.context.new_page()
        other.goto(f"{site.url}/me/edit/headline/")
        _send(other, "Headline (optional)", "Theirs")
        other.wait_for_url(f"{site.url}/me/")
        other.close()
        _send(page, "Headline (optional)", "Mine")
        expect(page.locator(".versions")).to_be_visible()

    _everywhere(ada, {"conflict": "/me/edit/headline/"}, conflict)


def test_the_error_pages(stranger: Visitor, new_member: NewVisitor) -> None:
    _everywhere(stranger, {"malformed": pages.MALFORMED, "lost sign-in": pages.LOST_SIGN_IN}, status=400)
    _everywhere(stranger, {"missing": pages.MISSING}, status=404)
    ada = new_member()
    _everywhere(ada, {"not for me": "/admin/"}, status=403)
    _everywhere(ada, {"missing": pages.MISSING}, status=404)
    _everywhere(ada, {"not so": "/me/publish/"}, status=405)

    def flood(page: Page) -> None:
        page.evaluate("""() => {
            const form = document.querySelector("main form");
            form.elements.text.value = "a".repeat(1_100_000);
            HTMLFormElement.prototype.submit.call(form);
        }""")
        expect(page.locator("h1")).to_have_text("That is too large", timeout=20_000)

    _everywhere(ada, {"too large": "/me/edit/about/"}, flood)


def test_the_pages_of_a_site_in_trouble(new_visitor: NewVisitor) -> None:
    with sites.without_tables() as broken:
        visitor = new_visitor(at=broken)
        _everywhere(visitor, {"fault": "/people/"}, status=500)
        _everywhere(visitor, {"provider away": "/oidc/authenticate/"}, status=503)
        for _ in range(120):
            visitor.context.request.get(f"{broken.url}/people/?q=a")
        _everywhere(visitor, {"too often": "/people/?q=a"}, status=429)
    with sites.without_database() as away:
        _everywhere(new_visitor(at=away), {"database away": "/people/"}, status=503)


def _send(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).fill(text)
    _save(page)


def _save(page: Page) -> None:
    page.locator("main form .button--primary").first.click()
