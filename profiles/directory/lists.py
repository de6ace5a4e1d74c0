"""A page of a list: which profiles stand on it, what goes before and comes after, and what all that are found have."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from django.db.models import QuerySet

from profiles.directory import searches
from profiles.directory.cursors import Cursor, Rank
from profiles.directory.wishes import Wish
from profiles.people.models import Profile

Facets = tuple[tuple[str, int], ...]


@dataclass(frozen=True, eq=False)
class Count:
    """How many people there are, or the cap of searches where there are more. Two counts are never the same.

    `facets`, where asked for, are what these have, as it is written, with how many have it; the most frequent first.
    """

    people: int = 0
    is_capped: bool = False
    facets: Facets = ()

    @classmethod
    def over(cls, profiles: QuerySet[Profile]) -> Self:
        """One query, without facets."""
        return cls.of(profiles.order_by()[: searches.CAP + 1].count())

    @classmethod
    def of(cls, people: int | None, facets: Iterable[tuple[str, int]] | None = None) -> Self:
        """From how many were counted, None or one too many where there are more."""
        known = searches.CAP + 1 if people is None else people
        return cls(min(known, searches.CAP), known > searches.CAP, tuple((what, have) for what, have in facets or ()))


@dataclass(frozen=True)
class Found:
    """Profiles in their order; `after` and `before` are "" where nothing follows.

    `spelling` are queries that do find somebody, where this one does not.
    """

    ids: tuple[UUID, ...] = ()
    count: Count = Count()
    after: str = ""
    before: str = ""
    spelling: tuple[str, ...] = ()


def cut(places: Sequence[Cursor | Rank], wish: Wish, size: int, count: Count) -> Found:
    """A page out of what was fetched, which is one more than the page where something follows."""
    is_backward = bool(wish.before and not wish.after)
    has_more = len(places) > size
    kept = list(places[:size])
    if is_backward:
        kept.reverse()
    has_next, has_previous = (bool(kept), has_more) if is_backward else (has_more, bool(wish.after and kept))
    return Found(
        ids=tuple(place.id for place in kept),
        count=count,
        after=str(kept[-1]) if has_next else "",
        before=str(kept[0]) if has_previous else "",
    )
