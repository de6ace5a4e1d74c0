"""Undo: what the history kept is put back, as a change of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from profiles.accounts.models import User
from profiles.people.actions.batches import bring_back_items, remove_items
from profiles.people.actions.forgetting import forget_name
from profiles.people.actions.items import (
    Duplicate,
    TooMany,
    add_item,
    arrange_items,
    by_date,
    in_order,
    remove_item,
    rewrite_item,
)
from profiles.people.actions.sections import add_section, arrange_sections, remove_section
from profiles.people.actions.showing import show_item_to, show_part_to
from profiles.people.actions.texts import keep_draft, rewrite_name, rewrite_text
from profiles.people.actions.turns import Conflict, Place, require_owner, wait_for_turn
from profiles.people.actions.uploads import describe_picture, restore_upload
from profiles.people.contents import Content
from profiles.people.models import (
    FILE_KINDS,
    SECTION_KINDS,
    TEXT_KINDS,
    Change,
    Document,
    Item,
    Kind,
    Organization,
    Part,
    Picture,
    Profile,
    Verb,
)
from profiles.shared.visibility import Visibility

_GONE = (Change.DoesNotExist, Part.DoesNotExist, Item.DoesNotExist, Picture.DoesNotExist, Document.DoesNotExist)


class Overtaken(Exception):
    """What was changed is different again by now, or is gone, so this change cannot be undone."""


@transaction.atomic
def undo(change: Change, *, by: User) -> Profile:
    """Raises Overtaken. Asking twice undoes once."""
    require_owner(by, change.profile)
    wait_for_turn(change.profile_id)
    try:
        change = Change.objects.select_for_update(of=("self",)).select_related("profile").get(pk=change.pk)
        if change.undone_at:
            return change.profile
        Change.objects.filter(pk=change.pk).update(undone_at=timezone.now())
        _put_back(change, by)
    except (Conflict, Duplicate, TooMany, *_GONE):
        raise Overtaken from None
    return change.profile


def undoable(changes: Sequence[Change], parts: Mapping[UUID, Part], items: Mapping[UUID, Item]) -> set[UUID]:
    """The ids of those that `undo` would put back as things stand: of its subject and aspect only the newest.

    `changes` come newest first; `parts` and `items` are all that the page has now, by their ids.
    """
    found, newer = set(), set()
    for change in changes:
        aspect = (_about(change), _ASPECTS.get(change.verb, "content"))
        if change.undone_at or aspect in newer:
            continue
        newer.add(aspect)
        if _has_way(change) and _stands(change, parts, items):
            found.add(change.pk)
    return found


def _about(change: Change) -> UUID | None:
    """Several items at once are a matter of their own: what else was added to their part touches none of them."""
    return change.pk if change.is_of_several else change.item_id or change.part_id


def _has_way(change: Change) -> bool:
    return (change.verb, _subject(change)) in _WAYS and (bool(change.before) or change.verb == Verb.ADDED)


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
        case _ if change.is_of_several:
            return part is not None and _all_stand(change, items)
        case Verb.REMOVED if change.item_id:
            return part is not None and item is None
        case Verb.REMOVED if change.kind == Kind.CUSTOM:
            return part is None
        case Verb.SHOWN:
            return subject is not None and subject.visibility == change.visibility
    return subject is not None and subject.version == change.version


def _all_stand(change: Change, items: Mapping[UUID, Item]) -> bool:
    """Whether those that were added are all there as they came, or of those that were removed none."""
    if change.verb == Verb.REMOVED:
        return not any(UUID(kept["id"]) in items for kept in change.before["items"])
    there = [items.get(UUID(pk)) for pk in change.before["items"]]
    return all(item and item.version == change.before["version"] for item in there)


def _names(change: Change, present: Sequence[UUID]) -> bool:
    """Whether the order it kept is one of exactly those that are there."""
    return sorted(change.before["order"]) == sorted(map(str, present))


def _subject(change: Change) -> str:
    if change.is_of_several:
        return "items"
    return "item" if change.item_id else "part" if change.part_id else "page"


def _put_back(change: Change, by: User) -> None:
    way = _WAYS.get((change.verb, _subject(change)))
    if way is None:
        raise Overtaken
    way(change, by)


def _take_away_item(change: Change, by: User) -> None:
    item = _item(change)
    if item.version != change.version:
        raise Overtaken
    (forget_name if item.is_other_name else remove_item)(item, by=by)


def _take_away_items(change: Change, by: User) -> None:
    ids = [UUID(pk) for pk in change.before["items"]]
    remove_items(_part(change), ids, version=change.before["version"], by=by)


def _take_away_section(change: Change, by: User) -> None:
    remove_section(_part(change), version=change.version, by=by)


def _put_back_item(change: Change, by: User) -> None:
    rewrite_item(_item(change), _content(change), version=change.version, by=by)


def _put_back_part(change: Change, by: User) -> None:
    part = _part(change)
    if part.kind == Kind.NAME:
        rewrite_name(part, **change.before, version=change.version, by=by)
    elif part.kind in TEXT_KINDS:
        rewrite_text(part, **change.before, version=change.version, by=by)
    else:
        _put_back_file(change, by)


def _put_back_file(change: Change, by: User) -> None:
    part, kept, version = _part(change), change.before, change.version
    if part.kind not in FILE_KINDS:
        raise Overtaken
    if kept.keys() == {"alt"}:
        describe_picture(part, alt=kept["alt"], version=version, by=by)
        return
    upload_id = kept["document" if part.kind == Kind.CV else "picture"]
    restore_upload(part, upload_id, version=version, by=by)


def _bring_back_item(change: Change, by: User) -> None:
    add_item(_part(change), _content(change), _place(change, change.item_id), by=by)


def _bring_back_items(change: Change, by: User) -> None:
    """Under a version that no former change of them has."""
    bring_back_items(_part(change), change.before["items"], version=change.before["version"] + 1, by=by)


def _bring_back_part(change: Change, by: User) -> None:
    if change.kind != Kind.CUSTOM:
        _put_back_file(change, by)
        return
    texts = {name: change.before.get(name, "") for name in ("title", "text", "language")}
    part = add_section(change.profile, _place(change, change.part_id), **texts, by=by)
    draft = change.before.get("draft")
    if draft:  # begun on what stands again now, or on what was older already
        version = part.version if draft["version"] == change.version - 1 else draft["version"]
        keep_draft(part, **{**draft, "version": version}, by=by)


def _arrange_again(change: Change, by: User) -> None:
    order = [UUID(pk) for pk in change.before["order"]]
    if not change.part_id:
        arrange_sections(change.profile, order, by=by)
        return
    part = _part(change)
    if not change.before["is_arranged"]:
        order = _by_date_now(part, order)
    arrange_items(part, order, by=by)
    Part.objects.filter(pk=part.pk).update(is_arranged=change.before["is_arranged"])


def _by_date_now(part: Part, order: Sequence[UUID]) -> list[UUID]:
    """Dates may be others than when it was arranged. An order that names something gone stays as it is."""
    there = {item.pk: item for item in in_order(part)}
    if there.keys() != set(order):
        return list(order)
    return [item.pk for item in by_date([there[pk] for pk in order])]


def _show_again(change: Change, by: User) -> None:
    """Only while it is shown as this change left it."""
    before = Visibility(change.before["visibility"])
    subject = _item(change) if change.item_id else _part(change)
    if subject.visibility != change.visibility:
        raise Overtaken
    if isinstance(subject, Item):
        show_item_to(subject, visibility=before, by=by)
    else:
        show_part_to(subject, visibility=before, by=by)


def _place(change: Change, subject_id: UUID | None) -> Place:
    """Where something removed stood, under a version that no former change of it has."""
    kept = change.before
    return Place(UUID(str(subject_id)), Visibility(kept["visibility"]), change.version + 1, kept["position"])


def _content(change: Change) -> Content:
    """What the item said, without an organisation that the register has no more."""
    content = Content.read(change.before["content"])
    if content.organization_id and not Organization.objects.filter(pk=content.organization_id).exists():
        return replace(content, organization_id=None)
    return content


def _part(change: Change) -> Part:
    return Part.objects.select_related("profile", "picture", "document").get(
        profile=change.profile, pk=str(change.part_id)
    )


def _item(change: Change) -> Item:
    return Item.objects.select_related("part__profile").get(part__profile=change.profile, pk=str(change.item_id))


_ASPECTS: dict[str, str] = {Verb.SHOWN: "visibility", Verb.ARRANGED: "order"}
_WAYS: dict[tuple[str, str], Callable[[Change, User], None]] = {
    (Verb.ADDED, "item"): _take_away_item,
    (Verb.ADDED, "items"): _take_away_items,
    (Verb.ADDED, "part"): _take_away_section,
    (Verb.EDITED, "item"): _put_back_item,
    (Verb.EDITED, "part"): _put_back_part,
    (Verb.REMOVED, "item"): _bring_back_item,
    (Verb.REMOVED, "items"): _bring_back_items,
    (Verb.REMOVED, "part"): _bring_back_part,
    (Verb.ARRANGED, "part"): _arrange_again,
    (Verb.ARRANGED, "page"): _arrange_again,
    (Verb.SHOWN, "item"): _show_again,
    (Verb.SHOWN, "part"): _show_again,
}
