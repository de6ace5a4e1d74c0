"""A page as linked data: a schema.org ProfilePage about a Person."""

import json
from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from profiles.pages.whole import WholeProfile
from profiles.people.sections import Affiliation, PersistentId, Place


def profile_page(whole: WholeProfile) -> SafeString:
    """As the text of a script element, with what could end it written as escapes."""
    escaped = document(whole).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return mark_safe(escaped)  # noqa: S308


def document(whole: WholeProfile) -> str:
    """The same as a file of its own."""
    return json.dumps(_profile_page(whole), ensure_ascii=False)


def _profile_page(whole: WholeProfile) -> dict[str, Any]:
    return _without_gaps(
        {
            "@context": "https://schema.org",
            "@type": "ProfilePage",
            "url": whole.canonical_url,
            "dateCreated": whole.created_at.isoformat(timespec="seconds"),
            "dateModified": whole.modified_at.isoformat(timespec="seconds"),
            "inLanguage": list(whole.text_languages),
            "mainEntity": _person(whole),
        }
    )


def _person(whole: WholeProfile) -> dict[str, Any]:
    addresses = [identifier.url for identifier in whole.identifiers] + [link.url for link in whole.links]
    return _without_gaps(
        {
            "@type": "Person",
            "@id": f"{whole.canonical_url}#person",
            "name": whole.name,
            "alternateName": [other.name for other in whole.other_names],
            "identifier": [whole.username, *map(_identifier, whole.identifiers)],
            "url": whole.canonical_url,
            "description": whole.description,
            "image": whole.image_url,
            "jobTitle": whole.role.title if whole.role else "",
            "affiliation": _organizations(_current(whole.positions)),
            "alumniOf": _organizations(whole.education),
            "memberOf": _organizations(_current(whole.memberships)),
            "knowsAbout": list(whole.interests),
            "sameAs": list(dict.fromkeys(address for address in addresses if address)),
        }
    )


def _current(affiliations: Sequence[Affiliation]) -> list[Affiliation]:
    return [affiliation for affiliation in affiliations if affiliation.is_current]


def _identifier(identifier: PersistentId) -> dict[str, str]:
    value = identifier.url or identifier.value
    return _without_gaps(
        {"@type": "PropertyValue", "propertyID": identifier.label, "value": value, "url": identifier.url}
    )


def _organizations(affiliations: Sequence[Affiliation]) -> list[dict[str, str]]:
    """Each once, known by its record in the registry where it is linked."""
    places = dict.fromkeys(item.organization for item in affiliations if item.organization.name)
    return [_organization(place) for place in places]


def _organization(place: Place) -> dict[str, str]:
    return _without_gaps({"@type": "Organization", "@id": place.url, "name": place.name, "sameAs": place.url})


def _without_gaps(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
