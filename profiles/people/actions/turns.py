"""One change at a time: who may, whose turn it is, the versions that grow, and the note in the history."""

import contextlib
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.utils import timezone

from profiles.accounts.models import User
from profiles.people import access
from profiles.people.actions import files
from profiles.people.models import MARKDOWN_KINDS, Change, Item, Part, Profile, Verb
from profiles.people.signals import profiles_changed
from profiles.shared.visibility import Visibility

CHANGES_KEPT = 20
_WAITING: ContextVar[set[UUID] | None] = ContextVar("waiting to be told", default=None)
Versioned = TypeVar("Versioned", Part, Item)


class Conflict(Exception):
    """The part or item was changed since its form was opened; `stored` is what is stored now."""

    def __init__(self, stored: Part | Item) -> None:
        self.stored = stored


@dataclass(frozen=True)
class Note:
    """One line of the history: what was done, and what undo needs."""

    verb: Verb
    part: Part | None = None
    item: Item | None = None
    label: str = ""
    before: dict[str, Any] = field(default_factory=dict)
    visibility: str = ""


@dataclass(frozen=True)
class Place:
    """Where something new stands. Its id comes with the form, so that sending it twice adds it once.

    What is brought back has its own version and position again; what is new comes last.
    """

    id: UUID
    visibility: Visibility = Visibility.PUBLIC
    version: int = 1
    position: int | None = None


def require_owner(by: User, profile: Profile) -> None:
    if not access.can_edit(by, profile):
        raise PermissionDenied


def wait_for_turn(profile_id: UUID) -> None:
    """Whoever changes a page waits for the one before. Every action locks the page first: two orders would deadlock."""
    Profile.objects.select_for_update(no_key=True).only("pk").get(pk=profile_id)


def take_part(part: Part, version: int, **values: Any) -> Part:
    """Write the part and raise its version; raises Conflict if somebody did since `version`."""
    wait_for_turn(part.profile_id)
    return _take(Part.objects.select_related("picture", "document"), part, version, values)


def take_item(item: Item, version: int, **values: Any) -> Item:
    """The same for an item."""
    return _take(Item.objects.select_related("part", "organization"), item, version, values)


def _take(rows: QuerySet[Versioned], row: Versioned, version: int, values: dict[str, Any]) -> Versioned:
    mine = rows.filter(pk=row.pk, version=version)
    is_mine = mine.update(version=F("version") + 1, modified_at=timezone.now(), **values)
    stored = rows.get(pk=row.pk)
    if not is_mine:
        raise Conflict(stored)
    return stored


def is_public(part: Part, item: Item | None = None) -> bool:
    """Whether strangers see it, once the page is published."""
    levels = {part.visibility, item.visibility} if item else {part.visibility}
    return levels == {Visibility.PUBLIC}


def shown(parts: Iterable[Part]) -> list[Part]:
    """Those of which strangers see something, once the page is published."""
    public = [part for part in parts if part.visibility == Visibility.PUBLIC]
    items = Item.objects.filter(part__in=public, visibility=Visibility.PUBLIC)
    with_items = set(items.values_list("part_id", flat=True))
    return [part for part in public if reads(part) or part.picture_id or part.document_id or part.pk in with_items]


def reads(part: Part) -> str:
    """What readers see of its text: Markdown may be there and say nothing."""
    return part.html if part.kind in MARKDOWN_KINDS else part.text


def is_seen_moved(before: Iterable[Part | Item], after: Iterable[Part | Item]) -> bool:
    """Whether strangers see another order, of parts or of the items of a public one."""
    seen, seen_now = ([one.pk for one in order if one.visibility == Visibility.PUBLIC] for order in (before, after))
    return seen != seen_now


def changed(profile: Profile, note: Note, *, is_public: bool) -> Profile:
    """Note it and raise the versions: the owner's always, what strangers compare where they see a difference."""
    now, more = timezone.now(), {}
    if is_public:
        more = {"public_version": F("public_version") + 1, "public_changed_at": now}
    Profile.objects.filter(pk=profile.pk).update(version=F("version") + 1, modified_at=now, **more)
    profile.refresh_from_db()
    _record(profile, note)
    tell(profile)
    return profile


def tell(profile: Profile) -> None:
    """That it is another now."""
    waiting = _WAITING.get()
    if waiting is None:
        profiles_changed.send(Profile, profiles=[profile])
    else:
        waiting.add(profile.pk)


@contextlib.contextmanager
def told_once() -> Iterator[None]:
    """Inside a transaction: what is changed meanwhile, by however many actions, is told at the end.

    Search and feed are written once then, and the words of the search locked all at once, in their order.
    """
    waiting: set[UUID] = set()
    outer = _WAITING.set(waiting)
    try:
        yield
    finally:
        _WAITING.reset(outer)
    if waiting:
        profiles = Profile.objects.filter(pk__in=waiting).select_related("user")
        profiles_changed.send(Profile, profiles=list(profiles))


def _record(profile: Profile, note: Note) -> None:
    if note.verb == Verb.ARRANGED and _goes_on_arranging(profile, note):
        return
    subject = note.item or note.part
    Change.objects.create(
        profile=profile,
        verb=note.verb,
        kind=note.part.kind if note.part else "",
        part_id=note.part.pk if note.part else None,
        item_id=note.item.pk if note.item else None,
        label=note.label[:120],
        before=note.before,
        version=subject.version if subject else 0,
        visibility=note.visibility,
    )
    _trim_history(profile)


def _trim_history(profile: Profile) -> None:
    """One that is being undone at this moment goes the next time: waiting for it here could wait for ever."""
    changes = Change.objects.filter(profile=profile).order_by("-at", "-id")
    kept = changes.values("pk")[:CHANGES_KEPT]
    too_old = Change.objects.filter(profile=profile).exclude(pk__in=kept).select_for_update(skip_locked=True)
    deleted, _ = Change.objects.filter(pk__in=list(too_old.values_list("pk", flat=True))).delete()
    if deleted:
        files.drop_unneeded(profile)


def _goes_on_arranging(profile: Profile, note: Note) -> bool:
    """An order is made step by step; in the history it is one change, undone at once."""
    newest = Change.objects.filter(profile=profile).order_by("-at", "-id").first()
    if newest is None or newest.undone_at or (newest.verb, newest.part_id) != (note.verb, note.part and note.part.pk):
        return False
    Change.objects.filter(pk=newest.pk).update(at=timezone.now())
    return True
