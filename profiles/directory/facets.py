"""What a list of people can be narrowed by, counted over the same candidates as the list."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, islice

from profiles.directory import lexemes, queries
from profiles.directory.lists import Count
from profiles.directory.queries import Neighbours
from profiles.directory.wishes import KINDS, Wish
from profiles.people import languages
from profiles.people.models import Organization
from profiles.shared.visibility import Viewer

MOST = 40  # choices of one kind
_KINDS = {
    lexemes.ORGANIZATION: "organizations",
    lexemes.PLACE: "organizations",
    lexemes.INTEREST: "interests",
    lexemes.LANGUAGE: "languages",
}
Merged = dict[str, tuple[int, str]]  # by key: how many have it, and how most write it, "" for what a registry names


@dataclass(frozen=True)
class Choice:
    """A value of a filter; `count` people of the list have it."""

    key: str
    label: str
    lang: str = ""
    count: int = 0
    is_chosen: bool = False


@dataclass(frozen=True)
class Facets:
    """`is_capped` where the counts are of the first candidates alone, so that there may be more."""

    organizations: list[Choice] = field(default_factory=list)
    interests: list[Choice] = field(default_factory=list)
    languages: list[Choice] = field(default_factory=list)
    is_capped: bool = False


def facets(viewer: Viewer, wish: Wish, count: Count, near: Neighbours | None = None) -> Facets:
    """From the count of those whom a wish finds, and one more for each kind it is filtered by, as if it were not."""
    wishes = {kind: wish.without(kind) for kind in KINDS if getattr(wish, kind)}
    counts = dict.fromkeys(KINDS, count) | {kind: queries.count(viewer, one, near) for kind, one in wishes.items()}
    whole = {one: _merged(one.facets) for one in {*counts.values()}}
    merged = {kind: whole[counts[kind]][kind] for kind in KINDS}
    unnamed = [key for key, (_, label) in merged["organizations"].items() if not label]
    labels = _organizations([*wish.organizations, *unnamed])
    choices = {kind: _choices(merged[kind], getattr(wish, kind), kind, labels) for kind in KINDS}
    return Facets(**choices, is_capped=any(one.is_capped for one in counts.values()))


def _merged(rows: Iterable[tuple[str, int]]) -> dict[str, Merged]:
    """By kind, from the most frequent."""
    found: dict[str, Merged] = {kind: {} for kind in KINDS}
    for facet, people in rows:
        kind, key = _KINDS.get(facet[:1]), lexemes.filter_key(facet)[1:]
        if kind and key:
            label = "" if facet[0] == lexemes.ORGANIZATION else facet[1:]
            count, best = found[kind].get(key, (0, label))
            found[kind][key] = (count + people, best)
    return found


def _organizations(rors: list[str]) -> dict[str, tuple[str, str]]:
    known = Organization.objects.filter(ror__in=rors[: 2 * MOST]).values_list("ror", "name", "language")
    return {ror: (name, language) for ror, name, language in known}


def _choices(merged: Merged, chosen: tuple[str, ...], kind: str, labels: dict[str, tuple[str, str]]) -> list[Choice]:
    """The most frequent first; what is chosen stays among them, though nobody has it."""
    ranked = sorted(merged.items(), key=lambda one: (one[0] not in chosen, -one[1][0], one[1][1].casefold()))
    found = (_choice(key, count, label, kind, labels, is_chosen=key in chosen) for key, (count, label) in ranked)
    missing = (_choice(key, 0, key, kind, labels, is_chosen=True) for key in chosen if key not in merged)
    return list(islice((choice for choice in chain(missing, found) if choice.label), MOST))


def _choice(
    key: str, count: int, label: str, kind: str, labels: dict[str, tuple[str, str]], *, is_chosen: bool
) -> Choice:
    if kind == "languages":
        return Choice(key, languages.own_name(key), key, count, is_chosen)
    name, language = labels.get(key, (label, ""))
    return Choice(key, name, language, count, is_chosen)
