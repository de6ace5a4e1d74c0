"""Reads of the feed of changes."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from profiles.api.models import DELETED_KEPT, Feed, FeedEntry

_NO_ERA = UUID(int=0)


class TooOld(Exception):
    """What a cursor stands for is lost or was purged, so that who has it reads everything anew."""


@dataclass(frozen=True)
class Place:
    """Up to where somebody has read; `day` is the day of that, as a number."""

    era: UUID
    position: int
    day: int


@dataclass(frozen=True)
class Changes:
    """Entries in their order, the place after them, and whether more follow already."""

    entries: list[FeedEntry]
    place: Place
    has_more: bool


def newest_place() -> Place:
    """From where on only what comes is news."""
    feed = _feed()
    return Place(feed.era, feed.position, _today())


def changes(place: Place | None, *, size: int) -> Changes:
    """At most `size` entries after the place, or from the first one on. Raises TooOld."""
    feed = _feed()
    if place and _is_lost(place, feed):
        raise TooOld
    after = place.position if place else 0
    found = list(FeedEntry.objects.filter(position__gt=after).order_by("position")[: size + 1])
    has_more, found = len(found) > size, found[:size]
    last = found[-1].position if found else after
    return Changes(found, Place(feed.era, last or 0, _today()), has_more)


def _is_lost(place: Place, feed: Feed) -> bool:
    return place.era != feed.era or place.position > feed.position or _today() - place.day >= DELETED_KEPT.days


def _feed() -> Feed:
    return Feed.objects.first() or Feed(id=1, era=_NO_ERA, position=0)


def _today() -> int:
    return timezone.now().date().toordinal()
