"""What other sites say about a person's links: whether a page there leads back to hers with rel="me"."""

import html
import re
from urllib.parse import urljoin

from profiles.shared import open_web
from profiles.shared.http import Deadline

SECONDS = 10.0
_TAG = re.compile(r"<(?:a|link)\s([^<>]{1,4000})>", re.IGNORECASE)  # a parser's time on hostile pages has no bound
_ATTRIBUTE = re.compile(r"""([a-z-]{1,20})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""", re.IGNORECASE)

_UNSEEN = re.compile(r"<!--|<(script|style|textarea|title|template|iframe|xmp|noembed|noframes)\b", re.IGNORECASE)


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
    for tag in _TAG.finditer(_seen(text)):
        attributes = {name.lower(): html.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag[1])}
        if "me" in attributes.get("rel", "").lower().split() and attributes.get("href"):
            found.append(_joined(url, attributes["href"].strip()))
    return found


def _seen(text: str) -> str:
    """Without comments, scripts and the like: what stands there is no link, and may be what anybody wrote there."""
    pieces, at = [], 0
    while found := _UNSEEN.search(text, at):
        pieces.append(text[at : found.start()])
        # A comment may end with the signs that begin it: <!-->
        end = re.compile(f"</{found[1]}\\b", re.IGNORECASE) if found[1] else re.compile("-->")
        ended = end.search(text, found.end() if found[1] else found.start() + 2)
        if not ended:
            return " ".join(pieces)
        at = ended.end()
    return " ".join([*pieces, text[at:]])


def _joined(url: str, href: str) -> str:
    try:
        return urljoin(url, href)
    except ValueError:
        return ""
