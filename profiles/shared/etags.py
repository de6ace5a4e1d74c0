"""Strong entity tags."""

import hashlib

from django.conf import settings


def of_bytes(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def of_facts(*facts: object) -> str:
    """From this release and whatever else the representation depends on."""
    return of_bytes("\0".join([settings.RELEASE, *map(str, facts)]).encode())
