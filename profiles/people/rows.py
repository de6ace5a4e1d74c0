"""The parts of one's own page as rows to edit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from profiles.people import cards, languages, queries, summaries
from profiles.people.cards import Plate
from profiles.people.models import HEAD_KINDS, LIST_KINDS, PICTURE_KINDS, SECTION_KINDS, Item, Kind, Part, Profile
from profiles.shared.visibility import Visibility


@dataclass(frozen=True)
class VisibilityChoice:
    value: str
    label: str | Promise
    icon: str
    consequence: str
    is_chosen: bool


@dataclass(frozen=True)
class PartRow:
    """One part: its title, its state in one line, who sees it, and where it is edited.

    What its owner wrote of these says its language.

    `_components/visibility_menu.html` needs `id`, `title`, `choices` and `visibility_url` of whatever it stands on;
    without an address it says that everyone sees it.
    """

    id: str
    part_id: UUID
    kind: str
    title: str | Promise
    title_lang: str
    summary: str
    summary_lang: str
    visibility: str
    version: int
    choices: list[VisibilityChoice]
    edit_url: str
    is_edited_here: bool
    visibility_url: str
    is_section: bool
    move_url: str
    is_first: bool
    is_last: bool
    plate: Plate | None


def part_rows(profile: Profile, items: Mapping[UUID, Sequence[Item]]) -> list[PartRow]:
    """The head's, then the sections' in their order: from `queries.own_profile` and `queries.visible_items`."""
    parts = queries.visible_parts(profile).values()
    head = sorted(
        (part for part in parts if part.kind in HEAD_KINDS), key=lambda part: list(Kind).index(Kind(part.kind))
    )
    sections = [part for part in parts if part.kind not in HEAD_KINDS]
    return [part_row(profile, part, items.get(part.pk, ())) for part in (*head, *sections)]


def part_row(profile: Profile, part: Part, items: Sequence[Item] = ()) -> PartRow:
    kind = Kind(part.kind)
    sections = [other.pk for other in queries.visible_parts(profile).values() if other.kind in SECTION_KINDS]
    is_section = part.pk in sections
    return PartRow(
        id=part.slug,
        part_id=part.pk,
        kind=kind,
        title=part.heading,
        title_lang=part.language if part.title else "",
        summary=summaries.summary(part, items),
        summary_lang=part.language if kind == Kind.HEADLINE and part.text else "",
        visibility=part.visibility,
        version=part.version,
        choices=visibility_choices(part.visibility),
        edit_url=edit_url(part),
        is_edited_here=kind not in LIST_KINDS,
        visibility_url=reverse("people:show", args=[part.slug]) if kind != Kind.NAME else "",
        is_section=is_section,
        move_url=reverse("people:move_section", args=[part.slug]) if is_section else "",
        is_first=sections[:1] == [part.pk],
        is_last=sections[-1:] == [part.pk],
        plate=cards.plate(profile, part.picture) if kind == Kind.PICTURE else None,
    )


def visibility_choices(chosen: str) -> list[VisibilityChoice]:
    """The three levels of a part or an item, with what each means."""
    meanings = {
        Visibility.PUBLIC: ("everyone", _("Anyone on the web, and search engines")),
        Visibility.MEMBERS: ("members", _("People signed in to this site")),
        Visibility.ME: ("me", _("Nobody else, and not in search")),
    }
    return [
        VisibilityChoice(level.value, level.label, icon, consequence, is_chosen=chosen == level)
        for level, (icon, consequence) in meanings.items()
    ]


def stored_text(profile: Profile, part: Part) -> str:
    """What is stored of a part, in words, to be compared with what somebody else wrote."""
    is_name = part.kind == Kind.NAME
    words, language = _stored_words(profile, part), profile.language if is_name else part.language
    if not language:
        return words
    field = _("Language") if is_name else _("Language of this text")
    said = _("%(field)s: %(text)s") % {"field": field, "text": languages.own_name(language)}
    return f"{words}\n\n{said}".strip()


def _stored_words(profile: Profile, part: Part) -> str:
    match part.kind:
        case Kind.NAME:
            return _("%(name)s; in lists: %(sort)s") % {"name": profile.display_name, "sort": profile.sort_name}
        case kind if kind in PICTURE_KINDS and part.picture:
            return _("Another picture: %(alt)s") % {"alt": part.picture.alt or _("not described")}
        case Kind.CV if part.document:
            return _("Another file: %(name)s") % {"name": part.document.name}
        case Kind.CUSTOM:
            return f"{part.title}\n\n{part.text}".strip()
    return part.text


def edit_url(part: Part) -> str:
    """Where a part is edited."""
    match part.kind:
        case Kind.NAME:
            return reverse("people:edit_name")
        case Kind.CV:
            return reverse("people:edit_document")
        case kind if kind in PICTURE_KINDS:
            return reverse("people:edit_picture", args=[kind])
        case kind if kind in LIST_KINDS:
            return reverse("people:edit_list", args=[kind])
    return reverse("people:edit", args=[part.slug])
