"""Somebody who has signed in, without a browser: fast enough to look after a fault, and to look many times."""

import re
from typing import Any
from urllib.parse import urljoin

import requests

from tests.stack.visitors import SITE, Visitor

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def sign_in(visitor: Visitor, sub: str) -> Visitor:
    """Through the practice provider, to the end of every redirect."""
    at_provider = _followed(visitor, visitor.get("/oidc/authenticate/"))
    assert at_provider.status_code == 200, at_provider.text
    inside = _followed(visitor, visitor.post(at_provider.url, data={"sub": sub}))
    assert inside.status_code == 200, inside.text
    assert inside.url.startswith(f"{SITE}/me/"), inside.url
    return visitor


def is_signed_in(visitor: Visitor) -> bool:
    answer = visitor.get("/me/")
    assert answer.status_code in (200, 302), answer.status_code
    return answer.status_code == 200


def send(visitor: Visitor, form: str, action: str = "", files: Any = None, **fields: str) -> requests.Response:
    """What a form sends, its hidden fields read from its page; where the page does not come, that is the answer."""
    page = visitor.get(form)
    if page.status_code != 200:
        return page
    main = page.text[page.text.index("<main") : page.text.index("</main")]
    given = {**dict(_HIDDEN.findall(main)), **fields}
    return visitor.post(action or form, data=given, files=files, headers={"Referer": SITE + form})


def write(visitor: Visitor, headline: str) -> requests.Response:
    """A change that must reach the database."""
    return send(visitor, "/me/edit/headline/", text=headline)


def _followed(visitor: Visitor, answer: requests.Response) -> requests.Response:
    for _ in range(6):
        if not answer.is_redirect:
            return answer
        answer = visitor.get(urljoin(answer.url, answer.headers["Location"]))
    raise AssertionError(f"redirected for ever: {answer.url}")
