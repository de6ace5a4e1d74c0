"""What matched: names in pieces, and why somebody was found whose name on the list does not show it."""

from collections.abc import Iterator
from dataclasses import dataclass

from profiles.people.queries import Card
from profiles.people.sections import OtherName
from profiles.shared import folding

Pieces = list[tuple[str, bool]]


@dataclass(frozen=True)
class Marked:
    """A name in pieces."""

    lang: str
    pieces: Pieces


@dataclass(frozen=True)
class Result:
    """A person in a list; `also` is another name that matched, where those that stand there do not show it."""

    card: Card
    name: Marked
    other_name: Marked | None = None
    also: Marked | None = None


def result(card: Card, query: str) -> Result:
    words = folding.fold(query).split()
    name = _marked(card.name, card.lang, words)
    other = card.other_name
    return Result(
        card,
        name,
        other_name=_marked(other.name, other.lang, words) if other else None,
        also=_reason(card, words),
    )


def _reason(card: Card, words: list[str]) -> Marked | None:
    shown = [card.name, *([card.other_name.name] if card.other_name else [])]
    unseen = [word for word in words if not any(_is_in(word, name) for name in shown)]
    others = (other for other in card.other_names if other != card.other_name)
    found: OtherName | None = next((o for o in others if any(_is_in(word, o.name) for word in unseen)), None)
    return _marked(found.name, found.lang, words) if found else None


def _is_in(word: str, name: str) -> bool:
    return any(token.startswith(word) for token in folding.tokens(name))


def _marked(name: str, lang: str, words: list[str]) -> Marked:
    return Marked(lang, list(_pieces(name, words)))


def _pieces(name: str, words: list[str]) -> Iterator[tuple[str, bool]]:
    """The name cut where letters match the beginning of a searched word."""
    for number, word in enumerate(name.split(" ")):
        gap = " " if number else ""
        length = max((_matched(word, searched) for searched in words), default=0)
        if not length:
            yield gap + word, False
            continue
        if gap:
            yield gap, False
        yield word[:length], True
        if word[length:]:
            yield word[length:], False


def _matched(word: str, searched: str) -> int:
    """How many letters of the word the searched prefix covers; 0 when it does not begin so."""
    for length in range(1, len(word) + 1):
        if folding.fold(word[:length]).replace(" ", "").startswith(searched):
            return length
    return 0
