"""Sections of a page: their order, and those that the owner makes herself."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from profiles.accounts.models import User
from profiles.people import prose
from profiles.people.actions.items import Duplicate, TooMany
from profiles.people.actions.turns import (
    Conflict,
    Note,
    Place,
    changed,
    is_seen_moved,
    require_owner,
    shown,
    take_part,
    wait_for_turn,
)
from profiles.people.models import SECTION_KINDS, Draft, Kind, Part, Profile, Verb
from profiles.shared.ids import new_id

MOST_OWN_SECTIONS = 10


@transaction.atomic
def add_section(profile: Profile, place: Place, *, title: str, text: str, language: str = "", by: User) -> Part:
    """A section of one's own. Raises Duplicate and TooMany."""
    require_owner(by, profile)
    sections = _locked_sections(profile)
    twin = Part.objects.filter(pk=place.id).first()
    if twin and twin.profile_id != profile.pk:
        raise PermissionDenied  # an id of somebody else's
    if twin and (twin.title, twin.text, twin.language) == (title, text, language):
        if twin.visibility != place.visibility:
            raise Duplicate  # hidden meanwhile, or now: an old form decides neither
        return twin  # a double submit
    if twin:
        place = replace(place, id=new_id())  # a form that was gone back to
    if sum(section.kind == Kind.CUSTOM for section in sections) >= MOST_OWN_SECTIONS:
        raise TooMany
    part = Part.objects.create(
        pk=place.id,
        profile=profile,
        kind=Kind.CUSTOM,
        title=title,
        text=text,
        language=language,
        html=prose.to_html(text),
        visibility=place.visibility,
        version=place.version,
    )
    sections.insert(len(sections) if place.position is None else place.position, part)
    _number(sections)
    changed(profile, Note(Verb.ADDED, part, label=title), is_public=bool(shown([part])))
    return part


@transaction.atomic
def remove_section(part: Part, *, version: int, by: User) -> Profile:
    """The history keeps it for undo. Raises Conflict when it was changed since it was asked about."""
    profile = part.profile
    require_owner(by, profile)
    if part.kind != Kind.CUSTOM:
        raise PermissionDenied
    sections = _locked_sections(profile)
    if part.pk not in [section.pk for section in sections]:
        return profile  # a double submit
    part = take_part(part, version)
    position = next(number for number, section in enumerate(sections) if section.pk == part.pk)
    before: dict[str, Any] = {name: getattr(part, name) for name in ("title", "text", "language", "visibility")}
    before |= {"position": position, "draft": _draft_of(part)}
    note = Note(Verb.REMOVED, Part(pk=part.pk, kind=part.kind, version=part.version), label=part.title, before=before)
    was_shown = bool(shown([part]))
    part.delete()
    return changed(profile, note, is_public=was_shown)


@transaction.atomic
def arrange_sections(profile: Profile, order: Sequence[UUID], *, by: User) -> Profile:
    """Put the sections in this order. Raises Conflict unless it names exactly those that are there."""
    require_owner(by, profile)
    sections = _locked_sections(profile)
    before = [section.pk for section in sections]
    if sorted(before) != sorted(order):
        raise Conflict(sections[0])
    if before == list(order):
        return profile
    arranged = sorted(sections, key=lambda section: order.index(section.pk))
    _number(arranged)
    note = Note(Verb.ARRANGED, before={"order": [str(pk) for pk in before]})
    seen = shown(sections)
    return changed(profile, note, is_public=is_seen_moved(seen, [part for part in arranged if part in seen]))


def _draft_of(part: Part) -> dict[str, Any] | None:
    """What was typed and not saved goes and comes back with its section."""
    draft = Draft.objects.filter(part=part).first()
    return {"title": draft.title, "text": draft.text, "version": draft.version} if draft else None


def _locked_sections(profile: Profile) -> list[Part]:
    """In their order; whoever changes the order waits for the one before."""
    wait_for_turn(profile.pk)
    return list(Part.objects.filter(profile=profile, kind__in=SECTION_KINDS).order_by("position", "id"))


def _number(sections: list[Part]) -> None:
    for position, section in enumerate(sections):
        section.position = position
    Part.objects.bulk_update(sections, ["position"])
