"""What matched: names in pieces, and why somebody was found whose names on the list do not show it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from profiles.directory import lexemes, spelling
from profiles.people.cards import Card
from profiles.people.sections import OtherName
from profiles.shared import folding

Pieces = list[tuple[str, bool]]
Words = list[tuple[str, ...]]  # that were searched, each in its spellings


@dataclass(frozen=True)
class Marked:
    """A name in pieces."""

    lang: str
    pieces: Pieces


@dataclass(frozen=True)
class Within:
    """What matched elsewhere on the page: the part it stands in, and its words, or "" where they are a long text."""

    heading: str
    words: Marked | None = None


@dataclass(frozen=True)
class Result:
    """A person in a list, and at most one reason why, where what stands there does not show it.

    `also` is another name that matched, `close_to` the searched word that one of her names is spelt much like,
    `within` another part of her page.
    """

    card: Card
    name: Marked
    other_name: Marked | None = None
    also: Marked | None = None
    close_to: str = ""
    within: Within | None = None


def result(card: Card, words: Words) -> Result:
    shown = [card.name, *([card.other_name.name] if card.other_name else [])]
    unseen = _missing(words, shown)
    also = _also(card, unseen)
    close, word = ([], "") if also else _close(unseen, shown)
    other = card.other_name
    return Result(
        card,
        _marked(card.name, card.lang, [*words, *close]),
        other_name=_marked(other.name, other.lang, [*words, *close]) if other else None,
        also=_marked(also.name, also.lang, words) if also else None,
        close_to=word,
    )


def unexplained(found: Result, words: Words) -> Words:
    """Those that nothing shows so far: names, headline or role."""
    if found.also or found.close_to:
        return []
    card = found.card
    role = (card.role.title, card.role.organization.name) if card.role else ()
    return _missing(words, [card.name, *(o.name for o in card.other_names), card.headline, *role])


def matches(text: str, words: Words) -> bool:
    """Whether one of these words stands in it."""
    return len(_missing(words, [text])) < len(words)


def marked(text: str, lang: str, words: Words) -> Marked:
    return _marked(text, lang, words)


def _missing(words: Words, texts: Iterable[str]) -> Words:
    """Those words that none of the texts has one that begins like."""
    if not words:
        return []
    known = {token for text in texts for token in lexemes.plain_words(text)}
    return [word for word in words if not any(token.startswith(way) for way in word for token in known)]


def _also(card: Card, unseen: Words) -> OtherName | None:
    """Another name, not shown, that has one of the words."""
    others = (other for other in card.other_names if other != card.other_name)
    return next((other for other in others if matches(other.name, unseen)), None) if unseen else None


def _close(unseen: Words, shown: list[str]) -> tuple[Words, str]:
    """The words of shown names that are spelt much like a searched one, and that one."""
    tokens = {token for text in shown for token in lexemes.plain_words(text)} if unseen else set()
    for word in unseen:
        for way in word:
            if spelling.may_be_misspelt(way):
                near = [one for one in tokens if abs(len(one) - len(way)) < 3 and _is_close(way, one)]
                if near:
                    return [tuple(near)], word[0]
    return [], ""


def _is_close(word: str, token: str) -> bool:
    return spelling.may_be_meant(token) and spelling.distance(word, token) <= spelling.forgiven(word)


def _marked(name: str, lang: str, words: Words) -> Marked:
    return Marked(lang, list(_pieces(name, [way for word in words for way in word])))


def _pieces(name: str, ways: list[str]) -> Iterator[tuple[str, bool]]:
    """The name cut where letters match the beginning of a searched word."""
    if not ways:
        yield name, False
        return
    for number, word in enumerate(name.split(" ")):
        gap = " " if number else ""
        length = _matched(word, ways)
        if not length:
            yield gap + word, False
            continue
        if gap:
            yield gap, False
        yield word[:length], True
        if word[length:]:
            yield word[length:], False


def _matched(word: str, ways: list[str]) -> int:
    """How many letters of the word cover what was searched and it begins with; 0 when it begins with none of it."""
    begun = _begun(word, ways)
    lengths = range(1, len(word) + 1) if begun else ()
    return next((length for length in lengths if len(_begun(word[:length], begun)) == len(begun)), 0)


def _begun(written: str, ways: list[str]) -> list[str]:
    """Those of the ways that this begins with."""
    spellings = [folded.replace(" ", "") for folded in folding.spellings(written)]
    return [way for way in ways if any(folded.startswith(way) for folded in spellings)]
