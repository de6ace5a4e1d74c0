"""The first member's story, from signing in to a colleague who reads her page."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests import images
from tests.browser.conftest import NewVisitor
from tests.browser.site import Site
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

ADDRESS = "/people/ada-lovelace/"
HEADLINE = "Tables, operations, and what an engine may originate"


def _open(page: Page, title: str) -> None:
    page.get_by_role("link", name=f"Edit {title}", exact=True).click()


def _write(page: Page, title: str, text: str) -> None:
    _open(page, title)
    page.get_by_role("textbox", name=title).fill(text)
    page.get_by_role("button", name="Save").click()
    expect(page.locator(f"#part-{title.lower()} .part-row__state")).not_to_contain_text("Nothing here yet")


def _show(page: Page, part: str, level: str) -> None:
    menu = page.locator(f"#visibility-{part}")
    menu.locator("summary").click()
    menu.get_by_role("button", name=re.compile(f"^{level}")).click()
    expect(menu.locator("summary")).to_contain_text(level)


def _upload(page: Page, description: str) -> None:
    _open(page, "Portrait")
    drawn = {"name": "ada.jpg", "mimeType": "image/jpeg", "buffer": images.encoded("JPEG")}
    page.get_by_label("Picture", exact=True).set_input_files(drawn)
    page.get_by_label(re.compile("What the picture shows")).fill(description)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#part-picture .part-row__state")).to_have_text(description)


def _choose_address(ada: Visitor) -> None:
    assert ada.said() == "Welcome"
    ada.page.get_by_label("Your address").fill("ada-lovelace")
    ada.page.get_by_role("button", name="Use this address").click()
    expect(ada.page.locator("#banner")).to_contain_text("Only you can see this page until you publish.")


def _write_everything(page: Page) -> None:
    _open(page, "Name")
    page.get_by_label("Name", exact=True).fill("Ada Kíng-Løvelace")
    page.get_by_label(re.compile("Name in lists")).fill("Løvelace, Ada Kíng-")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#part-name .part-row__state")).to_have_text("Ada Kíng-Løvelace")
    _write(page, "Headline", HEADLINE)
    _write(page, "Pronouns", "she/her")
    _write(page, "About", "I translate *machines*.\n\nWrite to me.")
    _upload(page, "Ada at her desk")
    _show(page, "pronouns", "Members")
    assert page.url.endswith("/me/")  # every form opened and closed in place


def _preview(page: Page) -> None:
    page.get_by_role("link", name="See it signed out").click()
    expect(page.locator(".preview-bar")).to_contain_text("as anyone on the web sees it")
    expect(page.get_by_text("she/her")).to_have_count(0)
    page.get_by_role("link", name="Back to my profile").click()
    page.get_by_role("link", name="See it as a member").click()
    expect(page.get_by_text("she/her")).to_be_visible()
    page.get_by_role("link", name="Back to my profile").click()


def _find_and_read(cleo: Visitor) -> None:
    cleo.go("/people/").get_by_label("Search people").fill("lovelac")
    cleo.page.keyboard.press("Enter")
    expect(cleo.page.locator("#results")).to_contain_text("1 person matches")
    cleo.page.get_by_role("link", name="Ada Kíng-Løvelace").click()
    cleo.page.wait_for_url(f"{cleo.site.url}{ADDRESS}")
    assert cleo.said() == "Ada Kíng-Løvelace"
    expect(cleo.page.locator(".profile__headline")).to_have_text(HEADLINE)
    expect(cleo.page.get_by_text("she/her")).to_be_visible()
    expect(cleo.page.get_by_text("Write to me.")).to_be_visible()
    portrait = cleo.page.get_by_role("img", name="Ada at her desk")
    assert portrait.evaluate("(picture) => picture.decode().then(() => picture.naturalWidth)") > 0


def _sign_out_here_and_there(ada: Visitor) -> None:
    page, site = ada.page, ada.site
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{site.provider}/**")
    page.get_by_role("button", name="End session").click()
    page.wait_for_url(f"{site.url}/oidc/signed-out/**")
    assert ada.said() == "You are signed out"
    expect(page.get_by_text("You may still be signed in")).to_have_count(0)
    ada.go("/me/")
    assert page.url.startswith(site.provider)


def test_ada_signs_in_writes_her_page_publishes_it_and_cleo_finds_it(
    new_visitor: NewVisitor, stranger: Visitor
) -> None:
    ada, cleo = new_visitor().sign_in("ada"), new_visitor().sign_in("cleo")
    _choose_address(ada)
    _write_everything(ada.page)
    _preview(ada.page)
    stranger.go(ADDRESS)
    assert stranger.said() == "There is no page here"
    ada.page.get_by_role("button", name="Publish my page").click()
    expect(ada.page.locator("#banner")).to_contain_text(f"Your page is at {ADDRESS}")
    _find_and_read(cleo)
    stranger.go(ADDRESS)
    assert stranger.said() == "Ada Kíng-Løvelace"
    expect(stranger.page.get_by_text("Write to me.")).to_be_visible()
    assert "she/her" not in stranger.page.content()
    _sign_out_here_and_there(ada)


def test_refused_consent_is_a_friendly_page_and_leaves_the_other_session_alone(
    new_member: NewVisitor, site: Site
) -> None:
    ada = new_member()
    second = ada.context.new_page()
    second.goto(f"{site.url}/oidc/authenticate/")
    state = parse_qs(urlsplit(second.url).query)["state"][0]
    second.get_by_role("button", name="Deny").click()
    second.wait_for_url(f"{site.url}/**")
    expect(second.locator("h1")).to_have_text("This sign-in is no longer open")  # this provider forgets the state
    second.goto(f"{site.url}/oidc/callback/?error=access_denied&state={state}")
    expect(second.locator("h1")).to_have_text("You did not sign in")
    expect(second.get_by_role("link", name="Try again")).to_be_visible()
    ada.go("/me/")
    assert ada.said() == "My profile"


def test_the_whole_page_can_be_written_and_published_with_javascript_off(new_member: NewVisitor, site: Site) -> None:
    ada = new_member("Adelaide Moss", java_script_enabled=False)
    page = ada.page
    for title, text in (("Headline", HEADLINE), ("About", "Complete without scripts.")):
        _open(page, title)
        expect(page.locator("h1")).to_have_text(title)  # a page of its own
        page.get_by_role("textbox", name=title).fill(text)
        page.get_by_role("button", name="Save").click()
        page.wait_for_url(f"{site.url}/me/")
        expect(page.locator(".toast")).to_have_text(f"{title} saved.")
    _upload(page, "A square of colour")
    page.locator("#visibility-headline summary").click()
    page.locator("#visibility-headline").get_by_role("button", name=re.compile("^Only me")).click()
    expect(page.locator("#visibility-headline summary")).to_contain_text("Only me")
    page.get_by_role("button", name="Publish my page").click()
    page.locator("#banner p a").click()
    expect(page.get_by_text("Complete without scripts.")).to_be_visible()
    page.get_by_role("link", name="People").click()
    page.get_by_label("Search people").fill("adelai")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("link", name="Adelaide Moss")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Theme"))).to_have_count(0)
