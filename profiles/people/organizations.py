"""Organisations by what people type: their identifiers, and suggestions while a name is written."""

import re
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.db.models.functions import Length

from profiles.people.models import WHOLE, Organization, Standing
from profiles.shared import folding, tsvectors

SUGGESTED = 6
MAX_QUERY_LENGTH = 200
MAX_WORDS = 8
MAX_WORD_LENGTH = 60
ADDRESS = "https://ror.org/"
_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32
_FORM = re.compile(f"0[{_DIGITS}]{{6}}[0-9]{{2}}")
_CANDIDATES = 500
_BEGINNING = 12
_LITTLE = 3  # letters
_LAST = "\U0010ffff"


@dataclass(frozen=True)
class Suggestion:
    """An organisation to choose; `other_name` is what matched where its name does not, `now` names its successor."""

    ror: str
    name: str
    language: str
    other_name: str
    other_language: str
    place: str
    is_active: bool
    now: str


def address(ror: str) -> str:
    """Its ROR id in full, which is an address by its form."""
    return ADDRESS + ror


def is_id(ror: str) -> bool:
    """Whether the last two digits are the checksum of the others: ISO 7064, MOD 97-10."""
    if not _FORM.fullmatch(ror):
        return False
    number = 0
    for digit in ror[1:7]:
        number = number * 32 + _DIGITS.index(digit)
    return int(ror[7:]) == 98 - number * 100 % 97


def suggestions(query: str) -> list[Suggestion]:
    """At most SUGGESTED whose names begin, word by word, like the query's words, the best first; two queries at most.

    First who is called exactly so, then who has another name or an acronym exactly so, then whose name begins so.
    """
    asked = folding.fold(query[:MAX_QUERY_LENGTH])[:MAX_QUERY_LENGTH]  # one letter can fold to many
    words = [word[:MAX_WORD_LENGTH] for word in asked.split()[:MAX_WORDS]]
    if not words:
        return []
    found = _called_so(asked)[:SUGGESTED]
    if len(found) < SUGGESTED:
        seen = {one.pk for one in found}
        found += [one for one in _with_words(words) if one.pk not in seen]
    return [_suggestion(one, words) for one in found[:SUGGESTED]]


def _known() -> QuerySet[Organization]:
    """A withdrawn record was a mistake, so nobody chooses it."""
    known = Organization.objects.exclude(status=Standing.WITHDRAWN).select_related("successor")
    return known.defer("words", "successor__words", "successor__names")


def _called_so(asked: str) -> list[Organization]:
    """Few of any number, the best first: each half is cut before the two are joined."""
    beginning = _known().filter(key__gte=asked, key__lt=asked + _LAST).order_by("key")[:_BEGINNING]
    whole = _known().filter(words=tsvectors.exactly(WHOLE + asked))[:_BEGINNING]
    halves = beginning.annotate(tier=Value(2)).union(whole.annotate(tier=Value(1)), all=True)
    ranked = sorted(halves, key=lambda one: (one.key != asked and one.tier, one.status != Standing.ACTIVE, one.key))
    best: dict[UUID, Organization] = {}
    for one in ranked:
        best.setdefault(one.pk, one)
    return list(best.values())


def _with_words(words: list[str]) -> QuerySet[Organization]:
    """The shortest names of some that match: a word that thousands have is not worth reading them all.

    The index is asked for the longer words, because "of" costs it much and says little; the rows then for all.
    """
    telling = [word for word in words if len(word) > _LITTLE] or words
    some = Organization.objects.filter(words=tsvectors.prefixes(telling)).exclude(status=Standing.WITHDRAWN)
    if telling != words:
        some = some.filter(tsvectors.has_prefixes("words", words))
    is_gone = Case(When(status=Standing.ACTIVE, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = _known().filter(pk__in=some.values("pk")[:_CANDIDATES])
    return found.order_by(is_gone, Length("key"), "key")[: 2 * SUGGESTED]


def _suggestion(one: Organization, words: list[str]) -> Suggestion:
    other: dict[str, str] = {}
    if not _matches(one.name, words):
        other = next((name for name in one.names if _matches(name["name"], words)), {})
    return Suggestion(
        ror=one.ror,
        name=one.name,
        language=one.language,
        other_name=other.get("name", ""),
        other_language=other.get("language", ""),
        place=", ".join(filter(None, (one.city, one.country))),
        is_active=one.status == Standing.ACTIVE,
        now=one.successor.name if one.successor and one.status != Standing.ACTIVE else "",
    )


def _matches(name: str, words: list[str]) -> bool:
    named = folding.tokens(name)
    return all(any(token.startswith(word) for token in named) for word in words)
