"""One Chromium and one site for the whole folder; every visitor is watched, and none may leave a complaint."""

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import site as sites
from tests.browser.site import Site

if TYPE_CHECKING:  # `make test` collects this folder without Playwright
    from playwright.sync_api import Browser

    from tests.browser.visitor import Visitor

NewVisitor = Callable[..., "Visitor"]
NO_BROWSER = "The browser tests need Chromium: install it (`apt-get install chromium`) or Google Chrome."
NO_PLAYWRIGHT = "The browser tests need Playwright: `make test-browser` installs it."
_numbers = count(1)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    if find_spec("playwright") or not collection_path.name.startswith("test_"):
        return None
    if "not browser" not in config.getoption("markexpr"):
        pytest.exit(NO_PLAYWRIGHT, returncode=1)
    return True


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    from tests.browser.visitor import launch

    if sites.chromium() is None:
        pytest.exit(NO_BROWSER, returncode=1)
    with sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()


@pytest.fixture(scope="session")
def site(browser: "Browser") -> Iterator[Site]:
    with sites.running() as running:
        yield running


@pytest.fixture
def new_visitor(browser: "Browser", site: Site) -> Iterator[NewVisitor]:
    """Opens windows, each with cookies of its own; `expects` names what its console may say."""
    from tests.browser.visitor import visit

    visitors: list[tuple[Visitor, tuple[str, ...]]] = []

    def opened(*, at: Site = site, expects: tuple[str, ...] = (), **options: object) -> "Visitor":
        visitor = visit(browser, at, **options)
        visitors.append((visitor, expects))
        return visitor

    yield opened
    complaints = []
    for visitor, expects in visitors:
        visitor.context.close()
        complaints += [said for said in visitor.watch.seen if not any(words in said for words in expects)]
    assert complaints == []


@pytest.fixture
def stranger(new_visitor: NewVisitor) -> "Visitor":
    return new_visitor()


@pytest.fixture
def new_member(new_visitor: NewVisitor, site: Site) -> NewVisitor:
    """Somebody who has just signed in for the first time and kept the address she was offered."""

    def joined(name: str = "Ada Lovelace", **options: object) -> "Visitor":
        sub = f"member-{next(_numbers)}"
        site.introduce(sub, name=name)
        visitor = new_visitor(**options).sign_in(sub)
        visitor.page.get_by_role("link", name="Keep it and go on").click()
        visitor.page.wait_for_url(f"{site.url}/me/")
        visitor.sub = sub
        return visitor

    return joined
