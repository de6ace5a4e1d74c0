"""A page as the fast path and the slow one say it."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

PAGE = "/people/ada/"
KEPT = (PAGE, "/", "/people/")
OWN = {"X-Request-Id"}  # of each answer


def headers(answer):
    return {name: value for name, value in answer.headers.items() if name not in OWN}


def slow(path: str, *, method: str = "GET", **asked: Any):
    """As it is without the fast path."""
    middleware = [name for name in settings.MIDDLEWARE if not name.endswith("ReadyPages")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "MIDDLEWARE", middleware)
        return Client().generic(method, path, **asked)
