"""What a member does on her own page, each in a few clicks, and a quick way to have what a story needs beforehand."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import Visitor

Fields = dict[str, str]
DATES = ("Year", "Month", "Day")
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def labelled(form: Locator | Page, label: str) -> Locator:
    """The field under a label, whether or not it says that it is optional."""
    return form.get_by_label(re.compile(rf"^{re.escape(label)}( \(optional\))?$"))


def fill(form: Locator | Page, fields: Fields) -> None:
    """Dates are written as in "2019 May 3", under the words of their fieldset; a choice by its words."""
    for label, text in fields.items():
        dates = form.get_by_role("group", name=re.compile(f"^{label}"))
        if label in ("Start", "End", "Date"):
            fill(dates, dict(zip(DATES, text.split(), strict=False)))
            continue
        field = labelled(form, label)
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=text)
        else:
            field.fill(text)


def add(page: Page, thing: str, fields: Fields) -> None:
    """One item on the page of its list, such as "a talk", until the list stands there again."""
    page.get_by_role("link", name=f"Add {thing}").click()
    fill(page, fields)
    save_item(page)
    expect(page.get_by_role("link", name=f"Add {thing}")).to_be_visible()


def save_item(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Save ")).click()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def make_token(page: Page, name: str) -> None:
    """One that may do the first of the things that are offered, until it is shown."""
    labelled(page, "What it is for").fill(name)
    page.locator("fieldset.checks input").first.check()
    page.get_by_role("button", name="Make the token").click()
    expect(page.locator("#new-token")).to_be_visible()


def drag(page: Page, handle: Locator, *, before: Locator) -> None:
    """Take a row by its handle and let it go at the upper edge of another."""
    start, end = handle.bounding_box(), before.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 8, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + 80, end["y"] + 20, steps=5)
    page.mouse.move(end["x"] + 80, end["y"] + 4, steps=5)
    page.mouse.up()


def show(page: Page, title: str, level: str) -> None:
    """Choose who sees a part or an item, by the words of its menu."""
    now = level_of(page, title)
    now.click()
    menu = page.locator(".visibility__panel:visible")
    menu.get_by_role("button", name=re.compile(f"^{level}")).click()
    expect(now).to_contain_text(level)


def level_of(page: Page, title: str) -> Locator:
    """Who sees a part or an item: a menu, and of an item what fetches its menu."""
    menu = page.locator("summary").filter(has_text=f"{title}, shown to:")
    return menu.or_(page.get_by_role("link", name=f"{title}, shown to:"))


def write(page: Page, title: str, text: str) -> None:
    """A text of my profile, in the place of its row or on a page of its own."""
    page.get_by_role("link", name=f"Edit {title}", exact=True).click()
    labelled(page, title).fill(text)
    save(page)
    expect(page.get_by_role("link", name=f"Edit {title}", exact=True)).to_be_visible()


def upload(page: Page, title: str, label: str, name: str, content: bytes) -> None:
    """Choose a file in the form of my profile's part and save it; what follows is the story's."""
    form = page.locator("form.inline-form")
    if not form.count():
        page.get_by_role("link", name=f"Edit {title}", exact=True).click()
    with TemporaryDirectory() as folder:  # a large one would not pass between the test and the browser in time
        path = Path(folder, name)
        path.write_bytes(content)
        labelled(page, label).set_input_files(path)
        with page.expect_response(lambda response: response.request.method == "POST"):
            save(page)


def items(page: Page) -> list[str]:
    """What stands in a list, in its order."""
    return page.locator(".item h2").all_inner_texts()


def sections(page: Page) -> list[str]:
    """The sections of my profile, in their order."""
    return page.locator("#sections h3").all_inner_texts()


def send(member: Visitor, form: str, action: str = "", **fields: Any) -> None:
    """What a form sends, without its clicks: its hidden fields are read from its page."""
    request, site = member.context.request, member.site
    page = request.get(f"{site.url}{form}").text()
    main = page[page.index("<main") : page.index("</main")]
    given = {**dict(_HIDDEN.findall(main)), **{name: str(value) for name, value in fields.items()}}
    answer = request.post(f"{site.url}{action or form}", form=given, headers={"Referer": f"{site.url}{form}"})
    assert answer.ok, re.findall("field__error.*", answer.text())


def send_items(member: Visitor, kind: str, *written: Fields) -> None:
    for fields in written:
        send(member, f"/me/edit/{kind}/add/", **fields)


def expect_settled(page: Page) -> None:
    """What was swapped in answers in place some 20 ms later; until then its links lead to pages of their own."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-added, .htmx-settling")).to_have_count(0)
