"""Items of a part: added, rewritten, removed, put in order."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from profiles.accounts.models import User
from profiles.people.actions.turns import (
    Conflict,
    Note,
    Place,
    changed,
    is_public,
    is_seen_moved,
    require_owner,
    take_item,
    wait_for_turn,
)
from profiles.people.contents import Content
from profiles.people.models import LIST_KINDS, Item, Part, Profile, Verb
from profiles.shared.ids import new_id

MOST_ITEMS = 200


class Duplicate(Exception):
    """The same thing stands in this part already; of several, this is the place of the second."""

    def __init__(self, place: int = 0) -> None:
        self.place = place


class TooMany(Exception):
    """The part is full: it has MOST_ITEMS."""


@transaction.atomic
def add_item(part: Part, content: Content, place: Place, *, by: User) -> Item:
    """Raises Duplicate and TooMany."""
    require_owner(by, part.profile)
    if part.kind not in LIST_KINDS:
        raise PermissionDenied
    part = locked(part)
    twin = Item.objects.filter(pk=place.id).first()
    if twin and _is_sent_twice(twin, part, content):
        if twin.visibility != place.visibility:
            raise Duplicate  # hidden meanwhile, or now: an old form decides neither
        return twin
    if twin:
        place = replace(place, id=new_id())
    others = in_order(part)
    if len(others) >= MOST_ITEMS:
        raise TooMany
    item = Item(pk=place.id, part=part, kind=part.kind, visibility=place.visibility, version=place.version)
    _save(item, content)
    others.insert(len(others) if place.position is None else place.position, item)
    put_in_order(part, others)
    changed(part.profile, Note(Verb.ADDED, part, item, content.label), is_public=is_public(part, item))
    return item


@transaction.atomic
def rewrite_item(item: Item, content: Content, *, version: int, by: User) -> Item:
    """Raises Conflict when it was changed meanwhile, and Duplicate."""
    require_owner(by, item.part.profile)
    part = locked(item.part)
    before = Content.of(item := Item.objects.select_related("part").get(pk=item.pk))
    if before == content:
        return item  # saved unchanged, or sent twice
    item = take_item(item, version)
    _save(item, content)
    put_in_order(part, in_order(part))
    note = Note(Verb.EDITED, part, item, content.label, {"content": before.kept()})
    changed(part.profile, note, is_public=is_public(part, item))
    return item


@transaction.atomic
def remove_item(item: Item, *, by: User) -> Profile:
    """The history keeps it for undo, so a name is not removed but forgotten. Asking twice removes once."""
    profile = item.part.profile
    require_owner(by, profile)
    if item.is_other_name:
        raise PermissionDenied
    part = locked(item.part)
    stored = part.items.filter(pk=item.pk).first()
    if stored is None:
        return profile
    stored.delete()
    stored.pk = item.pk
    number(in_order(part))
    content = Content.of(stored)
    before = {"content": content.kept(), "visibility": stored.visibility, "position": stored.position}
    note = Note(Verb.REMOVED, part, stored, content.label, before)
    return changed(profile, note, is_public=is_public(part, stored))


@transaction.atomic
def arrange_items(part: Part, order: Sequence[UUID], *, by: User) -> Profile:
    """Put the items in this order. Raises Conflict unless it names exactly those that are there."""
    require_owner(by, part.profile)
    part = locked(part)
    stored = in_order(part)
    before = [item.pk for item in stored]
    if sorted(before) != sorted(order):
        raise Conflict(part)
    if before == list(order):
        return part.profile
    arranged = sorted(stored, key=lambda item: order.index(item.pk))
    number(arranged)
    kept = {"order": [str(pk) for pk in before], "is_arranged": part.is_arranged}
    Part.objects.filter(pk=part.pk).update(is_arranged=True)
    return changed(
        part.profile,
        Note(Verb.ARRANGED, part, before=kept),
        is_public=is_public(part) and is_seen_moved(stored, arranged),
    )


def locked(part: Part) -> Part:
    """As it is now, when it is one's turn."""
    wait_for_turn(part.profile_id)
    return Part.objects.select_for_update(of=("self",)).select_related("profile").get(pk=part.pk)


def in_order(part: Part) -> list[Item]:
    return list(part.items.order_by("position", "id"))


def put_in_order(part: Part, items: list[Item]) -> None:
    """Most recent first, unless the owner arranged them; what has no date keeps its place after them."""
    number(items if part.is_arranged else by_date(items))


def by_date(items: list[Item]) -> list[Item]:
    return sorted(items, key=lambda item: Content.of(item).recency, reverse=True)


def _is_sent_twice(twin: Item, part: Part, content: Content) -> bool:
    """Another text under the same id is a form that was gone back to, and something new."""
    if twin.part_id != part.pk:
        raise PermissionDenied  # an id of somebody else's
    return Content.of(twin) == content


def write_content(item: Item, content: Content) -> None:
    """Without storing it."""
    values: dict[str, Any] = {name: getattr(content, name) for name in Content.__dataclass_fields__}
    if item.url != content.url:
        item.verified_at = item.checked_at = None  # another page has to lead back
    for name, value in values.items():
        setattr(item, name, value)
    item.key = content.key(item.kind)


def _save(item: Item, content: Content) -> None:
    write_content(item, content)
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError as error:
        if "one_item_of_a_key" not in str(error):
            raise
        raise Duplicate from None


def number(items: list[Item]) -> None:
    moved = []
    for position, item in enumerate(items):
        if item.position != position:
            item.position = position
            moved.append(item)
    Item.objects.bulk_update(moved, ["position"])
