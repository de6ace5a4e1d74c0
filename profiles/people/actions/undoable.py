"""Which changes of the history can be undone as things stand."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from profiles.people.actions.lists import Stand, stand
from profiles.people.actions.undoing import has_way
from profiles.people.models import SECTION_KINDS, Change, Item, Kind, Part, Verb

_ASPECTS: dict[str, str] = {Verb.SHOWN: "visibility", Verb.ARRANGED: "order"}


def undoable(changes: Sequence[Change], parts: Mapping[UUID, Part], items: Mapping[UUID, Item]) -> set[UUID]:
    """The ids of those that `undo` would put back as things stand: of its subject and aspect only the newest.

    `changes` come newest first; `parts` and `items` are all that the page has now, in their order, by their ids.
    """
    found, newer = set(), set()
    for change in changes:
        aspect = (_about(change), "order" if change.is_of_a_list else _ASPECTS.get(change.verb, "content"))
        if change.undone_at or aspect in newer:
            continue
        newer.add(aspect)
        if has_way(change) and _stands(change, parts, items):
            found.add(change.pk)
    return found


def _about(change: Change) -> UUID | None:
    """Several items at once are a matter of their own: what else was added to their part touches none of them."""
    return change.pk if change.is_of_several else change.item_id or change.part_id


def _stands(change: Change, parts: Mapping[UUID, Part], items: Mapping[UUID, Item]) -> bool:
    """Whether everything is still as this change left it."""
    part = parts.get(change.part_id) if change.part_id else None
    item = items.get(change.item_id) if change.item_id else None
    subject = item if change.item_id else part
    match change.verb:
        case Verb.ARRANGED:
            sections = [pk for pk, section in parts.items() if section.kind in SECTION_KINDS]
            of_part = [pk for pk, item in items.items() if item.part_id == change.part_id]
            return _names(change, of_part if change.part_id else sections)
        case _ if change.is_of_several or change.is_of_a_list:
            return part is not None and _all_stand(change, items)
        case Verb.REMOVED if change.item_id:
            return part is not None and item is None
        case Verb.REMOVED if change.kind == Kind.CUSTOM:
            return part is None
        case Verb.SHOWN:
            return subject is not None and subject.visibility == change.visibility
    return subject is not None and subject.version == change.version


def _all_stand(change: Change, items: Mapping[UUID, Item]) -> bool:
    """Whether all that were added are there as they came, none that were removed, or the list as it was left."""
    if change.is_of_a_list:
        left: Stand = change.before["left"]
        return stand(item for item in items.values() if item.part_id == change.part_id) == left
    if change.verb == Verb.REMOVED:
        return not any(UUID(kept["id"]) in items for kept in change.before["items"])
    there = [items.get(UUID(pk)) for pk in change.before["items"]]
    return all(item and item.version == change.before["version"] for item in there)


def _names(change: Change, present: Sequence[UUID]) -> bool:
    """Whether the order it kept is one of exactly those that are there."""
    return sorted(change.before["order"]) == sorted(map(str, present))
