"""Several interests at once: one change of the history, undone and brought back in one go."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from profiles.accounts.models import User
from profiles.people.actions import items
from profiles.people.actions.items import Duplicate, TooMany, in_order, locked, number, put_in_order
from profiles.people.actions.turns import Conflict, Note, Place, changed, is_public, require_owner
from profiles.people.contents import Content
from profiles.people.models import Item, Kind, Part, Profile, Verb
from profiles.shared.ids import new_id
from profiles.shared.visibility import Visibility

Kept = dict[str, Any]  # an item as JSON can hold it


@transaction.atomic
def add_items(part: Part, contents: Sequence[Content], place: Place, *, by: User) -> list[Item]:
    """Without those that stand there already: all or none, the first under the id of the place.

    Raises Duplicate where all of them stand there, and TooMany.
    """
    if len(contents) == 1:
        return [items.add_item(part, contents[0], place, by=by)]
    require_owner(by, part.profile)
    if part.kind != Kind.INTERESTS:
        raise PermissionDenied
    part = locked(part)
    twin = Item.objects.filter(pk=place.id).first()
    if twin and twin.part_id != part.pk:
        raise PermissionDenied  # an id of somebody else's
    others = in_order(part)
    fresh = _fresh(contents, others)
    if twin and not fresh and Content.of(twin) in contents and twin.visibility == place.visibility:
        return [twin]  # sent twice
    if not fresh:
        raise Duplicate
    if len(fresh) == 1:
        return [items.add_item(part, fresh[0], place, by=by)]
    ids = [new_id() if twin else place.id, *(new_id() for _ in fresh[1:])]
    added = [_item(part, replace(place, id=pk), content) for pk, content in zip(ids, fresh, strict=True)]
    _store(part, added, [*others, *added])
    return added


@transaction.atomic
def remove_items(part: Part, ids: Sequence[UUID], *, version: int, by: User) -> Profile:
    """The history keeps them for undo. Raises Conflict where one of them is gone, or was changed since its version."""
    require_owner(by, part.profile)
    part = locked(part)
    others = in_order(part)
    gone = [item for item in others if item.pk in ids and item.version == version]
    if len(gone) != len(ids):
        raise Conflict(part)
    Item.objects.filter(pk__in=ids).delete()
    number([item for item in others if item.pk not in ids])
    kept = [_kept(item) for item in gone]
    note = Note(Verb.REMOVED, part, before={"items": kept, "version": version})
    return changed(part.profile, note, is_public=any(is_public(part, item) for item in gone))


@transaction.atomic
def bring_back_items(part: Part, kept: Sequence[Kept], *, version: int, by: User) -> Profile:
    """What `remove_items` kept, where it stood, under this version.

    Raises Conflict where one of its ids is taken by a form that was gone back to, Duplicate and TooMany.
    """
    require_owner(by, part.profile)
    part = locked(part)
    others = in_order(part)
    back = [_item(part, _place(one, version), Content.read(one["content"])) for one in kept]
    if Item.objects.filter(pk__in=[item.pk for item in back]).exists():
        raise Conflict(part)
    if len(_fresh([Content.of(item) for item in back], others)) != len(back):
        raise Duplicate
    in_place = list(others)
    for item in back:
        in_place.insert(item.position, item)
    _store(part, back, in_place)
    return part.profile


def _fresh(contents: Sequence[Content], others: Sequence[Item]) -> list[Content]:
    """The first of each thing that is not there yet."""
    there, fresh = {item.key for item in others}, []
    for content in contents:
        key = content.key(Kind.INTERESTS)
        if key not in there:
            there.add(key)
            fresh.append(content)
    return fresh


def _item(part: Part, place: Place, content: Content) -> Item:
    key, position = content.key(part.kind), place.position or 0
    seen, words = {"visibility": place.visibility, "version": place.version}, asdict(content)
    return Item(pk=place.id, part=part, kind=part.kind, key=key, position=position, **seen, **words)


def _kept(item: Item) -> Kept:
    stood = {"visibility": item.visibility, "position": item.position}
    return {"id": str(item.pk), "content": Content.of(item).kept(), **stood}


def _place(kept: Kept, version: int) -> Place:
    return Place(UUID(kept["id"]), Visibility(kept["visibility"]), version, kept["position"])


def _store(part: Part, added: Sequence[Item], in_place: list[Item]) -> None:
    """In one query, each then moved to its place among all."""
    if len(in_place) > items.MOST_ITEMS:
        raise TooMany
    Item.objects.bulk_create(added)
    put_in_order(part, in_place)
    note = Note(Verb.ADDED, part, before={"items": [str(item.pk) for item in added], "version": added[0].version})
    changed(part.profile, note, is_public=any(is_public(part, item) for item in added))
