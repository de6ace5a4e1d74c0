"""Somebody at a browser, and a watch that notes what a page must never do."""

import time
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, expect

from tests.browser.site import Site, chromium
from tests.processes import until

OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
FAILED_LOAD = "Failed to load resource"
BELIEVED = 1.0  # seconds, as COPIES_TRUSTED_SECONDS
PATIENCE = 15_000  # milliseconds; what comes is not waited for longer, and a busy machine is slow


def launch(playwright: Any) -> Browser:
    expect.set_options(timeout=PATIENCE)
    browser: Browser = playwright.chromium.launch(executable_path=chromium(), args=OPTIONS)
    return browser


@dataclass
class Watch:
    """What went wrong on the site's own pages: errors on the console, requests elsewhere, broken files."""

    site: Site
    seen: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> "Watch":
        context.on("console", self._hear)
        context.on("request", self._follow)
        context.on("response", self._check)
        context.on("weberror", lambda error: self.seen.append(f"exception: {error.error}"))
        return self

    def _is_ours(self, url: str) -> bool:
        return url.startswith(f"{self.site.url}/")

    def _hear(self, message: ConsoleMessage) -> None:
        is_here = message.page is None or self._is_ours(message.page.url)
        if message.type in ("error", "warning") and is_here and not message.text.startswith(FAILED_LOAD):
            self.seen.append(f"console: {message.text}")

    def _follow(self, request: Request) -> None:
        if request.is_navigation_request() or self._is_ours(request.url) or request.url.startswith("data:"):
            return
        if self._is_ours(request.frame.url):
            self.seen.append(f"request to {request.url}")

    def _check(self, response: Response) -> None:
        asset = response.request.resource_type not in ("document", "xhr", "fetch")
        if asset and response.status >= 400 and self._is_ours(response.url):
            self.seen.append(f"{response.status} for {response.url}")


@dataclass
class Visitor:
    """One browser window with its own cookies."""

    site: Site
    context: BrowserContext
    watch: Watch
    page: Page
    sub: str = ""

    def go(self, path: str) -> Page:
        self.page.goto(self.site.url + path)
        return self.page

    def sign_in(self, sub: str, start: str = "/") -> "Visitor":
        """Through the front door and the practice provider, by hand."""
        self.go(start).get_by_role("link", name="Sign in").click()
        self.consent(sub)
        return self

    def consent(self, sub: str) -> None:
        self.page.get_by_placeholder("sub").fill(sub)
        self.page.get_by_role("button", name="Authorize").click()
        self.page.wait_for_url(f"{self.site.url}/**")

    def comes_to_be_answered(self, status: int, path: str) -> None:
        """Soon, and then by all: processes that a change did not pass through believe their copies for a second."""

        def is_so() -> bool:
            return self.context.request.get(self.site.url + path, max_redirects=0).status == status

        assert until(is_so, seconds=5), path
        time.sleep(BELIEVED)

    def said(self) -> str:
        """The heading of the page that is open."""
        return self.page.locator("h1").inner_text()


def visit(browser: Browser, site: Site, **options: Any) -> Visitor:
    context = browser.new_context(**{"locale": "en-GB", "viewport": {"width": 1280, "height": 900}, **options})
    context.set_default_timeout(PATIENCE)
    return Visitor(site, context, Watch(site).over(context), context.new_page())
