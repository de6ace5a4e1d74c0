"""People in lists: a card of each, with what the viewer may see of the little that it shows."""

import functools
import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet
from django.urls import reverse

from profiles.people import access, names, sections
from profiles.people.models import Item, Kind, Part, Picture, Profile, Status
from profiles.people.queries import visible_parts
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
    if viewer == STRANGER:
        found = _with_parts(_composed_pages().rows(list(ids)))
    else:
        found = list(_read(_published(viewer).filter(pk__in=ids), viewer))
    rows = {row.pk: row for row in found}
    return [_card(rows[pk]) for pk in ids if pk in rows]


def newest(viewer: Viewer, count: int) -> list[Card]:
    """The latest that were published; three queries."""
    if viewer == STRANGER:
        return [_card(profile) for profile in _with_parts(_composed_latest(count).rows(None))]
    return [_card(profile) for profile in _read(_latest(viewer, count), viewer)]


def _published(viewer: Viewer) -> QuerySet[Profile]:
    return access.visible_to(viewer).filter(status=Status.PUBLISHED).select_related("user").only(*_TOLD)


def _latest(viewer: Viewer, count: int) -> QuerySet[Profile]:
    return _published(viewer).filter(published_at__isnull=False).order_by("-published_at", "id")[:count]


def _read(profiles: QuerySet[Profile], viewer: Viewer) -> QuerySet[Profile]:
    """Each with its parts and items that a card shows; three queries whatever their number."""
    parts = _parts(viewer).prefetch_related(Prefetch("items", _items(viewer), to_attr="visible_items"))
    return profiles.prefetch_related(Prefetch("parts", parts, to_attr="visible_parts"))


def _with_parts(profiles: list[Profile]) -> list[Profile]:
    """The same for strangers, in half the time (docs/decisions/0041-strangers-reads-composed-once.md)."""
    ids = [profile.pk for profile in profiles]
    parts, items = _composed_parts()
    parts_of, items_of = defaultdict[UUID, list[Part]](list), defaultdict[UUID, list[Item]](list)
    for part in parts.rows(ids):
        part.visible_items = items_of[part.pk]  # type: ignore[attr-defined]  # as Prefetch's to_attr
        parts_of[part.profile_id].append(part)
    for item in items.rows(ids):
        items_of[item.part_id].append(item)
    for profile in profiles:
        profile.visible_parts = parts_of[profile.pk]  # type: ignore[attr-defined]  # as Prefetch's to_attr
    return profiles


@functools.cache
def _composed_pages() -> Composed[Profile]:
    return Composed(_published(STRANGER).filter(Among(F("pk"), _NOBODY)), _NOBODY)


@functools.lru_cache(maxsize=8)
def _composed_latest(count: int) -> Composed[Profile]:
    return Composed(_latest(STRANGER, count), _NOBODY)


@functools.cache
def _composed_parts() -> tuple[Composed[Part], Composed[Item]]:
    return (
        Composed(_parts(STRANGER).filter(Among(F("profile"), _NOBODY)), _NOBODY),
        Composed(_items(STRANGER).filter(Among(F("part__profile"), _NOBODY)), _NOBODY),
    )


def _parts(viewer: Viewer) -> QuerySet[Part]:
    return access.parts_visible_to(viewer).filter(kind__in=_KINDS).select_related("picture").only(*_TOLD_OF_PARTS)


def _items(viewer: Viewer) -> QuerySet[Item]:
    """Never more than a few of each; by their stored position, for a slice would number all of them in a window."""
    shown = Q(kind=Kind.NAMES) | Q(kind=Kind.POSITIONS, ended_on="")
    items = access.items_visible_to(viewer).filter(shown, position__lt=ITEMS_OF_A_CARD).select_related("organization")
    return items.only(*_TOLD_OF_ITEMS)


def _card(profile: Profile) -> Card:
    parts = visible_parts(profile)
    headline = parts.get(Kind.HEADLINE)
    others = sections.other_names(_items_of(parts.get(Kind.NAMES)))
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
        role=next((sections.affiliation(item) for item in _items_of(parts.get(Kind.POSITIONS))), None),
    )


def _items_of(part: Part | None) -> list[Item]:
    return part.visible_items if part else []  # type: ignore[attr-defined]  # Prefetch's to_attr


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
