"""What a reader asks the directory for, as words to look for and filters; whatever was typed, it is bounded here."""

import re
from dataclasses import dataclass

from profiles.directory import lexemes
from profiles.directory.cursors import Cursor, Rank
from profiles.shared import folding

MAX_QUERY_LENGTH = 200
MAX_WORDS = 8
MAX_CHOSEN = 20  # filters of one kind
_ORCID = re.compile(r"(?<![0-9])[0-9]{4}[- ]?[0-9]{4}[- ]?[0-9]{4}[- ]?[0-9]{3}[0-9Xx](?![0-9A-Za-z])")
KINDS = ("organizations", "interests", "languages")


@dataclass(frozen=True)
class Wish:
    """Words of a name or a field, or the letter that family names begin with; filters; and from where on.

    Filters of one kind are joined by "or", those of two kinds by "and". `organizations` are ROR ids or folded names,
    `interests` folded labels, `languages` those of names, without region or script.
    """

    query: str = ""
    letter: str = ""
    organizations: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    after: Cursor | Rank | None = None
    before: Cursor | Rank | None = None

    @property
    def is_filtered(self) -> bool:
        return any(getattr(self, kind) for kind in KINDS)

    @property
    def is_narrowed(self) -> bool:
        return self.is_ranked or self.is_filtered

    @property
    def is_ranked(self) -> bool:
        return bool(self.query.strip())

    def without(self, kind: str) -> "Wish":
        return self.with_chosen(kind, ())

    def with_chosen(self, kind: str, keys: tuple[str, ...]) -> "Wish":
        """The first page with these filters of one kind."""
        organizations, interests, languages = (keys if name == kind else getattr(self, name) for name in KINDS)
        return Wish(self.query, self.letter, organizations, interests, languages)

    def filters(self) -> list[list[str]]:
        """Lexemes: one of each list must be there."""
        organizations = [f"{kind}{key}" for key in self.organizations for kind in (lexemes.ORGANIZATION, lexemes.PLACE)]
        interests = [f"{lexemes.INTEREST}{key}" for key in self.interests]
        languages = [f"{lexemes.LANGUAGE}{key}" for key in self.languages]
        letters = [f"{lexemes.LETTER}{self.letter}"] if self.letter and not self.is_ranked else []
        groups = (organizations, interests, languages, letters)
        return [[lexemes.FILTER + _safe(one) for one in group[: 2 * MAX_CHOSEN]] for group in groups if group]


@dataclass(frozen=True)
class Asked:
    """A query as words, each in its spellings; or an ORCID iD; or nothing that could be found."""

    words: tuple[tuple[str, ...], ...] = ()
    wholes: tuple[str, ...] = ()
    orcid: str = ""

    @classmethod
    def read(cls, query: str) -> "Asked":
        cut = query[:MAX_QUERY_LENGTH]
        if found := _ORCID.search(cut):
            return cls(orcid=re.sub("[- ]", "", found[0]).upper())
        words = [[word[: lexemes.MAX_WORD_LENGTH] for word in word_] for word_ in folding.words(cut)[:MAX_WORDS]]
        wholes = [whole[: lexemes.MAX_WHOLE_LENGTH] for whole in folding.spellings(cut)]
        return cls(tuple(map(_spellings, words)), tuple(wholes))

    def __bool__(self) -> bool:
        return bool(self.words or self.orcid)

    def distinct_words(self) -> list[tuple[str, ...]]:
        return list(dict.fromkeys(self.words))

    def all_words(self) -> list[str]:
        return list(dict.fromkeys(word for spellings in self.words for word in spellings))


def _spellings(word: list[str]) -> tuple[str, ...]:
    """With and without an article."""
    bare = (folding.without_article(way) for way in word)
    return tuple(dict.fromkeys([*word, *filter(None, bare)]))


def _safe(key: str) -> str:
    """A filter's key comes from an address: what no key has is dropped, so it cannot be syntax."""
    return "".join(letter for letter in key[: lexemes.MAX_WHOLE_LENGTH] if letter.isalnum() or letter == " ")
