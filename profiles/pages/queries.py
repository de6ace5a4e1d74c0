"""Whole pages put together from several apps, as frozen values that every representation renders."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from profiles.accounts import usernames
from profiles.accounts.models import User
from profiles.people import access, prose
from profiles.people import queries as people
from profiles.people.models import Kind, Profile
from profiles.people.queries import Plate
from profiles.shared.visibility import Viewer

DESCRIPTION_LENGTH = 200


@dataclass(frozen=True)
class WholeProfile:
    """All that a viewer may see of one page. Texts are "" where there is nothing or it is hidden."""

    id: UUID
    username: str
    url: str
    canonical_url: str
    name: str
    lang: str
    headline: str
    pronouns: str
    about: str
    about_html: SafeString
    plate: Plate
    image_url: str
    created_at: datetime
    modified_at: datetime
    version: int
    is_indexable: bool

    @property
    def changed_on(self) -> date:
        return self.modified_at.date()

    @property
    def description(self) -> str:
        words = self.headline or prose.to_plain(self.about_html)
        return words if len(words) <= DESCRIPTION_LENGTH else words[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0] + "…"

    @property
    def json_ld(self) -> SafeString:
        """schema.org ProfilePage, with what could end a script element written as escapes."""
        whole = json.dumps(_linked_data(self), ensure_ascii=False)
        escaped = whole.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
        return mark_safe(escaped)  # noqa: S308


@dataclass(frozen=True)
class Revision:
    """What an ETag of a page depends on."""

    username: str
    version: int


def revision(viewer: Viewer, username: str) -> Revision:
    """One cheap query; raises Http404 where the viewer may see no such page."""
    profile = get_object_or_404(access.visible_to(viewer).only("public_version"), user__username=username)
    return Revision(username, profile.public_version)


def whole_profile(viewer: Viewer, username: str) -> WholeProfile:
    """Raises Http404 where the viewer may see no such page. Two queries."""
    return _whole(access.visible_to(viewer).filter(user__username=username), viewer)


def present_username(viewer: Viewer, username: str) -> str:
    """Of whoever has or had this one, in any letter case; "" where the viewer may not see such a page."""
    holders = access.visible_to(viewer).filter(user__username_history=usernames.canonical(username))
    return holders.values_list("user__username", flat=True).first() or ""


def preview(owner: User, seen_by: Viewer) -> WholeProfile:
    """One's own page, drafts too, as somebody else would see its parts."""
    return _whole(access.visible_to(Viewer.of(owner)).filter(user=owner), seen_by)


def _whole(profiles: QuerySet[Profile], viewer: Viewer) -> WholeProfile:
    profile = get_object_or_404(people.with_visible_parts(profiles, viewer))
    parts = people.visible_parts(profile)
    texts = {kind: part.text for kind, part in parts.items()}
    plate = people.plate(profile, people.picture_of(parts))
    url = reverse("pages:profile", args=[profile.user.username])
    about = parts.get(Kind.ABOUT)
    return WholeProfile(
        id=profile.id,
        username=profile.user.username,
        url=url,
        canonical_url=settings.SITE_URL + url,
        name=profile.display_name,
        lang=profile.language,
        headline=texts.get(Kind.HEADLINE, ""),
        pronouns=texts.get(Kind.PRONOUNS, ""),
        about=texts.get(Kind.ABOUT, ""),
        about_html=mark_safe(about.html if about else ""),  # noqa: S308  # sanitised when it was written
        plate=plate,
        image_url=settings.SITE_URL + plate.large_url if plate.large_url else "",
        created_at=profile.created_at,
        modified_at=profile.public_changed_at,
        version=profile.public_version,
        is_indexable=profile.is_indexable,
    )


def _linked_data(whole: WholeProfile) -> dict[str, Any]:
    person = {
        "@type": "Person",
        "@id": f"{whole.canonical_url}#person",
        "name": whole.name,
        "identifier": whole.username,
        "url": whole.canonical_url,
        "description": whole.headline,
        "image": whole.image_url,
    }
    return {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "url": whole.canonical_url,
        "dateCreated": whole.created_at.isoformat(timespec="seconds"),
        "dateModified": whole.modified_at.isoformat(timespec="seconds"),
        "mainEntity": {key: value for key, value in person.items() if value},
    }
