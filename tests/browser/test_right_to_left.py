"""An Arabic reader and an Arabic name: the page runs from right to left, and what does not run so stands as it is."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import steps
from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

ARABIC, HOUSE, ORCID = "زينب الفاسي", "بيت الحكمة", "0000-0002-1825-0097"
DIRECTION = "part => getComputedStyle(part).direction"
BEGINS_AT_THE_RIGHT = """paragraph => {
    const word = document.createRange();
    word.setStart(paragraph.firstChild, 0);
    word.setEnd(paragraph.firstChild, "ORCID".length);
    return Math.abs(word.getBoundingClientRect().right - paragraph.getBoundingClientRect().right) < 2;
}"""


def _is_right_of(page: Page, one: Locator, other: Locator) -> bool:
    first, second = one.bounding_box(), other.bounding_box()
    assert first
    assert second
    return first["x"] > second["x"]


def _mirrored(page: Page) -> None:
    html = page.locator("html")
    expect(html).to_have_attribute("dir", "rtl")
    expect(html).to_have_attribute("lang", "ar")
    assert _is_right_of(page, page.locator(".site-header a").first, page.locator(".site-header nav"))


def test_a_browser_that_asks_for_arabic_gets_it_and_the_choice_of_the_reader_goes_before(
    new_visitor: NewVisitor,
) -> None:
    reader = new_visitor(locale="ar")
    page = reader.go("/people/ibn-al-haytham/")
    _mirrored(page)
    assert reader.context.cookies() == []
    reader.go("/display/?next=/about/").get_by_role("button", name="English").click()
    page.wait_for_url("**/about/")
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    reader.go("/people/")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_her_page_is_written_published_and_read_from_right_to_left(
    new_member: NewVisitor, new_visitor: NewVisitor
) -> None:
    zaynab = new_member("Zaynab al-Fasi")
    page = zaynab.go("/display/?next=/me/")
    page.get_by_role("button", name="العربية").click()
    page.wait_for_url("**/me/")
    _mirrored(page)
    _write(zaynab)
    page = zaynab.go("/me/")
    page.locator("form[action='/me/publish/'] button").click()
    address = page.locator("#banner p a").get_attribute("href")
    assert address
    reader = new_visitor(locale="ar").go(address)
    _mirrored(reader)
    _reads(reader)
    english = new_visitor().go(address)
    expect(english.locator("html")).to_have_attribute("dir", "ltr")
    assert english.locator(".profile__headline").evaluate(DIRECTION) == "rtl"
    _reads_everywhere(english)


def test_an_arabic_text_that_begins_in_latin_letters_runs_from_the_right_for_an_english_reader(
    new_member: NewVisitor, new_visitor: NewVisitor
) -> None:
    zaynab = new_member("Zaynab al-Fasi")
    page = zaynab.go("/me/edit/about/")
    page.locator("[name=text]").fill("ORCID: أقرأ ما كُتب عن الأمواج")
    page.get_by_label("Language of this text").select_option("ar")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/me/")
    page.get_by_role("button", name="Publish my page").click()
    address = page.locator("#banner p a").get_attribute("href")
    assert address
    prose = new_visitor().go(address).locator(".prose")
    expect(prose).to_have_attribute("lang", "ar")
    expect(prose).to_have_attribute("dir", "rtl")
    assert prose.locator("p").evaluate(BEGINS_AT_THE_RIGHT)


def _write(zaynab: Visitor) -> None:
    """By the names of fields: their words are in her language."""
    page = zaynab.go("/me/edit/name/")
    page.locator("[name=text]").fill(ARABIC)
    page.locator("main form .button--primary").click()
    page.wait_for_url("**/me/")
    page.locator("#part-headline a").last.click()
    page.locator("#part-headline [name=text]").fill("أقرأ ما كُتب عن الأمواج")
    page.locator("#part-headline .button--primary").click()
    expect(page.locator("#part-headline .part-row__state")).to_contain_text("الأمواج")
    page = zaynab.go("/me/edit/positions/")
    page.locator("#part-new a").click()
    form = page.locator("form#part-new")
    form.locator(".button--primary").click()
    expect(page.locator(".error-summary")).to_be_focused()
    for name, text in {"title": "Professor", "organization_name": HOUSE, "started_on_year": "2009"}.items():
        form.locator(f"[name={name}]").fill(text)
    form.locator("[name=ended_on_year]").fill("2012")
    form.locator(".button--primary").click()
    expect(page.locator(".item h2")).to_have_text(["Professor"])
    assert _is_right_of(page, page.locator(".item__words"), page.locator(".item__tools"))
    steps.send_items(zaynab, "identifiers", {"type": "orcid", "title": ORCID})
    steps.send_items(zaynab, "names", {"title": "Zaynab al-Fasi", "language": "en"})
    page = zaynab.go("/me/edit/identifiers/")
    page.locator(".item a").last.click()
    assert page.locator("[name=title]").evaluate(DIRECTION) == "ltr"
    page.locator(".with-aside summary").last.click()
    panel = page.locator("details[open] .visibility__panel").bounding_box()
    assert panel
    assert panel["x"] >= 0
    assert panel["x"] + panel["width"] <= 1280


def _reads(page: Page) -> None:
    _reads_everywhere(page)
    assert _is_right_of(page, page.locator(".dated__when").first, page.locator(".dated__title").first)
    assert _is_right_of(page, page.locator(".section h2").first, page.locator(".dated__title").first)
    start, end = page.locator(".dated__when time").first, page.locator(".dated__when time").last
    assert _is_right_of(page, start, end)


def _reads_everywhere(page: Page) -> None:
    expect(page.locator("h1")).to_have_text(ARABIC)
    identifier = page.locator(".margin bdi").filter(has_text=ORCID)
    expect(identifier).to_have_text(f"https://orcid.org/{ORCID}")
    assert identifier.evaluate(DIRECTION) == "ltr"
    expect(page.locator(".profile__names bdi")).to_have_attribute("lang", "en")
    expect(page.get_by_text(HOUSE).first).to_be_visible()
    expect(page.locator(".dated__when").first).to_contain_text(re.compile("2009|٢٠٠٩"))
