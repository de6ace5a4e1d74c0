"""Why people were found by what stands elsewhere on their pages, as far as the reader may see it."""

from dataclasses import replace

from django.db.models import Value
from django.db.models.functions import Coalesce, NullIf

from profiles.directory import marks
from profiles.directory.marks import Result, Within, Words
from profiles.people import access
from profiles.people.models import Kind
from profiles.shared.visibility import Viewer

_KINDS = (Kind.INTERESTS, Kind.POSITIONS, Kind.EDUCATION, Kind.MEMBERSHIPS)


def with_reasons(viewer: Viewer, results: list[Result], words: Words) -> list[Result]:
    """Each with the item, or the text, that has a word which its names do not have; two queries at most."""
    wanted = {one.card.username: unseen for one in results if (unseen := marks.unexplained(one, words))}
    if not wanted:
        return results
    found = _in_items(viewer, wanted)
    texts = {name: words for name, words in wanted.items() if name not in found}
    found |= _in_texts(viewer, texts) if texts else {}
    return [replace(one, within=found.get(one.card.username)) for one in results]


def _in_items(viewer: Viewer, wanted: dict[str, Words]) -> dict[str, Within]:
    items = access.items_visible_to(viewer)
    items = items.filter(part__profile__user__username__in=wanted, kind__in=_KINDS)
    organization = Coalesce(NullIf("organization_name", Value("")), "organization__name", Value(""))
    found: dict[str, Within] = {}
    for name, kind, language, *texts in items.values_list(
        "part__profile__user__username", "kind", "language", "title", organization, "detail"
    ):
        if name not in found and (text := _matching(texts, wanted[name])):
            found[name] = Within(str(Kind(kind).label), marks.marked(text, language, wanted[name]))
    return found


def _matching(texts: list[str], words: Words) -> str:
    return next((text for text in texts if marks.matches(text, words)), "")


def _in_texts(viewer: Viewer, wanted: dict[str, Words]) -> dict[str, Within]:
    parts = access.parts_visible_to(viewer).filter(profile__user__username__in=wanted, kind=Kind.ABOUT)
    texts = parts.values_list("profile__user__username", "text")
    return {name: Within(str(Kind.ABOUT.label)) for name, text in texts if marks.matches(text, wanted[name])}
