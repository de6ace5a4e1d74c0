"""`python -m tests.browser.pictures`: takes the README's pictures from a real site, small enough for a page."""

import io
import os
import re
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from config.local import postgres
from profiles.operations.sample_people.portraits import portrait
from tests.browser import site as sites
from tests.browser.site import Site
from tests.browser.visitor import Visitor, launch, visit

FOLDER = Path(postgres.CHECKOUT) / "docs/pictures"
LARGEST = 200_000
WINDOW = {"width": 1200, "height": 800}
ADA = {
    "headline": "Computing by engine: tables, operations, and what a machine may originate.",
    "pronouns": "she/her",
    "about": "I translate memoirs about engines, and add notes that are longer than the memoirs.",
}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with postgres.running("tests"), sites.running() as site, sync_playwright() as playwright:
        browser = launch(playwright)
        stranger = _visitor(browser, site, "light")
        _save(stranger.go("/people/ragnhild-overlie-castellanos/"), "profile-light")
        _save(stranger.go("/people/?q=ma"), "directory-light")
        _save(_my_profile(_visitor(browser, site, "dark")), "my-profile-dark")
        browser.close()


def _visitor(browser: Browser, site: Site, theme: str) -> Visitor:
    return visit(browser, site, viewport=WINDOW, color_scheme=theme, device_scale_factor=2)


def _my_profile(ada: Visitor) -> Page:
    page = ada.sign_in("ada").page
    page.get_by_role("link", name="Keep it and go on").click()
    for kind, text in ADA.items():
        ada.go(f"/me/edit/{kind}/").locator("[name=text]").fill(text)
        _press_save(page)
    drawn = io.BytesIO()
    portrait(3).save(drawn, "PNG")
    ada.go("/me/edit/picture/").locator("[type=file]").set_input_files(
        {"name": "ada.png", "mimeType": "image/png", "buffer": drawn.getvalue()}
    )
    _press_save(page)
    page.get_by_role("button", name="Publish my page").click()
    page.locator("#visibility-pronouns summary").click()
    page.get_by_role("button", name=re.compile("^Members")).click()
    page.wait_for_function("document.querySelector('#visibility-pronouns summary').innerText.includes('Members')")
    page.locator("#visibility-pronouns summary").click()
    page.locator(".toast").wait_for(state="detached")
    return page


def _press_save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/me/")


def _save(page: Page, name: str) -> None:
    page.evaluate("document.fonts.ready")
    taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    path = FOLDER / f"{name}.png"
    for colours in (256, 128, 64, 32):
        taken.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size < LARGEST:
            break
    print(f"{path.relative_to(postgres.CHECKOUT)}: {path.stat().st_size // 1000} kB, {colours} colours")


if __name__ == "__main__":
    main()
