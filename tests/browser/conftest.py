"""One Chromium and one site for the whole folder; every visitor is watched, and none may leave a complaint."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import site as sites
from tests.browser.site import Site
from tests.browser.visitor import NO_BROWSER, Visitor, launch, visit

NewVisitor = Callable[..., Visitor]
_numbers = count(1)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if sites.chromium() is None:
        pytest.exit(NO_BROWSER, returncode=1)
    with sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with sites.running() as running:
        yield running


@pytest.fixture
def new_visitor(browser: Browser, site: Site) -> Iterator[NewVisitor]:
    """Opens windows, each with cookies of its own; `expects` names what its console may say."""
    visitors: list[tuple[Visitor, tuple[str, ...]]] = []

    def opened(*, at: Site = site, expects: tuple[str, ...] = (), **options: object) -> Visitor:
        visitor = visit(browser, at, **options)
        visitors.append((visitor, expects))
        return visitor

    yield opened
    for visitor, expects in visitors:
        complaints = [said for said in visitor.watch.seen if not any(words in said for words in expects)]
        visitor.context.close()
        assert complaints == []


@pytest.fixture
def stranger(new_visitor: NewVisitor) -> Visitor:
    return new_visitor()


@pytest.fixture
def new_member(new_visitor: NewVisitor, site: Site) -> NewVisitor:
    """Somebody who has just signed in for the first time and kept the address she was offered."""

    def joined(name: str = "Ada Lovelace", **options: object) -> Visitor:
        sub = f"member-{next(_numbers)}"
        site.introduce(sub, name=name)
        visitor = new_visitor(**options).sign_in(sub)
        visitor.page.get_by_role("link", name="Keep it and go on").click()
        visitor.page.wait_for_url(f"{site.url}/me/")
        visitor.sub = sub
        return visitor

    return joined
