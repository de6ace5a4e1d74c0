"""What the tags of strangers' answers about a page are made of."""

from profiles.pages.queries import Revision
from profiles.pages.whole import WholeProfile
from profiles.shared import etags


def of_page(seen: Revision | WholeProfile, representation: str, language: str) -> str:
    """`language` is "" for what is the same in all."""
    state = (seen.version, seen.modified_at.timestamp(), seen.is_indexable)
    return etags.of_facts("stranger", representation, language, seen.username, *state)
