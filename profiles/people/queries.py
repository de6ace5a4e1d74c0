"""Reads of profiles: as a reader sees one, as a list shows many, as the owner edits hers."""

import functools
import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from profiles.accounts.models import User
from profiles.people import access, names, sections
from profiles.people.models import Change, Draft, Item, Kind, Organization, Part, Picture, Profile, Status
from profiles.people.sections import Affiliation, OtherName
from profiles.shared import folding
from profiles.shared.composed import Composed
from profiles.shared.visibility import STRANGER, Viewer

CARD_KINDS = (Kind.PICTURE, Kind.HEADLINE, Kind.NAMES, Kind.POSITIONS)
_NOBODY = UUID(int=0)
# What readers are never told; a moment takes longer to read than all texts of an item.
_UNTOLD = ("created_at", "modified_at", "checked_at")
_UNTOLD_OF_USERS = ("user__password", "user__last_login", "user__joined_at")
_UNTOLD_OF_CARDS = ("created_at", "modified_at", "public_changed_at", "published_at", *_UNTOLD_OF_USERS)
ITEMS_OF_A_CARD = 40  # the first of each part; who is called more is found by all names, and shown by these


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


def with_visible_parts(
    profiles: QuerySet[Profile], viewer: Viewer, kinds: Collection[str] | None = None
) -> QuerySet[Profile]:
    """Each with its user, and in `visible_parts` what the viewer may see; two queries whatever their number.

    Parts of these kinds alone, where some are named.
    """
    parts = _parts(viewer)
    if kinds is not None:
        parts = parts.filter(kind__in=kinds)
    return profiles.select_related("user").prefetch_related(Prefetch("parts", parts, to_attr="visible_parts"))


def visible_parts(profile: Profile) -> dict[str, Part]:
    """By slug, sections in their order, from a profile read by `with_visible_parts`."""
    parts: list[Part] = profile.visible_parts  # type: ignore[attr-defined]  # Prefetch's to_attr
    return {part.slug: part for part in parts}


def visible_items(profile: Profile, viewer: Viewer) -> dict[UUID, list[Item]]:
    """Of all parts in one query: by the id of the part, in their order, each with its organisation."""
    return visible_items_in(viewer, Q(part__profile=profile))


def visible_items_in(viewer: Viewer, wanted: Q) -> dict[UUID, list[Item]]:
    """The same for those that are wanted."""
    return _by_part(_items_at_places(viewer).filter(wanted))


def for_strangers(username: str) -> tuple[Profile, dict[UUID, list[Item]]]:
    """What `with_visible_parts` and `visible_items` read for them, in half the time: this is asked most.

    Raises DoesNotExist where they may see no such page.
    """
    page, parts, items = _composed_for_strangers()
    found = page.rows(username)
    if not found:
        raise Profile.DoesNotExist
    profile = found[0]
    profile.visible_parts = parts.rows(profile.pk)  # type: ignore[attr-defined]  # as Prefetch's to_attr
    return profile, _by_part(items.rows(profile.pk))


@functools.cache
def _composed_for_strangers() -> tuple[Composed[Profile], Composed[Part], Composed[Item]]:
    pages = access.visible_to(STRANGER).filter(user__username="?").select_related("user")
    pages = pages.defer("modified_at", "published_at", *_UNTOLD_OF_USERS)
    parts = _parts(STRANGER).filter(profile=_NOBODY).defer("modified_at")
    items = _items_at_places(STRANGER).filter(part__profile=_NOBODY)
    return Composed(pages, "?"), Composed(parts, _NOBODY), Composed(items, _NOBODY)


def _parts(viewer: Viewer) -> QuerySet[Part]:
    return access.parts_visible_to(viewer).select_related("picture", "document").order_by("position", "id")


def _items_at_places(viewer: Viewer) -> QuerySet[Item]:
    items = access.items_visible_to(viewer).select_related("organization")
    return items.defer("organization__names", "organization__words", *_UNTOLD)


def _by_part(items: Iterable[Item]) -> dict[UUID, list[Item]]:
    found: dict[UUID, list[Item]] = {}
    for item in items:
        found.setdefault(item.part_id, []).append(item)
    return found


def for_cards(profiles: QuerySet[Profile], viewer: Viewer) -> QuerySet[Profile]:
    """Each with what `cards` needs; three queries whatever their number, and never more than a few items of each.

    They are bounded by their stored position: a slice would number all of them in a window, at twice the cost.
    """
    seen = Q(kind=Kind.NAMES) | Q(kind=Kind.POSITIONS, ended_on="")
    items = access.items_visible_to(viewer).filter(seen, position__lt=ITEMS_OF_A_CARD).select_related("organization")
    items = items.defer("organization__names", "organization__words", *_UNTOLD)
    parts = access.parts_visible_to(viewer).filter(kind__in=CARD_KINDS).select_related("picture").defer("modified_at")
    parts = parts.prefetch_related(Prefetch("items", items, to_attr="visible_items"))
    profiles = profiles.select_related("user").defer(*_UNTOLD_OF_CARDS)
    return profiles.prefetch_related(Prefetch("parts", parts, to_attr="visible_parts"))


def cards(profiles: Iterable[Profile]) -> list[Card]:
    """From profiles read by `for_cards`."""
    return [_card(profile) for profile in profiles]


def _card(profile: Profile) -> Card:
    parts = visible_parts(profile)
    headline = parts.get(Kind.HEADLINE)
    others = sections.other_names(_items(parts.get(Kind.NAMES)))
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
        role=next((sections.affiliation(item) for item in _items(parts.get(Kind.POSITIONS))), None),
    )


def _items(part: Part | None) -> list[Item]:
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


def own_profile(user: User) -> Profile:
    """The profile of somebody signed in, with all its parts; raises DoesNotExist where there is none."""
    return with_visible_parts(Profile.objects.filter(user=user), Viewer.of(user)).get()


def newest(viewer: Viewer, count: int) -> list[Card]:
    published = access.visible_to(viewer).filter(published_at__isnull=False, status=Status.PUBLISHED)
    return cards(for_cards(published.order_by("-published_at", "id")[:count], viewer))


def own_part(user: User, slug: str) -> Part:
    """One's own, with its profile; raises DoesNotExist, for somebody else's too."""
    named = Q(kind=slug) & ~Q(kind=Kind.CUSTOM) if slug in Kind.values else Q(pk=slug, kind=Kind.CUSTOM)
    return Part.objects.select_related("profile", "picture", "document").get(named, profile__user=user)


def own_item(user: User, item_id: UUID) -> Item:
    """One's own, with its part and profile; raises DoesNotExist, for somebody else's too."""
    mine = Item.objects.select_related("part__profile", "organization")
    return mine.get(pk=item_id, part__profile__user=user)


def own_items(part: Part) -> list[Item]:
    """Of one's own part, in their order, each with its organisation."""
    return list(part.items.select_related("organization").order_by("position", "id"))


def newest_change(user: User, item_id: UUID) -> Change | None:
    """The last change of an item of one's own, which may be gone by now."""
    return Change.objects.filter(profile__user=user, item_id=item_id).order_by("-at", "-id").first()


def organization_called(ror: str, name: str) -> Organization | None:
    """The one with that ROR id, if that is one of its names; an id that was forged or does not fit is nobody's."""
    organization = Organization.objects.filter(ror=ror).first() if ror else None
    if organization is None:
        return None
    known = {folding.fold(known) for known in (organization.name, *(other["name"] for other in organization.names))}
    return organization if folding.fold(name) in known else None


def draft_of(part: Part) -> Draft | None:
    """What its owner wrote and did not save. For nobody else."""
    return Draft.objects.filter(part=part).first()


def own_changes(profile: Profile) -> list[Change]:
    """The history of one's own page, newest first."""
    return list(profile.changes.order_by("-at", "-id"))


def own_change(user: User, change_id: UUID) -> Change:
    """One's own; raises DoesNotExist, for somebody else's too."""
    return Change.objects.select_related("profile").get(pk=change_id, profile__user=user)
