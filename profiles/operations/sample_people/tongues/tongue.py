"""What the generator knows of one language: its names, their order, and things to say about scholarship."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

Order = Literal["given first", "family first", "family first, unspaced"]
Second = Literal["", "initial", "hyphen", "family after", "family before", "patronymic"]


@dataclass(frozen=True, slots=True)
class Word:
    written: str
    latin: str
    """Lower-case a to z, for usernames."""


@dataclass(frozen=True, slots=True)
class Tongue:
    code: str
    women: tuple[Word, ...]
    men: tuple[Word, ...]
    families: tuple[tuple[Word, Word], ...]
    """Each as a woman and as a man bears it. The Latin forms are unique over all tongues, so usernames are too."""
    fields: tuple[str, ...]
    """The first two are broad enough to stand beside any topic."""
    topics: tuple[str, ...]
    openings: tuple[str, ...]
    """With {a} and {b}, two topics in their dictionary form."""
    middles: tuple[str, ...]
    closings: tuple[str, ...]
    pronouns: tuple[str, str]
    order: Order = "given first"
    second: Second = ""
    """What every third person's name has more."""
    patronymics: tuple[tuple[str, str], ...] = ()
    colon: str = ": "
    semicolon: str = "; "
    full_stop: str = "."
    joint: str = " "
    """What stands between two sentences."""
    tones: tuple[int, ...] = (0, 1, 2, 3)
    """How dark the skin of its drawn portraits may be: see `portrait_traits.traits`."""


def words(text: str) -> tuple[Word, ...]:
    """Read "Anna Søren 田中=tanaka": what stands before "=" is written, what follows is its Latin form."""
    return tuple(_word(item) for item in text.split())


def families(text: str) -> tuple[tuple[Word, Word], ...]:
    """Read family names; "Морозова/Морозов=morozova/morozov" where a woman's differs from a man's."""
    return tuple(_family(item) for item in text.split())


def phrases(text: str) -> tuple[str, ...]:
    """Read one phrase per line."""
    return tuple(line.strip() for line in text.strip().split("\n"))


def pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Read "Андреевна/Андреевич"; "_" stands for a space."""
    halves = (item.replace("_", " ").partition("/") for item in text.split())
    return tuple((hers, his) for hers, _, his in halves)


def latin(name: str) -> str:
    """Reduce a name in Latin letters to a to z."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return "".join(letter for letter in plain if "a" <= letter <= "z")


_LETTERS = str.maketrans({"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def _word(item: str) -> Word:
    written, _, given = item.partition("=")
    return Word(written.replace("_", " "), given or latin(written))


def _family(item: str) -> tuple[Word, Word]:
    written, _, given = item.partition("=")
    feminine, _, masculine = written.partition("/")
    feminine_latin, _, masculine_latin = given.partition("/")
    her = Word(feminine.replace("_", " "), feminine_latin or latin(feminine))
    if not masculine:
        return her, her
    return her, Word(masculine.replace("_", " "), masculine_latin or latin(masculine))
