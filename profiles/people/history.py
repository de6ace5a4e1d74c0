"""The last changes of one's own page as lines to read, and to undo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from profiles.people import actions, queries
from profiles.people.models import FILE_KINDS, Change, Item, Kind, Profile, Source, Verb
from profiles.shared.partial_dates import PartialDate, day_of_year
from profiles.shared.visibility import Visibility

_SHOWN: dict[str, Promise] = {
    Visibility.PUBLIC: gettext_lazy("%(what)s shown to everyone"),
    Visibility.MEMBERS: gettext_lazy("%(what)s shown to members"),
    Visibility.ME: gettext_lazy("%(what)s shown to you alone"),
}
_OF_ITEM: dict[str, Promise] = {
    Verb.ADDED: gettext_lazy("%(what)s added to %(part)s"),
    Verb.EDITED: gettext_lazy("%(what)s rewritten in %(part)s"),
    Verb.REMOVED: gettext_lazy("%(what)s removed from %(part)s"),
}
_OF_PART: dict[str, Promise] = {
    Verb.ADDED: gettext_lazy("%(what)s added"),
    Verb.EDITED: gettext_lazy("%(what)s rewritten"),
    Verb.REMOVED: gettext_lazy("%(what)s removed"),
    Verb.ARRANGED: gettext_lazy("%(what)s put in another order"),
}
_OF_SEVERAL = {
    Verb.ADDED: ngettext_lazy("%(count)d interest added", "%(count)d interests added", "count"),
    Verb.REMOVED: ngettext_lazy("%(count)d interest removed", "%(count)d interests removed", "count"),
}
_OF_FILE: dict[str, Promise] = {
    Verb.EDITED: gettext_lazy("%(what)s changed"),
    Verb.REMOVED: gettext_lazy("%(what)s removed"),
}
_OF_PAGE: dict[str, Promise] = {
    Verb.ARRANGED: gettext_lazy("Sections put in another order"),
    Verb.PUBLISHED: gettext_lazy("Page published"),
    Verb.UNPUBLISHED: gettext_lazy("Page taken down"),
}


@dataclass(frozen=True)
class ChangeRow:
    """One line: when, what and who, and whether it can be taken back."""

    id: UUID
    at: datetime
    day: str
    words: str
    by: str | Promise
    is_undone: bool
    can_be_undone: bool


def change_rows(profile: Profile, items: Mapping[UUID, Sequence[Item]], changes: Sequence[Change]) -> list[ChangeRow]:
    """From `queries.own_profile`, `queries.visible_items` and `queries.own_changes`."""
    parts = {part.pk: part for part in queries.visible_parts(profile).values()}
    present = {item.pk: item for of_part in items.values() for item in of_part}
    undoable = actions.undoable(changes, parts, present)
    return [_row(change, can_be_undone=change.pk in undoable) for change in changes]


def _row(change: Change, *, can_be_undone: bool) -> ChangeRow:
    return ChangeRow(
        id=change.pk,
        at=change.at,
        day=_day(change.at),
        words=words(change),
        by=Source(change.source).label,
        is_undone=change.undone_at is not None,
        can_be_undone=can_be_undone,
    )


def words(change: Change) -> str:
    """What was done, such as “About rewritten”."""
    if change.is_of_several:
        return _OF_SEVERAL[Verb(change.verb)] % {"count": len(change.before["items"])}
    if not change.kind:
        return str(_OF_PAGE[change.verb])
    return _of_subject(change)


def _of_subject(change: Change) -> str:
    part = Kind(change.kind).label
    what = _("“%(label)s”") % {"label": change.label} if change.label else part
    if change.verb == Verb.SHOWN:
        return str(_SHOWN[change.visibility]) % {"what": what}
    if change.kind in FILE_KINDS and change.verb in _OF_FILE:
        return str(_OF_FILE[change.verb]) % {"what": part}
    if change.item_id and change.verb in _OF_ITEM:
        return str(_OF_ITEM[change.verb]) % {"what": what, "part": part}
    if change.kind == Kind.NAMES and change.verb == Verb.REMOVED:
        return _("A name removed, and forgotten")
    return str(_OF_PART[change.verb]) % {"what": what}


def _day(moment: datetime) -> str:
    """With its year where it is not the present one."""
    here = timezone.localtime(moment)
    if here.year == timezone.localtime().year:
        return day_of_year(here)
    return PartialDate(here.year, here.month, here.day).words
