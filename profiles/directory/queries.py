"""Reads of the directory: people in the order of their names, or those who match what was asked, the best first."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.core.exceptions import BadRequest
from django.db import connection
from django.db.models import Q, QuerySet

from profiles.directory import dictionary, guesses, marks, reasons, searches
from profiles.directory.cursors import Cursor, Rank
from profiles.directory.marks import Result
from profiles.directory.searches import Tier
from profiles.directory.wishes import Asked, Wish
from profiles.people import access
from profiles.people import queries as people
from profiles.people.models import Profile, Status
from profiles.shared.visibility import Viewer

PAGE = 20
SUGGESTIONS = 6
COUNT_CAP = searches.CAP
LAST = dictionary.LAST


@dataclass(frozen=True)
class Found:
    """Profiles in their order; `count` stops at COUNT_CAP, `after` and `before` are "" where nothing follows.

    `spelling` are queries that do find somebody, where this one does not.
    """

    ids: tuple[UUID, ...] = ()
    count: int = 0
    count_is_capped: bool = False
    after: str = ""
    before: str = ""
    spelling: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """The same as cards to show."""

    people: list[Result]
    count: int
    count_is_capped: bool
    after: str
    before: str
    spelling: tuple[str, ...]


def found(viewer: Viewer, wish: Wish, *, size: int = PAGE) -> Page:
    """A page of those whom the wish finds."""
    ids = found_ids(viewer, wish, size=size)
    return Page(
        people=_results(viewer, ids.ids, wish.query),
        count=ids.count,
        count_is_capped=ids.count_is_capped,
        after=ids.after,
        before=ids.before,
        spelling=ids.spelling,
    )


def found_ids(viewer: Viewer, wish: Wish, *, size: int = PAGE, enough: int = COUNT_CAP) -> Found:
    """Which profiles these are, for outputs with rows of their own. A cursor must be of this very wish.

    With `enough` found by their names, nobody is looked for by close spellings and other fields.
    """
    if any(isinstance(place, Cursor if wish.is_ranked else Rank) for place in (wish.after, wish.before)):
        raise BadRequest("a cursor of another list")
    if not wish.is_ranked and not wish.is_filtered:
        return _browsed(viewer, wish, size)
    asked = Asked.read(wish.query)
    if wish.is_ranked and not asked:
        return Found()
    if enough < COUNT_CAP:
        answer = _page(viewer, searches.tiers(asked, wish.filters()), wish, size)
        if answer.count >= enough:
            return answer
    answer = _page(viewer, tiers(viewer, wish), wish, size)
    if answer.count or not asked.words:
        return answer
    return replace(answer, spelling=guesses.spelling(viewer, asked, wish, _finds))


def tiers(viewer: Viewer, wish: Wish) -> list[Tier]:
    """All that a wish is looked for by, as `found_ids` does it; two queries."""
    asked = Asked.read(wish.query)
    words = asked.all_words()
    nearby = dictionary.beginning_with(viewer, [word for word in words if len(word) > 2])
    close = dictionary.close_to(viewer, words)
    return searches.tiers(asked, wish.filters()) + searches.wider_tiers(asked, wish.filters(), nearby, close)


def suggested_people(viewer: Viewer, query: str) -> list[Result]:
    """The first few whom a query finds while it is typed."""
    ids = found_ids(viewer, Wish(query), size=SUGGESTIONS, enough=SUGGESTIONS).ids if query.strip() else ()
    return _results(viewer, ids, query)


def published(viewer: Viewer) -> QuerySet[Profile]:
    return access.visible_to(viewer).filter(status=Status.PUBLISHED)


def browsed(viewer: Viewer, letter: str) -> QuerySet[Profile]:
    """All, or those whose sort key begins so."""
    everybody = published(viewer)
    return everybody.filter(sort_key__gte=letter, sort_key__lt=letter + LAST) if letter else everybody


def _results(viewer: Viewer, ids: tuple[UUID, ...], query: str) -> list[Result]:
    rows = {row.pk: row for row in people.for_cards(published(viewer).filter(pk__in=ids), viewer)} if ids else {}
    found = [marks.result(card, query) for card in people.cards(rows[pk] for pk in ids if pk in rows)]
    return reasons.with_reasons(viewer, found, query) if query.strip() else found


def _finds(viewer: Viewer, query: str, wish: Wish) -> bool:
    asked = Asked.read(query)
    wanted = [*searches.tiers(asked, wish.filters())[-1:], *searches.wider_tiers(asked, wish.filters(), {}, {})]
    sql, values = searches.anybody(viewer, wanted)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return bool(cursor.fetchone()[0])


def _page(viewer: Viewer, wanted: list[Tier], wish: Wish, size: int) -> Found:
    """One statement: how many there are, and those of this page with one more.

    Beyond the cap nobody is counted, and of those who match only as many are looked at as the page shows.
    """
    start, values = searches.hits(viewer, wanted)
    rows_sql, more = _ranked(viewer, wish) if wish.is_ranked else _named(wish)
    sql = f"""
        {start} SELECT total.candidates, total.people, page.* FROM (
            SELECT candidates, CASE WHEN candidates <= %s THEN (SELECT count(*) FROM found) END AS people
            FROM (SELECT count(*) AS candidates FROM candidates) AS counted
        ) AS total LEFT JOIN LATERAL ({rows_sql} LIMIT %s) AS page ON true
    """  # noqa: S608  # its parts are written here
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, COUNT_CAP, *more, size + 1])
        rows = cursor.fetchall()
    places: list[Cursor | Rank] = [
        Rank(tier, pk) if wish.is_ranked else Cursor(key, pk) for _, _, pk, key, tier in rows if pk
    ]
    count = rows[0][1]
    return _cut(places, wish, size, COUNT_CAP if count is None else count, is_capped=count is None)


def _ranked(viewer: Viewer, wish: Wish) -> tuple[str, list[Any]]:
    """Candidates from a place on, the best first and of those the newest page; ids tell when a page was begun."""
    place = wish.after or wish.before
    order, beyond, values = "tier, profile_id DESC", "", list[Any]()
    if isinstance(place, Rank):
        tier, before = ("<", ">") if wish.before and not wish.after else (">", "<")
        beyond, values = (
            f"WHERE tier {tier} %s OR (tier = %s AND profile_id {before} %s)",
            [place.tier, place.tier, place.id],
        )
        order = order if wish.after else "tier DESC, profile_id"
    ordered = f"(SELECT * FROM candidates {beyond} ORDER BY {order} OFFSET 0)"  # noqa: S608  # written here
    visible, seen = searches.visible_among(viewer, ordered)
    return f"{visible} ORDER BY candidate.{order.replace(', ', ', candidate.')}", [*values, *seen]


def _named(wish: Wish) -> tuple[str, list[Any]]:
    """Those who are found, from a place on in the order of names."""
    place = wish.after or wish.before
    order, beyond, values = "sort_key, id", "", list[Any]()
    if isinstance(place, Cursor):
        sign, order = (">", order) if wish.after else ("<", "sort_key DESC, id DESC")
        beyond, values = f"WHERE (sort_key, id) {sign} (%s, %s)", [place.sort_key, place.id]
    return f"SELECT id, sort_key, tier FROM found {beyond} ORDER BY {order}", values  # noqa: S608  # written here


def _browsed(viewer: Viewer, wish: Wish, size: int) -> Found:
    """In the order of names, two queries whatever their number."""
    everybody = browsed(viewer, wish.letter)
    count = everybody.order_by()[: COUNT_CAP + 1].count()
    rows = _from(everybody, wish.after, wish.before).values_list("sort_key", "id")[: size + 1]
    return _cut([Cursor(key, pk) for key, pk in rows], wish, size, count, is_capped=count > COUNT_CAP)


def _cut(places: "list[Cursor] | list[Cursor | Rank]", wish: Wish, size: int, count: int, *, is_capped: bool) -> Found:
    """A page out of what was fetched, which is one more than the page where something follows."""
    is_backward = bool(wish.before and not wish.after)
    has_more = len(places) > size
    kept = list(places[:size])
    if is_backward:
        kept.reverse()
    has_next, has_previous = (bool(kept), has_more) if is_backward else (has_more, bool(wish.after and kept))
    return Found(
        ids=tuple(place.id for place in kept),
        count=min(count, COUNT_CAP),
        count_is_capped=is_capped,
        after=str(kept[-1]) if has_next else "",
        before=str(kept[0]) if has_previous else "",
    )


def _from(profiles: QuerySet[Profile], after: object, before: object) -> QuerySet[Profile]:
    if isinstance(after, Cursor):
        beyond = Q(sort_key__gt=after.sort_key) | Q(sort_key=after.sort_key, id__gt=after.id)
        return profiles.filter(beyond, sort_key__gte=after.sort_key).order_by("sort_key", "id")
    if isinstance(before, Cursor):
        short_of = Q(sort_key__lt=before.sort_key) | Q(sort_key=before.sort_key, id__lt=before.id)
        return profiles.filter(short_of, sort_key__lte=before.sort_key).order_by("-sort_key", "-id")
    return profiles.order_by("sort_key", "id")
