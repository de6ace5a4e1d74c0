"""People in the order of their names: all, or those of one letter."""

from django.db import connection
from django.db.models import Q, QuerySet

from profiles.directory import dictionary, lists, searches
from profiles.directory.cursors import Cursor
from profiles.directory.lists import Count, Found
from profiles.directory.wishes import Wish
from profiles.people import access
from profiles.people.models import Profile
from profiles.shared.believed import Believed
from profiles.shared.visibility import STRANGER, Viewer

_COUNTED = Believed[Count](most=100)  # for strangers, by letter: what every page of such a list shows beside it


def page(viewer: Viewer, wish: Wish, size: int, count: Count) -> Found:
    """One query, whatever the number of people."""
    rows = _from(_of_letter(viewer, wish.letter), wish.after, wish.before).values_list("sort_key", "id")[: size + 1]
    return lists.cut([Cursor(key, pk) for key, pk in rows], wish, size, count)


def count(viewer: Viewer, wish: Wish) -> Count:
    """One query, without facets."""
    return Count.over(_of_letter(viewer, wish.letter))


def count_with_facets(viewer: Viewer, wish: Wish) -> Count:
    """One query; for strangers what was read a moment ago is believed.

    Not on the first page of all: that is kept whole, and nothing in it may be older than it is.
    """
    if viewer == STRANGER:
        return _COUNTED.get(wish.letter, lambda: _counted(viewer, wish.letter), afresh=wish == Wish())
    return _counted(viewer, wish.letter)


def _counted(viewer: Viewer, letter: str) -> Count:
    first = _of_letter(viewer, letter).order_by("sort_key", "id").values("id")[: searches.CAP + 1]
    people, values = first.query.sql_with_params()
    sql = f"""
        WITH found AS MATERIALIZED (
            SELECT {searches.facets_of(viewer)} AS facets
            FROM ({people}) AS people LEFT JOIN directory_entry ON directory_entry.profile_id = people.id
        ) SELECT (SELECT count(*) FROM found), {searches.facets()}
    """  # noqa: S608  # the ORM's own SQL, with its values beside it
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return Count.of(*cursor.fetchone())


def _of_letter(viewer: Viewer, letter: str) -> QuerySet[Profile]:
    """All, or those whose sort key begins so."""
    everybody = access.published_to(viewer)
    return everybody.filter(sort_key__gte=letter, sort_key__lt=letter + dictionary.LAST) if letter else everybody


def _from(profiles: QuerySet[Profile], after: object, before: object) -> QuerySet[Profile]:
    if isinstance(after, Cursor):
        beyond = Q(sort_key__gt=after.sort_key) | Q(sort_key=after.sort_key, id__gt=after.id)
        return profiles.filter(beyond, sort_key__gte=after.sort_key).order_by("sort_key", "id")
    if isinstance(before, Cursor):
        short_of = Q(sort_key__lt=before.sort_key) | Q(sort_key=before.sort_key, id__lt=before.id)
        return profiles.filter(short_of, sort_key__lte=before.sort_key).order_by("-sort_key", "-id")
    return profiles.order_by("sort_key", "id")
