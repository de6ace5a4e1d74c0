"""A whole list at once: one change of the history, whatever it changes, undone in one go."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from profiles.accounts import audit
from profiles.accounts.models import User
from profiles.people.actions import items
from profiles.people.actions.forgetting import forget_mentions
from profiles.people.actions.items import Duplicate, TooMany, by_date, in_order, locked, number, write_content
from profiles.people.actions.turns import Conflict, Note, changed, is_public, require_owner
from profiles.people.contents import Content
from profiles.people.models import LIST_KINDS, Item, Organization, Part, Profile, Verb
from profiles.shared.visibility import Visibility

Stand = list[list[Any]]  # of each item in its order: id, version, visibility
_WRITTEN = [*Content.__dataclass_fields__, "key", "visibility", "version", "modified_at", "verified_at", "checked_at"]
_PROVISIONAL = Value("\x01")  # before an id: a key that nothing written has, for two may change their places


@dataclass(frozen=True)
class Line:
    """An item as it shall be; one that is not there is made, under this id and version."""

    id: UUID
    content: Content
    visibility: Visibility
    version: int = field(default=1, compare=False)

    @classmethod
    def of(cls, item: Item) -> Self:
        return cls(item.pk, Content.of(item), Visibility(item.visibility), item.version)


@transaction.atomic
def write_list(part: Part, lines: Sequence[Line], *, by: User) -> Profile:
    """They become the items of the part, in this order; a name that is not among them is forgotten for good.

    Raises Duplicate, TooMany, and Conflict where an id is taken elsewhere.
    """
    require_owner(by, part.profile)
    if part.kind not in LIST_KINDS:
        raise PermissionDenied
    part = locked(part)
    stored = in_order(part)
    _check(part, lines, stored)
    if list(lines) == list(map(Line.of, stored)):
        return part.profile
    seen, before = _seen(part, stored), _before(part, lines, stored)
    _audit_who_sees(part, lines, stored, by)
    gone = _removed(lines, stored)
    written = _written(part, lines, stored)
    _arrange(part, written, stored)
    names = [item for item in gone if item.is_other_name]
    note = Note(Verb.REMOVED, part) if names else Note(Verb.EDITED, part, before={**before, "left": stand(written)})
    changed(part.profile, note, is_public=seen != _seen(part, written))
    if names:
        forget_mentions(part.profile, names, by=by)
    return part.profile


def stand(stored: Iterable[Item]) -> Stand:
    """How they stand: undo puts back only what nobody touched since."""
    return [[str(item.pk), item.version, item.visibility] for item in stored]


@transaction.atomic
def put_list_back(part: Part, before: Mapping[str, Any], *, by: User) -> Profile:
    """As it was before `write_list`, which kept that in the history. Raises Conflict where it was changed since."""
    require_owner(by, part.profile)
    part = locked(part)
    stored = in_order(part)
    if stand(stored) != before["left"]:
        raise Conflict(part)
    there = {str(item.pk): Line.of(item) for item in stored} | _read(before["list"])
    profile = write_list(part, [there[pk] for pk in before["order"]], by=by)
    Part.objects.filter(pk=part.pk).update(is_arranged=before["is_arranged"])
    return profile


def _check(part: Part, lines: Sequence[Line], stored: Sequence[Item]) -> None:
    if len(lines) > items.MOST_ITEMS:
        raise TooMany
    keys: set[str] = set()
    for place, line in enumerate(lines):
        key = line.content.key(part.kind)
        if key and key in keys:
            raise Duplicate(place)
        keys.add(key)
    ids = [line.id for line in lines]
    new = set(ids) - {item.pk for item in stored}
    if len(ids) != len(set(ids)) or Item.objects.filter(pk__in=new).exists():
        raise Conflict(part)


def _audit_who_sees(part: Part, lines: Sequence[Line], stored: Sequence[Item], by: User) -> None:
    before = {item.pk: item.visibility for item in stored}
    for line in lines:
        if before.get(line.id, line.visibility) != line.visibility:
            told = {"part": part.kind, "item": str(line.id), "visibility": line.visibility}
            audit.record("item shown", part.profile_id, by=by, **told)


def _removed(lines: Sequence[Line], stored: Sequence[Item]) -> list[Item]:
    stay = {line.id for line in lines}
    gone = [item for item in stored if item.pk not in stay]
    Item.objects.filter(pk__in=[item.pk for item in gone]).delete()
    return gone


def _written(part: Part, lines: Sequence[Line], stored: Sequence[Item]) -> list[Item]:
    """The items of the lines, in their order, stored as far as they are others than before."""
    there = {item.pk: item for item in stored}
    new = {line.id: _new(part, line) for line in lines if line.id not in there}
    other = [line for line in lines if line.id in there and line != Line.of(there[line.id])]
    provisional = Concat(_PROVISIONAL, Cast("id", TextField()), output_field=TextField())
    Item.objects.filter(pk__in=[line.id for line in other]).exclude(key="").update(key=provisional)
    for line in other:
        _rewrite(there[line.id], line)
    Item.objects.bulk_update([there[line.id] for line in other], _WRITTEN)
    Item.objects.bulk_create(new.values())
    return [there.get(line.id) or new[line.id] for line in lines]


def _new(part: Part, line: Line) -> Item:
    item = Item(pk=line.id, part=part, kind=part.kind, visibility=line.visibility, version=line.version)
    write_content(item, line.content)
    return item


def _rewrite(item: Item, line: Line) -> None:
    """Who sees it is no version of what it says."""
    item.visibility = line.visibility
    if line.content != Content.of(item):
        item.version, item.modified_at = item.version + 1, timezone.now()
        write_content(item, line.content)


def _arrange(part: Part, written: list[Item], stored: Sequence[Item]) -> None:
    """Numbers them. The owner has arranged them where their dates would give another order."""
    there, here = set(stored), set(written)
    by_themselves = by_date([*(item for item in stored if item in here), *(one for one in written if one not in there)])
    if not part.is_arranged and by_themselves != written:
        Part.objects.filter(pk=part.pk).update(is_arranged=True)
    number(written)


def _seen(part: Part, stored: Iterable[Item]) -> list[tuple[UUID, Content]]:
    """What strangers see of them, in its order."""
    return [(item.pk, Content.of(item)) for item in stored if is_public(part, item)]


def _before(part: Part, lines: Sequence[Line], stored: Sequence[Item]) -> dict[str, Any]:
    """What undo needs: the order, and those that go or become others as they are now."""
    stay = set(lines)
    others = [_as_json(line) for line in map(Line.of, stored) if line not in stay]
    return {"list": others, "order": [str(item.pk) for item in stored], "is_arranged": part.is_arranged}


def _as_json(line: Line) -> dict[str, Any]:
    seen = {"visibility": line.visibility, "version": line.version}
    return {"id": str(line.id), "content": line.content.kept(), **seen}


def _read(kept: Sequence[dict[str, Any]]) -> dict[str, Line]:
    """By id, under versions that no former changes have, without organisations that the register has no more."""
    found = {}
    known = set(Organization.objects.filter(pk__in=_organizations(kept)).values_list("pk", flat=True))
    for one in kept:
        content = Content.read(one["content"])
        if content.organization_id not in known:
            content = replace(content, organization_id=None)
        found[one["id"]] = Line(UUID(one["id"]), content, Visibility(one["visibility"]), one["version"] + 1)
    return found


def _organizations(kept: Iterable[dict[str, Any]]) -> list[str]:
    return [pk for one in kept if (pk := one["content"]["organization_id"])]
