"""Reads of profiles: as a reader sees one, as a list shows many, as the owner edits hers."""

import functools
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from profiles.accounts.models import User
from profiles.people import access
from profiles.people.models import Change, Draft, Item, Kind, Organization, Part, Profile
from profiles.shared import folding
from profiles.shared.composed import Composed
from profiles.shared.visibility import STRANGER, Viewer

_NOBODY = UUID(int=0)
# What readers are never told; a moment takes longer to read than all texts of an item.
_UNTOLD = ("created_at", "modified_at", "checked_at")
_UNTOLD_OF_USERS = ("user__password", "user__last_login", "user__joined_at")


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


def own_profile(user: User) -> Profile:
    """The profile of somebody signed in, with all its parts; raises DoesNotExist where there is none."""
    return with_visible_parts(Profile.objects.filter(user=user), Viewer.of(user)).get()


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
