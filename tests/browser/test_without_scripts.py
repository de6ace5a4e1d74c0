"""The whole of it with JavaScript off: written, ordered, hidden, undone, published and read."""

import pytest
from playwright.sync_api import expect

from tests import images, pdfs
from tests.browser import steps
from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def test_a_page_is_kept_and_read_without_scripts(new_member: NewVisitor, new_visitor: NewVisitor) -> None:
    ada = new_member("Wilhelmina Ostrander", java_script_enabled=False)
    _lists(ada)
    _texts_and_files(ada)
    page = ada.go("/me/")
    page.get_by_role("button", name="Publish my page").click()
    address = page.locator("#banner p a").get_attribute("href")
    assert address
    stranger = new_visitor(java_script_enabled=False)
    reader = stranger.go(address)
    assert reader.locator(".section h2").all_inner_texts() == ["Positions", "About", "Talks", "Interests"]
    assert reader.locator(".dated__title").all_inner_texts() == ["Reader", "Looms", "Maps"]
    expect(reader.get_by_text("Complete without scripts.")).to_be_visible()
    expect(reader.get_by_text("A private post")).to_have_count(0)
    expect(reader.get_by_role("img", name="A square")).to_be_visible()
    expect(reader.locator("a[download]")).to_be_visible()
    ada.go("/me/").get_by_role("button", name="Take my page down").click()
    stranger.comes_to_be_answered(404, address)


def _lists(ada: Visitor) -> None:
    page = ada.go("/me/edit/positions/")
    steps.add(page, "a position", {"Role": "Reader", "Organisation": "A house by the sea", "Start": "2019 May"})
    steps.add(page, "a position", {"Role": "A private post", "Organisation": "At home", "Start": "2011"})
    steps.show(page, "A private post", "Only me")
    page = ada.go("/me/edit/talks/")
    for title in ("Engines", "Looms", "Maps"):
        steps.add(page, "a talk", {"Title": title})
    assert steps.items(page) == ["Engines", "Looms", "Maps"]
    page.get_by_role("button", name="Move Maps up").click()
    page.get_by_role("button", name="Move Maps down").click()
    _remove(ada, "Looms")
    assert steps.items(page) == ["Engines", "Maps"]
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator(".item h2")).to_have_text(["Engines", "Looms", "Maps"])
    _remove(ada, "Engines")
    page.get_by_role("link", name="Add a talk").click()
    steps.save_item(page)
    expect(page.locator(".error-summary")).to_contain_text("A talk needs a title")
    page = ada.go("/me/edit/interests/")
    steps.add(page, "interests", {"Interests": "tides, harbour law"})
    assert steps.items(page) == ["tides", "harbour law"]


def _remove(ada: Visitor, title: str) -> None:
    ada.page.get_by_role("link", name=f"Edit {title}").click()
    ada.page.get_by_role("button", name="Remove", exact=True).click()
    expect(ada.page.locator(".toast")).to_contain_text(f"“{title}” is removed.")


def _texts_and_files(ada: Visitor) -> None:
    page = ada.go("/me/")
    steps.write(page, "About", "Complete without scripts.")
    expect(page.locator(".draft-note")).to_have_count(0)
    page.get_by_role("button", name="Move Positions up").click()
    expect(page.locator("#sections h3").first).to_have_text("Positions")
    assert steps.sections(page)[:2] == ["Positions", "About"]
    page.get_by_role("link", name="Edit Portrait").click()
    steps.labelled(page, "What the picture shows").fill("A square")
    steps.upload(page, "Portrait", "Picture", "ada.png", images.encoded("PNG"))
    steps.upload(page, "CV file", "CV file", "cv.pdf", pdfs.content())
    steps.show(page, "Interests", "Members")
    steps.show(page, "Interests", "Everyone")
    steps.write(page, "Headline", "A rash word")
    page.locator("#last-changes li").first.get_by_role("button", name="Undo").click()
    expect(page.locator("#part-headline .part-row__state")).not_to_contain_text("A rash word")
