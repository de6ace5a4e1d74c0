"""The whole way through in a real Chromium: certificate, sign-in, a page of one's own, and out again."""

import base64
import hashlib
from collections.abc import Iterator

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from tests.stack import interfaces
from tests.stack import stack as stacks
from tests.stack.stack import Stack
from tests.stack.visitors import LOGIN, SITE

pytestmark = pytest.mark.stack
RULES = "--host-resolver-rules=MAP *.colophon.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


@pytest.fixture
def page(stack: Stack) -> Iterator["object"]:
    """A browser that trusts the authority, by the key of what signs for it, and resolves the test's names alone."""
    from playwright.sync_api import sync_playwright

    signer = x509.load_pem_x509_certificate(stacks.intermediate()).public_key()
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    key = hashlib.sha256(signer.public_bytes(serialization.Encoding.DER, form)).digest()
    trusted = f"--ignore-certificate-errors-spki-list={base64.b64encode(key).decode()}"
    with sync_playwright() as playwright:
        browser = _launched(playwright, "--disable-gpu", "--disable-quic", "--no-first-run", trusted)
        opened = browser.new_page(locale="en-GB")
        opened.set_default_timeout(20_000)
        yield opened
        browser.close()


def test_a_new_member_signs_in_publishes_her_page_and_signs_out(stack: Stack, page) -> None:
    stacks.introduce(stack, "hopper", name="Hedda Hopper")
    complaints: list[str] = []

    def hear(message) -> None:
        if message.type == "error" and message.location["url"].startswith(SITE):  # the provider's page has its own
            complaints.append(message.text)

    page.on("console", hear)
    page.goto(SITE)
    page.get_by_role("link", name="Sign in").click()
    page.wait_for_url(f"https://{LOGIN}/**")
    page.get_by_placeholder("sub").fill("hopper")
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{SITE}/me/welcome/")
    page.get_by_role("link", name="Keep it and go on").click()
    page.get_by_role("button", name="Publish my page").click()
    page.locator("#banner p a").click()
    page.locator("h1").get_by_text("Hedda Hopper", exact=True).wait_for()  # not that of the page before
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies(SITE)}
    assert cookies["__Host-session"]["secure"]
    assert cookies["__Host-session"]["httpOnly"]
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="End session").click()
    page.wait_for_url(f"{SITE}/oidc/signed-out/**")
    page.goto(f"{SITE}/me/")
    assert page.url.startswith(f"https://{LOGIN}/")
    assert complaints == []


def test_a_browser_that_does_not_know_the_authority_shows_nothing(stack: Stack) -> None:
    """The twin: the one above trusts a signer, and does not overlook certificates."""
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        browser = _launched(playwright)
        with pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
            browser.new_page().goto(SITE)
        browser.close()


def _launched(playwright, *options: str):
    from tests.browser import site as sites

    interfaces.come_to_rest()
    return playwright.chromium.launch(executable_path=sites.chromium(), args=["--no-sandbox", RULES, *options])
