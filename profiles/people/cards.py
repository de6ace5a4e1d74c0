"""People in lists: a card of each, with what the viewer may see of the little that it shows."""

import functools
import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import F, Model, Q, QuerySet
from django.urls import reverse

from profiles.people import access, names, sections
from profiles.people.models import Item, Kind, Part, Picture, Profile
from profiles.people.sections import Affiliation, OtherName
from profiles.shared.composed import Among, Composed
from profiles.shared.visibility import STRANGER, Viewer

ITEMS_OF_A_CARD = 40  # the first of each part; who is called more is found by all names, and shown by these
_KINDS = (Kind.PICTURE, Kind.HEADLINE, Kind.NAMES, Kind.POSITIONS)
_TOLD = ("user__username", "display_name", "sort_name", "language")
_TOLD_OF_PARTS = ("profile_id", "kind", "text", "language", "picture")
_TOLD_OF_ITEMS = (
    *("part_id", "kind", "title", "language", "detail", "started_on", "ended_on", "organization_name"),
    *("organization__ror", "organization__name", "organization__language"),
)
_NOBODY = [UUID(int=0)]
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Plate:
    """A portrait, or the monogram that stands for it while `url` is empty."""

    letters: str
    colour: int
    url: str = ""
    large_url: str = ""
    alt: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Card:
    """A person in a list. `other_name` is how it is written in another script, `role` what the person does now."""

    username: str
    url: str
    name: str
    lang: str
    headline: str
    headline_lang: str
    plate: Plate
    other_names: tuple[OtherName, ...] = ()
    other_name: OtherName | None = None
    role: Affiliation | None = None


def of(viewer: Viewer, ids: Sequence[UUID]) -> list[Card]:
    """Of published pages, in this order, but for those that the viewer may not see; three queries."""
    if not ids:
        return []
    cards = _cards(viewer, _rows(_pages, viewer, list(ids)))
    return [cards[pk] for pk in ids if pk in cards]


def newest(viewer: Viewer, count: int) -> list[Card]:
    """The latest that were published; three queries."""
    latest = _told(viewer).filter(published_at__isnull=False).order_by("-published_at", "id")[:count]
    return list(_cards(viewer, list(latest)).values())


def _cards(viewer: Viewer, profiles: list[Profile]) -> dict[UUID, Card]:
    """By their ids, in their order; two queries whatever their number."""
    ids = [profile.pk for profile in profiles]
    items, parts = defaultdict[UUID, list[Item]](list), defaultdict[UUID, dict[str, Part]](dict)
    for item in _rows(_items, viewer, ids):
        items[item.part_id].append(item)
    for part in _rows(_parts, viewer, ids):
        parts[part.profile_id][part.kind] = part
    return {profile.pk: _card(profile, parts[profile.pk], items) for profile in profiles}


def _rows(queryset: Callable[[Viewer, list[UUID]], QuerySet[M]], viewer: Viewer, ids: list[UUID]) -> list[M]:
    """Strangers', who ask most, in half the time (docs/decisions/0041-strangers-reads-composed-once.md)."""
    return _composed(queryset).rows(ids) if viewer == STRANGER else list(queryset(viewer, ids))


@functools.cache
def _composed(queryset: Callable[[Viewer, list[UUID]], QuerySet[M]]) -> Composed[M]:
    return Composed(queryset(STRANGER, _NOBODY), _NOBODY)


def _told(viewer: Viewer) -> QuerySet[Profile]:
    return access.published_to(viewer).select_related("user").only(*_TOLD)


def _pages(viewer: Viewer, ids: list[UUID]) -> QuerySet[Profile]:
    return _told(viewer).filter(Among(F("pk"), ids))


def _parts(viewer: Viewer, ids: list[UUID]) -> QuerySet[Part]:
    parts = access.parts_visible_to(viewer).filter(Among(F("profile"), ids), kind__in=_KINDS)
    return parts.select_related("picture").only(*_TOLD_OF_PARTS)


def _items(viewer: Viewer, ids: list[UUID]) -> QuerySet[Item]:
    """Never more than a few of each; by their stored position, for a slice would number all of them in a window."""
    shown = Q(kind=Kind.NAMES) | Q(kind=Kind.POSITIONS, ended_on="")
    items = access.items_visible_to(viewer).filter(shown, Among(F("part__profile"), ids), position__lt=ITEMS_OF_A_CARD)
    return items.select_related("organization").only(*_TOLD_OF_ITEMS)


def _card(profile: Profile, parts: dict[str, Part], items: dict[UUID, list[Item]]) -> Card:
    headline = parts.get(Kind.HEADLINE)
    others = sections.other_names(_of(parts.get(Kind.NAMES), items))
    return Card(
        username=profile.user.username,
        url=reverse("pages:profile", args=[profile.user.username]),
        name=profile.display_name,
        lang=profile.language,
        headline=headline.text if headline else "",
        headline_lang=headline.language if headline else "",
        plate=plate(profile, picture_of(parts)),
        other_names=others,
        other_name=next(
            (other for other in others if names.are_of_two_scripts(profile.display_name, other.name)), None
        ),
        role=next((sections.affiliation(item) for item in _of(parts.get(Kind.POSITIONS), items)), None),
    )


def _of(part: Part | None, items: dict[UUID, list[Item]]) -> list[Item]:
    return items[part.pk] if part else []


def picture_of(parts: dict[str, Part]) -> Picture | None:
    part = parts.get(Kind.PICTURE)
    return part.picture if part else None


def plate(profile: Profile, picture: Picture | None) -> Plate:
    letters = names.monogram(profile.display_name, profile.sort_name)
    if picture is None:
        return Plate(letters, colour(profile.user_id))
    return Plate(
        letters,
        colour(profile.user_id),
        url=reverse("people:media", args=[picture.small_key]),
        large_url=reverse("people:media", args=[picture.large_key]),
        alt=picture.alt,
        width=picture.width,
        height=picture.height,
    )


def colour(user_id: UUID) -> int:
    """1 to 6, from the user and not the name, so that a new name keeps it."""
    return hashlib.sha256(user_id.bytes).digest()[0] % 6 + 1
