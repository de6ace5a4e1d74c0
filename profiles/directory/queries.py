"""Reads of the directory: people in the order of their names, or those who match what was asked, the best first."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.core.exceptions import BadRequest
from django.db import connection

from profiles.directory import browsing, dictionary, guesses, lists, marks, reasons, searches
from profiles.directory.cursors import Cursor, Rank
from profiles.directory.lists import Count, Found
from profiles.directory.marks import Result, Words
from profiles.directory.searches import Nearby, Tier
from profiles.directory.wishes import Asked, Wish
from profiles.people import cards
from profiles.shared.visibility import Viewer

PAGE = 20
SUGGESTIONS = 6


@dataclass(frozen=True)
class Page:
    """What is found as cards to show."""

    people: list[Result]
    count: Count
    after: str
    before: str
    spelling: tuple[str, ...]


@dataclass(frozen=True)
class Neighbours:
    """Of each word of a query the known words that begin so, and those that it may be a misspelling of."""

    begun: Nearby
    close: Nearby


def neighbours(viewer: Viewer, query: str) -> Neighbours:
    """Two queries. Whoever asks for one query with several filters reads them once, and hands them on as `near`."""
    words = Asked.read(query).all_words()
    begun = dictionary.beginning_with(viewer, [word for word in words if len(word) > 2])
    return Neighbours(begun, dictionary.close_to(viewer, words))


def found(viewer: Viewer, wish: Wish, near: Neighbours | None = None, *, size: int = PAGE) -> Page:
    """A page of those whom the wish finds, with their facets."""
    one = found_ids(viewer, wish, near, size=size, with_facets=True)
    words = Asked.read(wish.query).distinct_words()
    people = reasons.with_reasons(viewer, _marked(viewer, one.ids, words), words)
    return Page(people, one.count, one.after, one.before, one.spelling)


def found_ids(
    viewer: Viewer,
    wish: Wish,
    near: Neighbours | None = None,
    *,
    size: int = PAGE,
    enough: int | None = None,
    with_facets: bool = False,
) -> Found:
    """Which profiles these are, for outputs with rows of their own. A cursor must be of this very wish.

    With `enough` found by their names, nobody is looked for by close spellings and other fields.
    """
    if any(isinstance(place, Cursor if wish.is_ranked else Rank) for place in (wish.after, wish.before)):
        raise BadRequest("a cursor of another list")
    if not wish.is_narrowed:
        count = browsing.count_with_facets if with_facets else browsing.count
        return browsing.page(viewer, wish, size, count(viewer, wish))
    asked = Asked.read(wish.query)
    if wish.is_ranked and not asked:
        return Found()
    if enough is not None:
        answer = _page(viewer, searches.tiers(asked, wish.filters()), wish, size)
        if answer.count.people >= enough:
            return answer
    answer = _page(viewer, _tiers(viewer, wish, near), wish, size, with_facets=with_facets)
    if answer.count.people or not asked.words:
        return answer
    return replace(answer, spelling=guesses.spelling(viewer, asked, wish, _finds))


def count(viewer: Viewer, wish: Wish, near: Neighbours | None = None) -> Count:
    """Of all whom the wish finds, with their facets."""
    if not wish.is_narrowed:
        return browsing.count_with_facets(viewer, wish)
    if wish.is_ranked and not Asked.read(wish.query):
        return Count()
    wanted = _tiers(viewer, wish, near)
    return _page(viewer, wanted, replace(wish, after=None, before=None), 1, with_facets=True).count


def suggested_people(viewer: Viewer, query: str) -> list[Result]:
    """The first few whom a query finds while it is typed, without reasons that stand elsewhere on their pages."""
    ids = found_ids(viewer, Wish(query), size=SUGGESTIONS, enough=SUGGESTIONS).ids if query.strip() else ()
    return _marked(viewer, ids, Asked.read(query).distinct_words())


def _marked(viewer: Viewer, ids: tuple[UUID, ...], words: Words) -> list[Result]:
    return [marks.result(card, words) for card in cards.of(viewer, ids)]


def _tiers(viewer: Viewer, wish: Wish, near: Neighbours | None) -> list[Tier]:
    """All that a wish is looked for by."""
    near = near or neighbours(viewer, wish.query)
    asked, filters = Asked.read(wish.query), wish.filters()
    return searches.tiers(asked, filters) + searches.wider_tiers(asked, filters, near.begun, near.close)


def _finds(viewer: Viewer, query: str, wish: Wish) -> bool:
    asked = Asked.read(query)
    widest = max(searches.tiers(asked, wish.filters()), key=lambda tier: tier.number)
    wanted = [widest, *searches.wider_tiers(asked, wish.filters(), {}, {})[:1]]  # which holds the others
    sql, values = searches.anybody(viewer, wanted)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return bool(cursor.fetchone()[0])


def _page(viewer: Viewer, wanted: list[Tier], wish: Wish, size: int, *, with_facets: bool = False) -> Found:
    """One statement: how many there are, what they have in common, and those of this page with one more.

    Beyond the cap nobody is counted, and without facets only as many are looked at as the page shows.
    """
    start, values = searches.hits(viewer, wanted)
    rows_sql, more = _ranked(viewer, wish) if wish.is_ranked else _named(wish)
    sql = f"""
        {start} SELECT CASE WHEN candidates <= %s THEN (SELECT count(*) FROM found) END,
            {searches.facets() if with_facets else "NULL"},
            (SELECT json_agg(json_build_array(id, sort_key, tier)) FROM ({rows_sql} LIMIT %s) AS page)
        FROM (SELECT count(*) AS candidates FROM candidates) AS counted
    """  # noqa: S608  # its parts are written here
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, searches.CAP, *more, size + 1])
        people, facets, rows = cursor.fetchone()
    places = [Rank(tier, UUID(pk)) if wish.is_ranked else Cursor(key, UUID(pk)) for pk, key, tier in rows or ()]
    return lists.cut(places, wish, size, Count.of(people, facets))


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
