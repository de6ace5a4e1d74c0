"""What a part of one's own page holds, in one line."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy, pgettext

from profiles.people import sections
from profiles.people.models import LIST_KINDS, MARKDOWN_KINDS, SECTION_KINDS, Document, Item, Kind, Part
from profiles.people.sections import Affiliation

_COUNTED = {
    Kind.NAMES: ngettext_lazy("%(count)d other name", "%(count)d other names", "count"),
    Kind.IDENTIFIERS: ngettext_lazy("%(count)d identifier", "%(count)d identifiers", "count"),
    Kind.LINKS: ngettext_lazy("%(count)d link", "%(count)d links", "count"),
    Kind.POSITIONS: ngettext_lazy("%(count)d position", "%(count)d positions", "count"),
    Kind.EDUCATION: ngettext_lazy("%(count)d entry", "%(count)d entries", "count"),
    Kind.PROJECTS: ngettext_lazy("%(count)d project", "%(count)d projects", "count"),
    Kind.TALKS: ngettext_lazy("%(count)d talk", "%(count)d talks", "count"),
    Kind.INTERESTS: ngettext_lazy("%(count)d interest", "%(count)d interests", "count"),
    Kind.MEMBERSHIPS: ngettext_lazy("%(count)d membership", "%(count)d memberships", "count"),
}


def summary(part: Part, items: Sequence[Item]) -> str:
    """Of a part that was read with its picture and document, and of its items."""
    kind = Kind(part.kind)
    if kind in LIST_KINDS:
        return _of_items(kind, items) if items else _nothing(kind)
    if kind in MARKDOWN_KINDS and part.text:
        return _of_prose(part)
    if part.document:
        return _of_document(part.document)
    if part.picture:
        return part.picture.alt or _of_undescribed(kind)
    return part.text or _nothing(kind)


def _of_items(kind: Kind, items: Sequence[Item]) -> str:
    counted = _COUNTED[kind] % {"count": len(items)}
    if kind != Kind.POSITIONS:
        return str(counted)
    current = [position for position in map(sections.affiliation, items) if position.is_current]
    if not current:
        return str(counted)
    places = pgettext("between two places", ", ").join(dict.fromkeys(map(_place, current)))
    return _("%(positions)s. Current: %(places)s") % {"positions": counted, "places": places}


def _place(position: Affiliation) -> str:
    return position.organization.name or position.title


def _of_prose(part: Part) -> str:
    count = part.text.count("\n\n") + 1
    words = ngettext("%(count)d paragraph. Changed %(day)s", "%(count)d paragraphs. Changed %(day)s", count)
    return words % {"count": count, "day": day_of(part.modified_at)}


def day_of(moment: datetime) -> str:
    """Where the reader is, in the present language."""
    return formats.date_format(timezone.localtime(moment))


def _of_document(document: Document) -> str:
    return _("%(file)s, %(size)d KB") % {"file": document.name, "size": max(1, round(document.size / 1000))}


def _of_undescribed(kind: Kind) -> str:
    if kind == Kind.COVER:
        return _("1 picture, cropped to 5:1, not described yet")
    return _("1 picture, cropped to 4:5, not described yet")


def _nothing(kind: Kind) -> str:
    if kind == Kind.PICTURE:
        return _("No picture yet, so your page shows your initials.")
    if kind in SECTION_KINDS:
        return _("Nothing here yet, so the section is not on your page.")
    return _("Nothing here yet, so it is not on your page.")
