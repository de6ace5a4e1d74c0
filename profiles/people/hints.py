"""What readers look for on a page and do not find yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from profiles.people import queries, rows
from profiles.people.models import Item, Kind, Part, Profile

MOST = 3


@dataclass(frozen=True)
class Hint:
    title: Promise
    text: Promise
    url: str


def hints(profile: Profile, items: Mapping[UUID, Sequence[Item]]) -> list[Hint]:
    """At most three, what matters most first: from `queries.own_profile` and `queries.visible_items`."""
    parts = queries.visible_parts(profile)
    found = [
        Hint(title, text, rows.edit_url(parts[kind]))
        for kind, is_missing, title, text in _KNOWN
        if is_missing(parts[kind], items.get(parts[kind].pk, ()))
    ]
    return found[:MOST]


def _has_no_text(part: Part, _items: Sequence[Item]) -> bool:
    return not part.text


def _has_no_items(_part: Part, items: Sequence[Item]) -> bool:
    return not items


def _has_no_picture(part: Part, _items: Sequence[Item]) -> bool:
    return part.picture is None


def _is_not_described(part: Part, _items: Sequence[Item]) -> bool:
    return part.picture is not None and not part.picture.alt


def _has_no_orcid(_part: Part, items: Sequence[Item]) -> bool:
    return not any(item.type == "orcid" for item in items)


_KNOWN: list[tuple[Kind, Callable[[Part, Sequence[Item]], bool], Promise, Promise]] = [
    (Kind.HEADLINE, _has_no_text, _("Write a headline"), _("It stands below your name, and beside it in lists.")),
    (
        Kind.POSITIONS,
        _has_no_items,
        _("Add your position"),
        _("Where you work, or last worked, tells you from others of your name."),
    ),
    (Kind.PICTURE, _has_no_picture, _("Add a portrait"), _("Readers who met you once will know you again.")),
    (Kind.PICTURE, _is_not_described, _("Describe your portrait"), _("One sentence for people who cannot see it.")),
    (Kind.ABOUT, _has_no_text, _("Say what you work on"), _("Two paragraphs are enough.")),
    (
        Kind.IDENTIFIERS,
        _has_no_orcid,
        _("Add your ORCID iD"),
        _("It leads to what you published, under whatever name."),
    ),
    (Kind.INTERESTS, _has_no_items, _("Name your interests"), _("A few words by which colleagues find you.")),
]
