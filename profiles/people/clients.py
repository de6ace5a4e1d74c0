"""What other sites say about a person's links: whether a page there leads back to hers with rel="me"."""

import html
import re
from urllib.parse import urljoin

from profiles.shared import open_web
from profiles.shared.http import Deadline

SECONDS = 10.0
_TAG = re.compile(r"<(?:a|link)\s([^<>]{1,4000})>", re.IGNORECASE)  # a parser's time on hostile pages has no bound
_ATTRIBUTE = re.compile(r"""([a-z-]{1,20})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""", re.IGNORECASE)


def leads_back(url: str, page_url: str) -> bool:
    """Raises an OutsideError where nobody there says anything."""
    page = open_web.read(url, deadline=Deadline(SECONDS))
    if page.status != 200 or page.media_type not in ("text/html", "application/xhtml+xml"):
        return False
    wanted = page_url.rstrip("/")
    named = _own_addresses(page.body.decode(errors="replace"), page.url)
    return any(address.rstrip("/") == wanted for address in named)


def _own_addresses(text: str, url: str) -> list[str]:
    """What the page calls its person's own, relative addresses too."""
    found = []
    for tag in _TAG.finditer(text):
        attributes = {name.lower(): html.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag[1])}
        if "me" in attributes.get("rel", "").lower().split() and attributes.get("href"):
            found.append(_joined(url, attributes["href"].strip()))
    return found


def _joined(url: str, href: str) -> str:
    try:
        return urljoin(url, href)
    except ValueError:
        return ""
