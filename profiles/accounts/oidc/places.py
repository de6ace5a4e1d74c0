"""How many of a process's threads may wait for the provider at once, so that it can never take the site with it."""

import contextlib
import functools
import threading
from collections.abc import Iterator

from django.conf import settings


class NoPlace(Exception):
    """As many sign-ins as may wait are waiting."""


@contextlib.contextmanager
def one() -> Iterator[None]:
    places = _places(settings.OIDC_CONCURRENT_CALLBACKS)
    if not places.acquire(blocking=False):
        raise NoPlace
    try:
        yield
    finally:
        places.release()


@functools.cache
def _places(count: int) -> threading.BoundedSemaphore:
    return threading.BoundedSemaphore(count)
