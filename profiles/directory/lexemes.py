"""What a page is found by: folded words in a tsvector, with a mark before those that are no plain word of a name.

    sofya               a word of one of her names, and S, its first letter, which is asked as a word
    <so  <sof           what a word of her names begins with: one step, where a prefix of two letters is many
    =sofya kovalevskaya a whole name, in either order
    ,sk                 the first letters of a name, as in "SK" or "JRR Tolkien"
    .s                  a letter that stands for a name she does not write out, as in "S. Kovalevskaya"
    /epigraphy          a word of her headline or affiliations (weight B), interests (C) or text about herself (D)
    #lfr                what the list is filtered by (facets.py)
    @0000000218250097   her ORCID iD

Folded words are letters and digits only, so neither a mark nor anything that people type is ever syntax.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from profiles.people import names
from profiles.shared import folding

EDGE, WHOLE, INITIALS, BARE, OTHER, FILTER, ORCID = "<", "=", ",", ".", "/", "#", "@"
MAX_WORD_LENGTH = 60  # of the index and of a query; PostgreSQL refuses words beyond 2 kB
MAX_WHOLE_LENGTH = 400
MAX_NAME_WORDS = 60
MAX_OTHER_NAME_WORDS = 1000
MAX_WORDS = {"B": 400, "C": 300, "D": 800}
MAX_INITIALS = 8
MAX_UNSPACED = 8
MAX_FILTERS = 150
ORGANIZATION, PLACE, INTEREST, LANGUAGE = "o", "n", "i", "l"  # of a filter: a registry's id, a name, a label, a tag
LETTER = "a"  # that the sort key begins with
_JOINTS = re.compile(r"[-\u2010\u2011\u2019'ʼ’ʻ]")


@dataclass
class Texts:
    """What one kind of reader may see of a page, as far as it is searched. `own_names` are the first to be kept."""

    own_names: list[str] = field(default_factory=list)
    other_names: list[str] = field(default_factory=list)
    affiliations: list[str] = field(default_factory=list)
    interests: list[str] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    orcids: list[str] = field(default_factory=list)
    organizations: list[tuple[str, str]] = field(default_factory=list)
    language: str = ""
    letter: str = ""

    @property
    def facets(self) -> list[str]:
        """What the list may be filtered by: a kind, and a ROR id, a label as it was written, or a language."""
        places = [ORGANIZATION + ror if ror else PLACE + name for ror, name in self.organizations]
        found = [*places, *(INTEREST + label for label in self.interests)]
        if self.language:
            found.insert(0, LANGUAGE + self.language.split("-")[0].lower())
        return list(dict.fromkeys(found))[:MAX_FILTERS]


@functools.lru_cache(maxsize=4000)  # the same few hundred stand beside most lists
def filter_key(facet: str) -> str:
    """What is equal in two of a kind that are the same thing."""
    kind, written = facet[:1], facet[1:]
    key = folding.fold(written)[:MAX_WHOLE_LENGTH] if kind in (PLACE, INTEREST) else written
    return f"{kind}{key}" if key else ""


def weighted(texts: Texts) -> dict[str, str]:
    """Each lexeme with its weight, the best where there are two."""
    found = dict.fromkeys(_limited(texts.own_names, MAX_NAME_WORDS), "A")
    found |= dict.fromkeys(_limited(texts.other_names, MAX_OTHER_NAME_WORDS), "A")
    found |= dict.fromkeys((ORCID + orcid.replace("-", "") for orcid in texts.orcids), "A")
    for weight, written in (("B", texts.affiliations), ("C", texts.interests), ("D", texts.about)):
        for word in list(dict.fromkeys(word for text in written for word in _words(text)))[: MAX_WORDS[weight]]:
            found.setdefault(OTHER + word, weight)
    for key in filter(None, map(filter_key, texts.facets)):
        found[FILTER + key] = "D"
    if texts.letter:
        found[FILTER + LETTER + texts.letter] = "D"
    return found


def spelt(lexemes: Iterable[str]) -> set[str]:
    """The words of these which somebody may misspell, or write the beginning of."""
    bare = (lexeme.removeprefix(OTHER) for lexeme in lexemes)
    return {word for word in bare if len(word) > 1 and word.isalpha()}


def initials(words: list[str]) -> set[str]:
    """Of a whole name, of the names it begins with alone, and with the family name first."""
    letters = "".join(word[0] for word in words)[:MAX_INITIALS]
    if len(letters) < 2:
        return set()
    return {*(letters[:length] for length in range(2, len(letters) + 1)), letters[-1] + letters[:-1]}


def plain_words(text: str) -> set[str]:
    """The words of a name or a text, as they are asked for."""
    found = {*folding.tokens(text), *_joined(text), *_endings(text)}
    return found | {bare for word in found if (bare := folding.without_article(word))}


def beginning(word: str) -> str:
    """The lexeme that all words have which begin with these two or three letters, or with this one."""
    return word if len(word) == 1 else EDGE + word[:3]


def _limited(written: list[str], limit: int) -> Iterator[str]:
    """Of names, word by word, until there are too many."""
    left = limit
    for name in dict.fromkeys(written):
        for way in folding.spellings(name):
            words = [word[:MAX_WORD_LENGTH] for word in way.split()][:left]
            left -= len(words)
            yield from _of_name(words)
        for word in [*_joined(name), *_endings(name)][:left]:
            left -= 1
            yield from _of_word(word)


def _of_name(words: list[str]) -> Iterator[str]:
    for word in words:
        yield from _of_word(word)
        if len(word) == 1:
            yield BARE + word
        if bare := folding.without_article(word):
            yield from _of_word(bare)
    for order in (words, words[-1:] + words[:-1], words[1:] + words[:1]):
        if words:
            yield WHOLE + " ".join(order)[:MAX_WHOLE_LENGTH]
    yield from (INITIALS + letters for letters in initials(words))


def _of_word(word: str) -> Iterator[str]:
    yield word
    yield word[0]
    if len(word) > 1:
        yield EDGE + word[:2]
    if len(word) > 2:
        yield EDGE + word[:3]


def _joined(name: str) -> Iterator[str]:
    """What a hyphen joins as one word, and what an apostrophe joins as two: "Jeanpaul", "Brien"."""
    for word in name.split():
        if _JOINTS.search(word):
            yield from folding.tokens(_JOINTS.sub("", word))
            yield from folding.tokens(_JOINTS.sub(" ", word))


def _endings(name: str) -> Iterator[str]:
    """The given name in 王貞治 or 김민수, which no space parts from the family's."""
    for word in name.split():
        if names.script(word) in names.WITHOUT_SPACES:
            for at in range(1, min(len(word), MAX_UNSPACED)):
                yield from folding.tokens(word[at:])


def _words(written: str) -> Iterator[str]:
    for word in folding.tokens(written):
        yield word[:MAX_WORD_LENGTH]
        if bare := folding.without_article(word):
            yield bare[:MAX_WORD_LENGTH]
