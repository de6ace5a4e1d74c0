"""Why people were found by what stands elsewhere on their pages, as far as the reader may see it."""

from collections.abc import Iterable
from dataclasses import replace

from profiles.directory import marks
from profiles.directory.marks import Result, Within, Words
from profiles.people import access
from profiles.people.models import Item, Kind, Part
from profiles.shared.visibility import Viewer

_KINDS = (Kind.INTERESTS, Kind.POSITIONS, Kind.EDUCATION, Kind.MEMBERSHIPS)


def with_reasons(viewer: Viewer, results: list[Result], query: str) -> list[Result]:
    """Each with the item, or the text, that has a word which its names do not have; two queries at most."""
    wanted = {one.card.username: words for one in results if (words := marks.unexplained(one, query))}
    if not wanted:
        return results
    found = _in_items(viewer, wanted)
    texts = {name: words for name, words in wanted.items() if name not in found}
    found |= _in_texts(viewer, texts) if texts else {}
    return [replace(one, within=found.get(one.card.username)) for one in results]


def _in_items(viewer: Viewer, wanted: dict[str, Words]) -> dict[str, Within]:
    items = access.items_visible_to(viewer).filter(part__profile__user__username__in=wanted, kind__in=_KINDS)
    found: dict[str, Within] = {}
    for item in items.select_related("part__profile__user", "organization").defer("organization__words"):
        name = item.part.profile.user.username
        if name not in found and (text := _matching(item, wanted[name])):
            found[name] = Within(str(Kind(item.kind).label), marks.marked(text, item.language, wanted[name]))
    return found


def _matching(item: Item, words: Words) -> str:
    organization = item.organization_name or (item.organization.name if item.organization else "")
    texts: Iterable[str] = (item.title, organization, item.detail)
    return next((text for text in texts if marks.matches(text, words)), "")


def _in_texts(viewer: Viewer, wanted: dict[str, Words]) -> dict[str, Within]:
    parts = access.parts_visible_to(viewer).filter(profile__user__username__in=wanted, kind=Kind.ABOUT)
    found = {}
    for part in parts.select_related("profile__user"):
        if marks.matches(_told(part), wanted[part.profile.user.username]):
            found[part.profile.user.username] = Within(str(Kind.ABOUT.label))
    return found


def _told(part: Part) -> str:
    return part.text
