"""Whole pages put together from several apps, as frozen values that every representation renders."""

import functools
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from profiles.accounts import usernames
from profiles.accounts.models import User
from profiles.pages.whole import Cover, File, WholeProfile
from profiles.people import access, cards, documents, identifiers, sections
from profiles.people import queries as people
from profiles.people.models import HEAD_KINDS, LIST_KINDS, Item, Kind, Part, Profile, Status
from profiles.people.sections import Section
from profiles.shared.visibility import STRANGER, Viewer

Items = dict[UUID, list[Item]]


@dataclass(frozen=True)
class Revision:
    """What an ETag of a page depends on. The moment tells versions apart that a restored backup counts again."""

    username: str
    version: int
    modified_at: datetime
    is_indexable: bool


def revision(viewer: Viewer, username: str) -> Revision:
    """One cheap query; raises Http404 where the viewer may see no such page."""
    sql, values = _revision_sql(viewer)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, username])
        row = cursor.fetchone()
    if row is None:
        raise Http404
    return Revision(username, *row)


@functools.lru_cache(maxsize=8)
def _revision_sql(viewer: Viewer) -> tuple[str, tuple[Any, ...]]:
    """The ORM's own SQL, and its values but for the username, which comes last.

    Every look at a page asks this, and composing it costs several times what asking does.
    """
    seen = access.visible_to(viewer).filter(user__username="?")
    facts = seen.values_list("public_version", "public_changed_at", "is_indexable")
    sql, values = facts.query.sql_with_params()
    return sql, values[:-1]


def whole_profile(viewer: Viewer, username: str) -> WholeProfile:
    """Raises Http404 where the viewer may see no such page. At most four queries, whatever is on it."""
    if viewer == STRANGER:
        return _whole_for_strangers(username)
    return _whole(access.visible_to(viewer).filter(user__username=username), viewer)


def whole_profiles(viewer: Viewer, profiles: Sequence[Profile], kinds: Collection[str]) -> list[WholeProfile]:
    """Of profiles read by `people.with_visible_parts` for this viewer and these kinds; two queries more at most."""
    of_these = Q(part__profile__in=[profile.pk for profile in profiles], kind__in=kinds)
    items = people.visible_items_in(viewer, of_these) if set(LIST_KINDS).intersection(kinds) else {}
    orcids = _authenticated(profiles, items)
    return [_put_together(profile, items, orcids.get(profile.user_id, set())) for profile in profiles]


def was_erased(username: str) -> bool:
    """Whether whoever has or had this name, in any letter case, erased the page for good."""
    holders = Profile.objects.filter(user__username_history=usernames.canonical(username))
    return holders.filter(status=Status.DELETED).exists()


def present_username(viewer: Viewer, username: str) -> str:
    """Of whoever has or had this one, in any letter case; "" where the viewer may not see such a page."""
    holders = access.visible_to(viewer).filter(user__username_history=usernames.canonical(username))
    return holders.values_list("user__username", flat=True).first() or ""


def has_webfinger(viewer: Viewer, username: str) -> bool:
    """Whether its owner wants to be found by a handle."""
    return access.visible_to(viewer).filter(user__username=username, has_webfinger=True).exists()


def preview(owner: User, seen_by: Viewer) -> WholeProfile:
    """One's own page, drafts too, as somebody else would see its parts."""
    return _whole(access.visible_to(Viewer.of(owner)).filter(user=owner), seen_by)


def _whole_for_strangers(username: str) -> WholeProfile:
    try:
        profile, items = people.for_strangers(username)
    except Profile.DoesNotExist:
        raise Http404 from None
    return _put_together(profile, items, _orcids(profile, items))


def _whole(profiles: QuerySet[Profile], viewer: Viewer) -> WholeProfile:
    profile = get_object_or_404(people.with_visible_parts(profiles, viewer))
    items = people.visible_items(profile, viewer)
    return _put_together(profile, items, _orcids(profile, items))


def _orcids(profile: Profile, items: Items) -> set[str]:
    """With which its owner has signed in; asked only where there could be some."""
    return identifiers.authenticated(profile) if _has_orcid(items) else set()


def _put_together(profile: Profile, items: Items, orcids: set[str]) -> WholeProfile:
    """From a profile read with its visible parts. `orcids` are those with which its owner has signed in."""
    parts = people.visible_parts(profile)
    plate = cards.plate(profile, cards.picture_of(parts))
    headline = _part(Kind.HEADLINE, parts)
    url = reverse("pages:profile", args=[profile.user.username])
    return WholeProfile(
        id=profile.id,
        username=profile.user.username,
        url=url,
        canonical_url=settings.SITE_URL + url,
        name=profile.display_name,
        lang=profile.language,
        other_names=sections.other_names(_items(Kind.NAMES, parts, items)),
        headline=headline.text,
        headline_lang=headline.language if headline.text else "",
        pronouns=_part(Kind.PRONOUNS, parts).text,
        plate=plate,
        image_url=settings.SITE_URL + plate.large_url if plate.large_url else "",
        cover=_cover(parts),
        cv=_cv(profile, parts),
        identifiers=sections.identifiers(_items(Kind.IDENTIFIERS, parts, items), orcids),
        links=sections.links(_items(Kind.LINKS, parts, items)),
        sections=_sections(parts, items),
        created_at=profile.created_at,
        modified_at=profile.public_changed_at,
        version=profile.public_version,
        is_indexable=profile.is_indexable,
    )


def _sections(parts: dict[str, Part], items: Items) -> tuple[Section, ...]:
    """In the owner's order; what is empty for this viewer is left out."""
    shown = [part for part in parts.values() if part.kind not in HEAD_KINDS]
    made = (sections.section(part, items.get(part.pk, [])) for part in shown)
    return tuple(section for section in made if section)


def _items(kind: Kind, parts: dict[str, Part], items: Items) -> list[Item]:
    part = parts.get(kind)
    return items.get(part.pk, []) if part else []


def _has_orcid(items: Items) -> bool:
    return any(item.type == identifiers.Scheme.ORCID for of_part in items.values() for item in of_part)


def _authenticated(profiles: Sequence[Profile], items: Items) -> dict[UUID, set[str]]:
    return identifiers.authenticated_of(profile.user_id for profile in profiles) if _has_orcid(items) else {}


def _part(kind: Kind, parts: dict[str, Part]) -> Part:
    """An empty one where the viewer sees none."""
    return parts.get(kind) or Part(kind=kind)


def _cover(parts: dict[str, Part]) -> Cover | None:
    part = parts.get(Kind.COVER)
    picture = part.picture if part else None
    if picture is None:
        return None
    large, small = (reverse("people:media", args=[key]) for key in (picture.large_key, picture.small_key))
    return Cover(large, small, picture.alt, picture.width, picture.height)


def _cv(profile: Profile, parts: dict[str, Part]) -> File | None:
    """Under the name that readers save it by; what its owner called it is hers."""
    part = parts.get(Kind.CV)
    document = part.document if part else None
    if document is None:
        return None
    name = documents.name_for_readers(profile.display_name)
    return File(reverse("people:document", args=[document.key]), name, document.size)
