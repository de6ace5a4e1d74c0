"""The parts of one's own page as rows to edit."""

from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from profiles.people import prose, queries
from profiles.people.models import LIST_KINDS, Kind, Part, Profile
from profiles.people.queries import Plate
from profiles.shared.visibility import Visibility

_BUILT = (Kind.NAME, Kind.HEADLINE, Kind.PRONOUNS, Kind.PICTURE, Kind.ABOUT)


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

    `_components/visibility_menu.html` needs `id`, `title`, `choices` and `visibility_url` of whatever it stands on;
    without an address it says that everyone sees it.
    """

    id: str
    kind: str
    title: str | Promise
    summary: str
    visibility: str
    version: int
    can_be_hidden: bool
    choices: list[VisibilityChoice]
    edit_url: str
    visibility_url: str
    group: str
    plate: Plate | None


def part_rows(profile: Profile) -> list[PartRow]:
    """In the order of the page, from a profile read by `queries.own_profile`."""
    parts = queries.visible_parts(profile)
    return [part_row(profile, parts[kind]) for kind in _BUILT]


def part_row(profile: Profile, part: Part) -> PartRow:
    kind = Kind(part.kind)
    is_picture = kind == Kind.PICTURE
    return PartRow(
        id=part.slug,
        kind=kind,
        title=kind.label,
        summary=_summary(profile, part),
        visibility=part.visibility,
        version=part.version,
        can_be_hidden=kind != Kind.NAME,
        choices=visibility_choices(part.visibility),
        edit_url=_edit_url(kind),
        visibility_url=reverse("people:show", args=[kind]) if kind != Kind.NAME else "",
        group="sections" if kind == Kind.ABOUT else "head",
        plate=queries.plate(profile, part.picture) if is_picture else None,
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
    match part.kind:
        case Kind.NAME:
            return _("%(name)s; in lists: %(sort)s") % {"name": profile.display_name, "sort": profile.sort_name}
        case Kind.PICTURE | Kind.COVER if part.picture:
            return _("Another picture: %(alt)s") % {"alt": part.picture.alt or _("not described")}
        case Kind.CV if part.document:
            return _("Another file: %(name)s") % {"name": part.document.name}
    return part.text


def _edit_url(kind: Kind) -> str:
    match kind:
        case Kind.NAME:
            return reverse("people:edit_name")
        case Kind.PICTURE | Kind.COVER:
            return reverse("people:edit_picture", args=[kind])
        case Kind.CV:
            return reverse("people:edit_document")
    return reverse("people:edit_list" if kind in LIST_KINDS else "people:edit", args=[kind])


def _summary(profile: Profile, part: Part) -> str:
    match part.kind:
        case Kind.NAME:
            return profile.display_name
        case Kind.PICTURE | Kind.COVER if part.picture:
            return part.picture.alt or _("1 picture, not described yet")
        case Kind.PICTURE:
            return _("No picture yet, so your page shows your initials.")
        case Kind.CV if part.document:
            return f"{part.document.name}, {filesizeformat(part.document.size)}"
        case Kind.ABOUT if part.text:
            words = len(prose.to_plain(part.html).split())
            return ngettext("%(count)d word", "%(count)d words", words) % {"count": words}
    return part.text or _("Nothing here yet, so it is not on your page.")
