"""A language for tests in which every message stands between ⟦ and ⟧, and a reader who finds words outside."""

import re
from html.parser import HTMLParser
from pathlib import Path

import django
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.repository import messages

OPENED, CLOSED = "⟦", "⟧"
# Attributes whose text people read or hear.
SPOKEN = {"alt", "placeholder", "aria-label", "title", "data-automatic", "data-light", "data-dark"}
_FRAMEWORK = Path(django.__file__).parent / "conf/locale/de/LC_MESSAGES/django.po"  # any language has all messages
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_UNREAD = {"script", "style"}


def write(folder: Path) -> None:
    """Make it the site's English: every message of the site and of the framework, marked."""
    catalog = Catalog("en", fuzzy=False)
    for context, words in messages.all_keys():
        _add(catalog, context or None, words)
    with _FRAMEWORK.open("rb") as file:
        for message in read_po(file):
            if message.id and message.id not in catalog:
                _add(catalog, message.context, message.id)
    target = folder / "en/LC_MESSAGES/django.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, catalog)


def _add(catalog: Catalog, context: str | None, words: messages.Words) -> None:
    marked = _marked(words) if isinstance(words, str) else tuple(_marked(form) for form in words)
    catalog.add(words, marked, context=context)


def _marked(text: str) -> str:
    return f"{OPENED}{text}{CLOSED}"


class Reader(HTMLParser):
    """Reads a page and notes every text with a Latin letter that no message holds.

    What says its own `lang` is no word of the site's, and neither is what `known` matches.
    """

    def __init__(self, known: re.Pattern[str]) -> None:
        super().__init__()
        self.known, self.escaped, self.depth = known, [], 0
        self.open: list[tuple[str, bool]] = []  # element, and whether its text is not ours to judge

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        spoken = [value for name, value in attributes.items() if name in SPOKEN]
        if tag == "meta" and attributes.get("name") == "description":
            spoken.append(attributes["content"])
        if tag == "input" and attributes.get("type") in ("submit", "button"):
            spoken.append(attributes.get("value", ""))
        for text in spoken:
            self._judge(text)
        if tag not in _VOID:
            is_foreign = ("lang" in attributes and tag != "html") or tag in _UNREAD
            self.open.append((tag, is_foreign))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(is_foreign for _, is_foreign in self.open):
            self._judge(data)

    def _judge(self, text: str) -> None:
        """A message may hold elements, so that it ends in a later text than it began in."""
        outside = []
        for piece in re.split(f"([{OPENED}{CLOSED}])", self.known.sub("", text)):
            if piece in (OPENED, CLOSED):
                self.depth += 1 if piece == OPENED else -1
            elif not self.depth:
                outside.append(piece)
        if re.search("[A-Za-z]", "".join(outside)):
            self.escaped.append(" ".join(text.split()))


def escaped_from(page: str, known: str = "$^") -> list[str]:
    reader = Reader(re.compile(known))
    reader.feed(page)
    reader.close()
    assert reader.depth == 0, "a message has no end"
    return reader.escaped
