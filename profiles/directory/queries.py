"""Reads of the directory: people in the order of their names, all or those whose names match."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from profiles.directory.cursors import Cursor
from profiles.directory.models import MAX_WORD_LENGTH
from profiles.people import access
from profiles.people import queries as people
from profiles.people.models import Profile, Status
from profiles.people.queries import Card
from profiles.shared import folding, tsvectors
from profiles.shared.visibility import Viewer

PAGE = 20
COUNT_CAP = 1000
MAX_WORDS = 8
MAX_QUERY_LENGTH = 200


@dataclass(frozen=True)
class Page:
    """A page of people; `count` stops at COUNT_CAP, `after` and `before` are "" where nothing follows."""

    people: list[Card]
    count: int
    count_is_capped: bool
    after: str
    before: str


def listed_people(
    viewer: Viewer, query: str = "", *, after: Cursor | None = None, before: Cursor | None = None, size: int = PAGE
) -> Page:
    """People whose names begin, word by word, like the words of the query. Three queries whatever their number."""
    found = _matching(access.visible_to(viewer).filter(status=Status.PUBLISHED), query)
    count = found.order_by()[: COUNT_CAP + 1].count()
    ordered = _from(found, after, before)[: size + 1]
    rows = list(people.with_visible_parts(ordered, viewer))
    has_more = len(rows) > size
    rows = rows[:size]
    if before and not after:
        rows.reverse()
    has_next, has_previous = (bool(rows), has_more) if before and not after else (has_more, bool(after and rows))
    return Page(
        people=[_marked(card, query) for card in people.cards(rows)],
        count=min(count, COUNT_CAP),
        count_is_capped=count > COUNT_CAP,
        after=str(Cursor.at(rows[-1])) if has_next else "",
        before=str(Cursor.at(rows[0])) if has_previous else "",
    )


def _matching(profiles: QuerySet[Profile], query: str) -> QuerySet[Profile]:
    words = [word[:MAX_WORD_LENGTH] for word in folding.fold(query[:MAX_QUERY_LENGTH]).split()[:MAX_WORDS]]
    if not words:
        return profiles.none() if query.strip() else profiles
    return profiles.filter(entry__words=tsvectors.prefixes(words))


def _from(profiles: QuerySet[Profile], after: Cursor | None, before: Cursor | None) -> QuerySet[Profile]:
    if after:
        beyond = Q(sort_key__gt=after.sort_key) | Q(sort_key=after.sort_key, id__gt=after.id)
        return profiles.filter(beyond, sort_key__gte=after.sort_key).order_by("sort_key", "id")
    if before:
        short_of = Q(sort_key__lt=before.sort_key) | Q(sort_key=before.sort_key, id__lt=before.id)
        return profiles.filter(short_of, sort_key__lte=before.sort_key).order_by("-sort_key", "-id")
    return profiles.order_by("sort_key", "id")


def _marked(card: Card, query: str) -> Card:
    return replace(card, marked_name=list(_pieces(card.name, folding.fold(query).split())))


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
