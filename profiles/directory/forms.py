"""An address of the list becomes a wish, and a wish becomes its address: all that a reader chose is in it."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from profiles.directory.cursors import Cursor
from profiles.directory.wishes import MAX_CHOSEN, MAX_QUERY_LENGTH, Wish
from profiles.shared import folding, text

MAX_KEY_LENGTH = 400
PARAMETERS = {"organizations": "organization", "interests": "interest", "languages": "language"}


def wish(values: QueryDict) -> Wish:
    """Raises BadRequest for a cursor that we did not write. A letter counts only where there is no query."""
    query = text.clean_line(values.get("q", ""))[:MAX_QUERY_LENGTH]
    chosen = {kind: _keys(values.getlist(name)) for kind, name in PARAMETERS.items()}
    return Wish(
        query=query,
        letter="" if query else folding.fold(text.clean_line(values.get("letter", "")))[:1],
        **chosen,
        after=Cursor.read(values.get("after", "")),
        before=Cursor.read(values.get("before", "")),
    )


def address(asked: Wish, *, after: str = "", before: str = "") -> str:
    """Of the first page, unless from a cursor on."""
    pairs = [("q", asked.query), ("letter", asked.letter)]
    pairs += [(name, key) for kind, name in PARAMETERS.items() for key in getattr(asked, kind)]
    pairs += [("after", after), ("before", before)]
    query = urlencode([(name, value) for name, value in pairs if value])
    return reverse("directory:people") + (f"?{query}" if query else "")


def without(asked: Wish, kind: str, key: str) -> Wish:
    """With one filter less."""
    return asked.with_chosen(kind, tuple(one for one in getattr(asked, kind) if one != key))


def _keys(written: list[str]) -> tuple[str, ...]:
    folded = (folding.fold(key[:MAX_KEY_LENGTH])[:MAX_KEY_LENGTH] for key in written[:MAX_CHOSEN])
    return tuple(dict.fromkeys(filter(None, folded)))
