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
OPTIONS = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]}
THEMES, WIDTHS = ("light", "dark"), (360, 1280)
_axe = Axe()


def _violations(page: Page) -> list[str]:
    found: list[dict[str, Any]] = _axe.run(page, options=OPTIONS).response["violations"]
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


def _everywhere(visitor: Visitor, addresses: dict[str, str], prepare: Callable[[Page], None] | None = None) -> None:
    """Each page once, then looked at in both themes and both widths."""
    found: dict[str, list[str]] = {}
    for name, path in addresses.items():
        visitor.go(path)
        if prepare:
            prepare(visitor.page)
        for theme in THEMES:
            visitor.page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
            for width in WIDTHS:
                visitor.page.set_viewport_size({"width": width, "height": 900})
                if violations := _violations(visitor.page):
                    found[f"{name}, {theme}, {width}"] = violations
    assert found == {}


@pytest.fixture
def reader(new_visitor: NewVisitor) -> Visitor:
    """Whom the policy lets axe's script in for; everything else stays as it is."""
    return new_visitor(bypass_csp=True)


def test_the_pages_for_strangers(reader: Visitor) -> None:
    _everywhere(reader, {name: path for name, path in pages.PUBLIC.items() if name != "API documentation"})


def test_the_documentation_of_the_api(reader: Visitor) -> None:
    _everywhere(
        reader, {"docs": "/api/docs/"}, lambda page: expect(page.locator(".opblock").first).to_be_visible()
    )


def test_the_pages_of_a_member(new_member: NewVisitor) -> None:
    _everywhere(new_member(bypass_csp=True), pages.OWN)


def test_welcome_and_its_error(new_visitor: NewVisitor, site: Site) -> None:
    ada = new_visitor(bypass_csp=True).sign_in("ada-of-the-welcome")
    _everywhere(ada, {"welcome": "/me/welcome/"})
    _everywhere(ada, {"refused name": "/me/welcome/"}, lambda page: _send(page, "Your address", "admin"))


def test_forms_with_errors(new_member: NewVisitor) -> None:
    ada = new_member(bypass_csp=True)
    _everywhere(ada, {"name": "/me/edit/name/"}, lambda page: _send(page, "Name", " "))
    _everywhere(ada, {"portrait": "/me/edit/picture/"}, lambda page: _save(page))


def test_rows_menus_and_forms_opened_in_place(new_member: NewVisitor) -> None:
    def opened(page: Page) -> None:
        page.get_by_role("link", name="Edit About").click()
        expect(page.locator("#part-about textarea")).to_be_visible()
        page.get_by_role("link", name="Edit Portrait").click()
        expect(page.locator("#part-picture input[type=file]")).to_be_visible()
        page.locator("#visibility-headline summary").click()

    _everywhere(new_member(bypass_csp=True), {"my profile, opened": "/me/"}, opened)


def test_the_page_of_a_conflict_and_of_removing_a_portrait(new_member: NewVisitor, site: Site) -> None:
    from tests import images

    ada = new_member(bypass_csp=True)
    page = ada.go("/me/edit/picture/")
    page.get_by_label("Picture", exact=True).set_input_files(
        {"name": "ada.png", "mimeType": "image/png", "buffer": images.encoded("PNG")}
    )
    _save(page)
    page.wait_for_url(f"{site.url}/me/")
    _everywhere(ada, {"my published page": "/me/", "portrait": "/me/edit/picture/", "remove": "/me/edit/picture/remove/"})

    def conflict(page: Page) -> None:
        other = ada.context.new_page()
        other.goto(f"{site.url}/me/edit/headline/")
        _send(other, "Headline (optional)", "Theirs")
        other.wait_for_url(f"{site.url}/me/")
        other.close()
        _send(page, "Headline (optional)", "Mine")
        expect(page.locator(".versions")).to_be_visible()

    _everywhere(ada, {"conflict": "/me/edit/headline/"}, conflict)


def test_the_error_pages(reader: Visitor, new_member: NewVisitor, new_visitor: NewVisitor) -> None:
    _everywhere(reader, {str(status): path for status, path in pages.ERRORS.items()})
    _everywhere(new_member(bypass_csp=True), {"403": "/admin/", "404": "/nowhere/", "405": "/me/publish/"})
    with sites.without_tables() as broken:
        _everywhere(new_visitor(at=broken, bypass_csp=True), {"500": "/people/"})
    with sites.without_database() as away:
        visitor = new_visitor(at=away, bypass_csp=True)
        _everywhere(visitor, {"503": "/people/"})


def _send(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).fill(text)
    _save(page)


def _save(page: Page) -> None:
    page.locator("main form .button--primary").first.click()
