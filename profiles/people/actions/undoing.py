"""Undo: what the history kept is put back, as a change of its own."""

from collections.abc import Callable, Sequence
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
from profiles.people.actions.lists import put_list_back
from profiles.people.actions.sections import add_section, arrange_sections, remove_section
from profiles.people.actions.showing import show_item_to, show_part_to
from profiles.people.actions.texts import keep_draft, rewrite_name, rewrite_text
from profiles.people.actions.turns import Conflict, Place, require_owner, wait_for_turn
from profiles.people.actions.uploads import describe_picture, restore_upload
from profiles.people.contents import Content
from profiles.people.models import (
    FILE_KINDS,
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


def has_way(change: Change) -> bool:
    """Whether a change of its kind can be undone at all."""
    return (change.verb, _subject(change)) in _WAYS and (bool(change.before) or change.verb == Verb.ADDED)


def _subject(change: Change) -> str:
    if change.is_of_several:
        return "items"
    if change.is_of_a_list:
        return "list"
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


def _put_back_list(change: Change, by: User) -> None:
    put_list_back(_part(change), change.before, by=by)


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


_WAYS: dict[tuple[str, str], Callable[[Change, User], None]] = {
    (Verb.ADDED, "item"): _take_away_item,
    (Verb.ADDED, "items"): _take_away_items,
    (Verb.ADDED, "part"): _take_away_section,
    (Verb.EDITED, "item"): _put_back_item,
    (Verb.EDITED, "part"): _put_back_part,
    (Verb.EDITED, "list"): _put_back_list,
    (Verb.REMOVED, "item"): _bring_back_item,
    (Verb.REMOVED, "items"): _bring_back_items,
    (Verb.REMOVED, "part"): _bring_back_part,
    (Verb.ARRANGED, "part"): _arrange_again,
    (Verb.ARRANGED, "page"): _arrange_again,
    (Verb.SHOWN, "item"): _show_again,
    (Verb.SHOWN, "part"): _show_again,
}
