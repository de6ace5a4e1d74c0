"""Reads of the directory: people in the order of their names, all or those whose names match."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from profiles.directory import marks
from profiles.directory.cursors import Cursor
from profiles.directory.marks import Result
from profiles.directory.models import MAX_WORD_LENGTH
from profiles.people import access
from profiles.people import queries as people
from profiles.people.models import Profile, Status
from profiles.shared import folding, tsvectors
from profiles.shared.visibility import Viewer

PAGE = 20
SUGGESTIONS = 6
LAST = "\U0010ffff"  # after every letter, in the order of code points
COUNT_CAP = 1000
MAX_WORDS = 8
MAX_QUERY_LENGTH = 200


@dataclass(frozen=True)
class Page:
    """A page of people; `count` stops at COUNT_CAP, `after` and `before` are "" where nothing follows."""

    people: list[Result]
    count: int
    count_is_capped: bool
    after: str
    before: str


@dataclass(frozen=True)
class Wish:
    """What a reader asks for: words of a name, or the letter that family names begin with; and from where on."""

    query: str = ""
    letter: str = ""
    after: Cursor | None = None
    before: Cursor | None = None


def listed_people(viewer: Viewer, wish: Wish, *, size: int = PAGE) -> Page:
    """People whose names begin, word by word, like the words of the query. Four queries whatever their number."""
    found = _matching(published(viewer), viewer, wish.query)
    if wish.letter and not wish.query:
        found = found.filter(sort_key__gte=wish.letter, sort_key__lt=wish.letter + LAST)
    after, before = wish.after, wish.before
    count = found.order_by()[: COUNT_CAP + 1].count()
    ordered = _from(found, after, before)[: size + 1]
    rows = list(people.for_cards(ordered, viewer))
    has_more = len(rows) > size
    rows = rows[:size]
    if before and not after:
        rows.reverse()
    has_next, has_previous = (bool(rows), has_more) if before and not after else (has_more, bool(after and rows))
    return Page(
        people=[marks.result(card, wish.query) for card in people.cards(rows)],
        count=min(count, COUNT_CAP),
        count_is_capped=count > COUNT_CAP,
        after=str(Cursor.at(rows[-1])) if has_next else "",
        before=str(Cursor.at(rows[0])) if has_previous else "",
    )


def suggested_people(viewer: Viewer, query: str) -> list[Result]:
    """The first few whose names begin so, in the order of the list."""
    found = _matching(published(viewer), viewer, query).order_by("sort_key", "id")
    return [marks.result(card, query) for card in people.cards(people.for_cards(found[:SUGGESTIONS], viewer))]


def published(viewer: Viewer) -> QuerySet[Profile]:
    return access.visible_to(viewer).filter(status=Status.PUBLISHED)


def _matching(profiles: QuerySet[Profile], viewer: Viewer, query: str) -> QuerySet[Profile]:
    words = [word[:MAX_WORD_LENGTH] for word in folding.fold(query[:MAX_QUERY_LENGTH]).split()[:MAX_WORDS]]
    if not words:
        return profiles.none() if query.strip() else profiles
    words_seen = "entry__member_words" if viewer.is_member else "entry__words"
    return profiles.filter(**{words_seen: tsvectors.prefixes(words)})


def _from(profiles: QuerySet[Profile], after: Cursor | None, before: Cursor | None) -> QuerySet[Profile]:
    if after:
        beyond = Q(sort_key__gt=after.sort_key) | Q(sort_key=after.sort_key, id__gt=after.id)
        return profiles.filter(beyond, sort_key__gte=after.sort_key).order_by("sort_key", "id")
    if before:
        short_of = Q(sort_key__lt=before.sort_key) | Q(sort_key=before.sort_key, id__lt=before.id)
        return profiles.filter(short_of, sort_key__lte=before.sort_key).order_by("-sort_key", "-id")
    return profiles.order_by("sort_key", "id")
