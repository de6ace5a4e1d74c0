"""Every column of the database, and how far it reaches: the first half of the privacy table.

A new column fails the build until it stands here. A column that people write stands in `values.py` too, once for each
kind of part that uses it, with the outputs that show it.
"""

from enum import Enum


class Reach(Enum):
    SHOWN = "to those to whom its owner shows it"
    PUBLIC = "to everyone, once the page is published"
    OWNER = "to its owner alone"
    STAFF = "to its owner, and to staff who say why, which is audited"
    SITE = "to everyone: it is about the site or an organisation, not about a person"
    NOBODY = "it never leaves the server"


FIELDS: dict[str, dict[str, Reach]] = {
    "accounts.User": {
        "id": Reach.NOBODY,
        "username": Reach.PUBLIC,
        "password": Reach.NOBODY,
        "last_login": Reach.STAFF,
        "is_superuser": Reach.NOBODY,
        "is_active": Reach.STAFF,
        "is_staff": Reach.STAFF,
        "joined_at": Reach.STAFF,
        "language": Reach.OWNER,
        "groups": Reach.NOBODY,
        "user_permissions": Reach.NOBODY,
    },
    "accounts.UsernameHistory": {"username": Reach.PUBLIC, "user": Reach.PUBLIC, "given_at": Reach.NOBODY},
    "accounts.Identity": {
        "id": Reach.NOBODY,
        "user": Reach.STAFF,
        "issuer": Reach.STAFF,
        "sub": Reach.STAFF,
        "provider_name": Reach.STAFF,
        "asserted_email": Reach.STAFF,
        "linked_at": Reach.STAFF,
        "last_used_at": Reach.STAFF,
    },
    "accounts.SignedInSession": {
        "id": Reach.NOBODY,
        "user": Reach.STAFF,
        "identity": Reach.STAFF,
        "sid": Reach.NOBODY,
        "session_key": Reach.NOBODY,
        "device": Reach.STAFF,
        "started_at": Reach.STAFF,
        "seen_at": Reach.STAFF,
        "ended_at": Reach.STAFF,
    },
    "accounts.AuditEvent": {
        "id": Reach.NOBODY,
        "at": Reach.STAFF,
        "actor_id": Reach.STAFF,
        "verb": Reach.STAFF,
        "subject_id": Reach.STAFF,
        "details": Reach.STAFF,
    },
    "people.Profile": {
        "id": Reach.PUBLIC,
        "user": Reach.PUBLIC,
        "display_name": Reach.PUBLIC,
        "sort_name": Reach.PUBLIC,
        "sort_key": Reach.PUBLIC,
        "language": Reach.PUBLIC,
        "status": Reach.OWNER,
        "is_indexable": Reach.PUBLIC,
        "version": Reach.NOBODY,
        "created_at": Reach.PUBLIC,
        "modified_at": Reach.NOBODY,
        "public_version": Reach.NOBODY,
        "public_changed_at": Reach.PUBLIC,
        "published_at": Reach.NOBODY,
    },
    "people.Part": {
        "id": Reach.SHOWN,
        "profile": Reach.SHOWN,
        "kind": Reach.SHOWN,
        "visibility": Reach.OWNER,
        "position": Reach.SHOWN,
        "title": Reach.SHOWN,
        "text": Reach.SHOWN,
        "language": Reach.SHOWN,
        "html": Reach.SHOWN,
        "picture": Reach.SHOWN,
        "document": Reach.SHOWN,
        "is_arranged": Reach.NOBODY,
        "version": Reach.OWNER,
        "modified_at": Reach.OWNER,
    },
    "people.Item": {
        "id": Reach.OWNER,
        "part": Reach.SHOWN,
        "kind": Reach.SHOWN,
        "position": Reach.SHOWN,
        "visibility": Reach.OWNER,
        "version": Reach.OWNER,
        "source": Reach.NOBODY,
        "created_at": Reach.NOBODY,
        "modified_at": Reach.NOBODY,
        "type": Reach.SHOWN,
        "title": Reach.SHOWN,
        "language": Reach.SHOWN,
        "key": Reach.NOBODY,
        "organization": Reach.SHOWN,
        "organization_name": Reach.SHOWN,
        "detail": Reach.SHOWN,
        "url": Reach.SHOWN,
        "text": Reach.SHOWN,
        "started_on": Reach.SHOWN,
        "ended_on": Reach.SHOWN,
    },
    "people.Picture": {
        "id": Reach.NOBODY,
        "profile": Reach.SHOWN,
        "alt": Reach.SHOWN,
        "large_key": Reach.SHOWN,
        "small_key": Reach.SHOWN,
        "large_file": Reach.SHOWN,
        "small_file": Reach.SHOWN,
        "width": Reach.SHOWN,
        "height": Reach.SHOWN,
    },
    "people.Document": {
        "id": Reach.NOBODY,
        "profile": Reach.SHOWN,
        "name": Reach.OWNER,
        "key": Reach.SHOWN,
        "file": Reach.SHOWN,
        "size": Reach.SHOWN,
    },
    "people.Change": {
        "id": Reach.OWNER,
        "profile": Reach.OWNER,
        "at": Reach.OWNER,
        "verb": Reach.OWNER,
        "source": Reach.OWNER,
        "kind": Reach.OWNER,
        "part_id": Reach.NOBODY,
        "item_id": Reach.NOBODY,
        "label": Reach.OWNER,
        "before": Reach.OWNER,
        "version": Reach.NOBODY,
        "visibility": Reach.OWNER,
        "undone_at": Reach.OWNER,
    },
    "people.Draft": {
        "part": Reach.OWNER,
        "title": Reach.OWNER,
        "text": Reach.OWNER,
        "version": Reach.OWNER,
        "saved_at": Reach.OWNER,
    },
    "people.Organization": {
        "id": Reach.NOBODY,
        "ror": Reach.SITE,
        "key": Reach.NOBODY,
        "name": Reach.SITE,
        "language": Reach.SITE,
        "names": Reach.SITE,
        "city": Reach.SITE,
        "country": Reach.SITE,
        "status": Reach.SITE,
        "successor": Reach.SITE,
        "successor_ror": Reach.SITE,
        "words": Reach.NOBODY,
    },
    "people.RorLoad": {
        "digest": Reach.NOBODY,
        "records": Reach.NOBODY,
        "started_at": Reach.NOBODY,
        "finished_at": Reach.NOBODY,
    },
    "directory.Entry": {
        "profile": Reach.NOBODY,
        "words": Reach.NOBODY,  # they are asked, never told: the table's output "search" sees what that betrays
        "member_words": Reach.NOBODY,
        "facets": Reach.NOBODY,  # counted for those who see what they are made of: tests/directory/test_facets.py
        "member_facets": Reach.NOBODY,
    },
    "directory.Word": {
        "text": Reach.NOBODY,  # leads to people who have it: tests/directory/test_dictionary.py
        "is_public": Reach.NOBODY,
        "pieces": Reach.NOBODY,
    },
    "directory.Rebuild": {
        "id": Reach.NOBODY,
        "last_profile": Reach.NOBODY,
        "profiles": Reach.NOBODY,
        "started_at": Reach.NOBODY,
        "finished_at": Reach.NOBODY,
    },
}
