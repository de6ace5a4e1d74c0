"""Which fields of a person a list has, and which parts of her page each of them is read from."""

from collections.abc import Iterable

from profiles.people.models import Kind

KINDS: dict[str, tuple[str, ...]] = {
    "id": (),
    "username": (),
    "url": (),
    "name": (),
    "language": (),
    "other_names": (Kind.NAMES,),
    "pronouns": (Kind.PRONOUNS,),
    "headline": (Kind.HEADLINE,),
    "headline_language": (Kind.HEADLINE,),
    "about": (Kind.ABOUT,),
    "about_language": (Kind.ABOUT,),
    "about_html": (Kind.ABOUT,),
    "picture": (Kind.PICTURE,),
    "cover": (Kind.COVER,),
    "cv": (Kind.CV,),
    "identifiers": (Kind.IDENTIFIERS,),
    "links": (Kind.LINKS,),
    "positions": (Kind.POSITIONS,),
    "education": (Kind.EDUCATION,),
    "projects": (Kind.PROJECTS,),
    "talks": (Kind.TALKS,),
    "interests": (Kind.INTERESTS,),
    "memberships": (Kind.MEMBERSHIPS,),
    "sections": (Kind.CUSTOM,),
    "created_at": (),
    "modified_at": (),
}
FIELDS = tuple(KINDS)
LISTED = ("id", "username", "url", "name", "language", "headline", "headline_language", "picture", "modified_at")


def names(fields: Iterable[str], include: Iterable[str]) -> tuple[str, ...]:
    """Those that were asked for, else what a list has, and what shall be included; in the order of a person."""
    wanted = {*(tuple(fields) or LISTED), *include}
    return tuple(name for name in FIELDS if name in wanted)


def kinds(fields: Iterable[str]) -> set[str]:
    """The parts that these are read from."""
    return {kind for name in fields for kind in KINDS[name]}
