"""A newcomer's first ten minutes: she writes her page, decides who sees what, and others read just that."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import images
from tests.browser import steps
from tests.browser.conftest import NewVisitor
from tests.browser.site import Site
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

ADDRESS, NEW_ADDRESS = "/people/noor-haddad/", "/people/n-haddad/"
ARABIC = "نور حداد"
HIDDEN = ("Tides in other seas", "Keeper of a small secret")


def test_her_first_ten_minutes(new_visitor: NewVisitor, stranger: Visitor, site: Site) -> None:
    site.introduce("noor", name="Noor Haddad")
    noor = new_visitor().sign_in("noor")
    noor.page.get_by_label("Your address").fill("noor-haddad")
    noor.page.get_by_role("button", name="Use this address").click()
    _write_the_head(noor.page)
    _write_the_lists(noor)
    _order_and_hide(noor)
    _undo_two_things(noor)
    _preview(noor.page)
    stranger.go(ADDRESS)
    assert stranger.said() == "There is no page here"
    noor.page.get_by_role("button", name="Publish my page").click()
    expect(noor.page.locator("#banner")).to_contain_text(f"Your page is at {ADDRESS}")
    _is_found_and_read(stranger)
    _rename(noor, stranger)
    noor.page.get_by_role("button", name="Take my page down").click()
    expect(noor.page.locator("#banner")).to_contain_text("Draft.")
    for path in (ADDRESS, NEW_ADDRESS):
        stranger.comes_to_be_answered(404, path)


def _write_the_head(page: Page) -> None:
    steps.write(page, "Headline", "Tide tables and who paid for them")
    steps.upload(page, "Portrait", "Picture", "noor.png", images.encoded("PNG"))
    expect(page.get_by_role("link", name="Edit Portrait")).to_be_visible()
    page.get_by_role("link", name="Edit Other names").click()
    steps.add(page, "a name", {"Name": ARABIC, "Language": "العربيّة"})
    page.get_by_role("link", name="My profile").first.click()
    page.get_by_role("link", name="Edit Identifiers").click()
    page.get_by_role("link", name="Add an identifier").click()
    steps.fill(page, {"Kind": "ORCID iD", "Identifier": "0000-0002-1825-0079"})
    steps.save_item(page)
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator(".field__error")).to_contain_text("the last character does not fit")
    steps.fill(page, {"Identifier": "orcid.org/0000-0002-1825-0097"})
    steps.save_item(page)
    expect(page.locator(".item h2")).to_have_text("https://orcid.org/0000-0002-1825-0097")
    page.goto(page.url.replace("identifiers", "links"))
    steps.add(page, "a link", {"Address": "https://noor.example/"})


def _write_the_lists(noor: Visitor) -> None:
    page = noor.go("/me/edit/positions/")
    page.get_by_role("link", name="Add a position").click()
    steps.fill(page, {"Role": "Reader in tides", "Start": "2019 September"})
    steps.labelled(page, "Organisation").press_sequentially("example inst")
    page.get_by_role("option", name=re.compile("^Example Institute for Ocean and Tides")).click()
    expect(steps.labelled(page, "Organisation")).to_have_value("Example Institute for Ocean and Tides")
    steps.save_item(page)
    expect(page.locator(".item__dates")).to_contain_text("2019")
    steps.add(page, "a position", {"Role": HIDDEN[1], "Organisation": "A house by the sea", "Start": "2015"})
    page = noor.go("/me/edit/education/")
    fields = {"Degree": "PhD in History", "Where": "Kyoto University", "Thesis or subject": "Whose tide"}
    steps.add(page, "a degree", {**fields, "End": "2015 March 20"})
    page = noor.go("/me/edit/talks/")
    steps.add(page, "a talk", {"Title": HIDDEN[0], "Date": "2024"})
    page = noor.go("/me/edit/interests/")
    page.get_by_role("link", name="Add interests").click()
    steps.fill(page, {"Interests": "tides, harbour law; the price of almanacs"})
    steps.save_item(page)
    expect(page.locator(".item h2")).to_have_text(["tides", "harbour law", "the price of almanacs"])
    page = noor.go("/me/edit/sections/add/")
    steps.fill(page, {"Title": "Teaching", "Text": "Two courses, *both* by the water."})
    page.get_by_role("button", name="Add the section").click()
    expect(page.get_by_role("link", name="Edit Teaching")).to_be_visible()


def _order_and_hide(noor: Visitor) -> None:
    page = noor.page
    for place in range(6, 0, -1):
        page.get_by_role("button", name="Move Teaching up").click()
        expect(page.locator("#announcer")).to_contain_text(f"now {place + 1} of 8" if place > 1 else "now 2 of 8")
    assert steps.sections(page)[:3] == ["About", "Teaching", "Positions"]
    steps.show(page, "Talks", "Members")
    noor.go("/me/edit/positions/")
    steps.show(page, HIDDEN[1], "Only me")


def _undo_two_things(noor: Visitor) -> None:
    page = noor.go("/me/edit/interests/")
    page.get_by_role("link", name="Edit harbour law").click()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.locator(".item h2")).to_have_text(["tides", "the price of almanacs"])
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator(".item h2")).to_have_text(["tides", "harbour law", "the price of almanacs"])
    noor.go("/me/")
    steps.write(page, "Headline", "Something rash")
    changes = page.locator("#last-changes")
    expect(changes.locator("li").first).to_contain_text("Headline")
    changes.get_by_role("button", name=re.compile("^Undo.*Headline")).first.click()
    expect(page.locator("#part-headline .part-row__state")).to_have_text("Tide tables and who paid for them")


def _preview(page: Page) -> None:
    for link, seen in (("See it signed out", 0), ("See it as a member", 1)):
        page.get_by_role("link", name=link).click()
        expect(page.get_by_text(HIDDEN[0])).to_have_count(seen)
        expect(page.get_by_text(HIDDEN[1])).to_have_count(0)
        page.get_by_role("link", name="Back to my profile").click()


def _is_found_and_read(stranger: Visitor) -> None:
    page = stranger.go("/people/")
    page.get_by_label("Search people").fill("نور")
    page.keyboard.press("Enter")
    page.locator(".result").get_by_role("link", name=re.compile("Haddad")).click()
    page.wait_for_url(f"**{ADDRESS}")
    assert stranger.said() == "Noor Haddad"
    expect(page.locator(".profile__names bdi")).to_have_attribute("lang", "ar")
    headings = page.locator(".section h2").all_inner_texts()
    assert headings == ["Teaching", "Positions", "Education", "Interests"]
    assert page.locator(".dated__title").all_inner_texts() == ["Reader in tides", "PhD in History"]
    expect(page.get_by_role("link", name="Example Institute for Ocean and Tides").first).to_be_visible()
    expect(page.locator("time", has_text="Sept 2019")).to_be_visible()
    expect(page.locator(".interests li")).to_have_text(["tides", "harbour law", "the price of almanacs"])
    expect(page.get_by_text("https://orcid.org/0000-0002-1825-0097")).to_be_visible()
    expect(page.locator("head link[rel=me]")).to_have_attribute("href", "https://noor.example/")
    told = page.content() + stranger.context.request.get(f"{stranger.site.url}/api/v1/people/noor-haddad").text()
    assert [words for words in (*HIDDEN, "Something rash") if words in told] == []


def _rename(noor: Visitor, stranger: Visitor) -> None:
    page = noor.page
    page.get_by_role("link", name="Change the address").click()
    page.get_by_label("Your address").fill("n-haddad")
    page.get_by_role("button", name="Use this address").click()
    expect(page.locator("#banner")).to_contain_text(NEW_ADDRESS)
    stranger.comes_to_be_answered(301, ADDRESS)
    stranger.go(ADDRESS)
    stranger.page.wait_for_url(f"**{NEW_ADDRESS}")
    assert stranger.said() == "Noor Haddad"
