"""The items of one's own page as lines to edit: what each says, its dates in words, who sees it, its addresses."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from profiles.people import identifiers, languages, links, rows, sections
from profiles.people.contents import Content
from profiles.people.models import Item, Kind
from profiles.people.rows import VisibilityChoice
from profiles.shared.visibility import Visibility


@dataclass(frozen=True)
class ItemLine:
    """One item. `first` is in `lang` where that is known."""

    id: UUID
    title: str
    dates: str
    first: str
    lang: str
    second: str
    visibility: str
    is_first: bool
    is_last: bool
    is_line: ClassVar = True  # and no part, to the visibility menu

    @property
    def level(self) -> str | Promise:
        return Visibility(self.visibility).label

    @property
    def choices(self) -> list[VisibilityChoice]:
        return rows.visibility_choices(self.visibility)

    @property
    def edit_url(self) -> str:
        return reverse("people:edit_item", args=[self.id])

    @property
    def remove_url(self) -> str:
        return reverse("people:remove_item", args=[self.id])

    @property
    def visibility_url(self) -> str:
        return reverse("people:show_item", args=[self.id])


def item_lines(items: Sequence[Item], authenticated: Collection[str] = ()) -> list[ItemLine]:
    """Of one part, in their order. `authenticated` are the identifiers with which their owner has signed in."""
    return [_line(item, place, len(items), item.title in authenticated) for place, item in enumerate(items, 1)]


def _line(item: Item, place: int, count: int, is_authenticated: bool) -> ItemLine:
    first, second = _words(item, is_authenticated)
    return ItemLine(
        id=item.pk,
        title=Content.of(item).label,
        dates=sections.Dates.of(item).words,
        first=first,
        lang=item.language,
        second=second,
        visibility=item.visibility,
        is_first=place == 1,
        is_last=place == count,
    )


def _words(item: Item, is_authenticated: bool) -> tuple[str, str]:
    match item.kind:
        case Kind.MEMBERSHIPS:
            return sections.Place.of(item).name, item.title
        case Kind.LINKS:
            kind = str(links.Type(item.type).label) if item.type in links.Type.values else ""
            return item.title or links.words(item.url), _joined(links.words(item.url) if item.title else "", kind)
        case Kind.IDENTIFIERS:
            how = _("you have signed in with it") if is_authenticated else _("entered by you")
            return identifiers.shown(item.type, item.title), _joined(identifiers.Scheme(item.type).label, how)
        case Kind.NAMES:
            return item.title, languages.own_name(item.language)
    return item.title, _joined(item.detail, sections.Place.of(item).name)


def _joined(*pieces: str) -> str:
    return ", ".join(piece for piece in pieces if piece)
