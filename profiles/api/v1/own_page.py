"""One's own account and page as one document, which a merge patch changes."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from profiles.accounts import queries as accounts
from profiles.accounts.models import User
from profiles.api.v1.serializers.me import IdentitySerializer
from profiles.people import queries as people
from profiles.people.contents import Content
from profiles.people.forms import ITEM_FORMS, TEXT_FORMS
from profiles.people.models import LIST_KINDS, TEXT_KINDS, Item, Kind, Part, Profile
from profiles.shared import etags
from profiles.shared.visibility import Viewer

Document = dict[str, Any]
ITEM_FIELDS = ("type", "title", "language", "organization_name", "organization", "detail", "url", "text")
DATES = ("started_on", "ended_on")


def document(user: User) -> Document:
    """Everything of one's own that a program may read; `profile` is None where there is no page."""
    user = accounts.with_identities(user)
    return {
        "username": user.username,
        "is_staff": user.is_staff,
        "identities": IdentitySerializer(user.identities.all(), many=True).data,
        "language": user.language,
        "profile": _profile(user),
    }


def etag(of: Document) -> str:
    return etags.of_facts("me", json.dumps(of, sort_keys=True))


def fields_of(kind: str) -> tuple[str, ...]:
    """What an item of this kind has, by the form in which its owner writes it."""
    asked = ITEM_FORMS[kind].base_fields
    return tuple(name for name in (*ITEM_FIELDS, *DATES) if name in asked)


def has_language(kind: str) -> bool:
    form = TEXT_FORMS.get(kind)
    return form is not None and "language" in form.base_fields  # type: ignore[attr-defined]  # a form's class


def _profile(user: User) -> Document | None:
    try:
        profile = people.own_profile(user)
    except Profile.DoesNotExist:
        return None
    parts = people.visible_parts(profile)
    items = people.visible_items(profile, Viewer.of(user))
    return {
        "id": str(profile.pk),
        "status": profile.status,
        "name": profile.display_name,
        "sort_name": profile.sort_name,
        "language": profile.language,
        "parts": _parts(parts, items),
    }


def _parts(parts: Mapping[str, Part], items: Mapping[UUID, list[Item]]) -> Document:
    return {slug: _part(part, items.get(part.pk, [])) for slug, part in parts.items() if part.kind != Kind.NAME}


def _part(part: Part, items: Iterable[Item]) -> Document:
    found: Document = {"visibility": part.visibility}
    if part.kind == Kind.CUSTOM:
        found["title"] = part.title
    if part.kind in TEXT_KINDS:
        found["text"] = part.text
    if has_language(part.kind):
        found["language"] = part.language
    if part.kind in LIST_KINDS:
        found["items"] = [_item(item) for item in items]
    return found


def _item(item: Item) -> Document:
    content, found = Content.of(item), {"id": str(item.pk), "visibility": item.visibility}
    for name in fields_of(item.kind):
        is_organization = name == "organization"
        found[name] = (
            (item.organization.ror if item.organization else "") if is_organization else getattr(content, name)
        )
    return found
