"""Copies that the processes share through Redis for a few seconds, so that of many who want a page one makes it."""

import hashlib
import time
from typing import Any

from django.conf import settings
from django.core.cache import cache

from profiles.pages.copies import Copy, Name

SECONDS = 10  # as long as a crowd takes to reach every process; crawlers fill Redis with more the longer it is
MAKING_SECONDS = 2
STEP_SECONDS = 0.02
MOST_BYTES = 100_000
_BEING_MADE = "being made"


def take(name: Name, state: str) -> Copy | None:
    """The copy that another process made or is making; None where this one must, also while Redis is away."""
    if not settings.REDIS_URL:
        return None
    key = _key(name, state)
    if cache.add(key, _BEING_MADE, MAKING_SECONDS) is not False:
        return None
    until = time.monotonic() + MAKING_SECONDS
    while time.monotonic() < until:
        found = cache.get(key)
        if found != _BEING_MADE:
            return _read(found, state)
        time.sleep(STEP_SECONDS)
    return None


def give(name: Name, copy: Copy) -> None:
    """What only its age can tell from the truth is shared no longer than it is believed here."""
    if not settings.REDIS_URL or copy.content is None:
        return
    seconds = SECONDS if copy.state else int(settings.COPIES_TRUSTED_SECONDS)
    if seconds and len(copy.content) <= MOST_BYTES:
        value = {"etag": copy.etag, "headers": copy.headers, "content": copy.content.decode()}
        cache.set(_key(name, copy.state), value, seconds)
    else:
        cache.delete(_key(name, copy.state))


def give_up(name: Name, state: str) -> None:
    """There is nothing to share after all, and nobody should wait for it."""
    if settings.REDIS_URL:
        cache.delete(_key(name, state))


def _read(found: Any, state: str) -> Copy | None:
    """A value that another release wrote in another form is as good as none."""
    try:
        headers = tuple((str(header), str(value)) for header, value in found["headers"])
        return Copy(state, str(found["etag"]), headers, str(found["content"]).encode())
    except (TypeError, KeyError, ValueError):
        return None


def _key(name: Name, state: str) -> str:
    facts = "\0".join([settings.RELEASE, *map(str, name), state])
    return f"page:{hashlib.sha256(facts.encode()).hexdigest()}"
