"""Copies of pages begin empty where tests say so, and are believed as long as they say; Redis, which shares them."""

import pytest

from profiles.directory import browsing
from profiles.pages import copies
from profiles.people.models import Kind
from profiles.shared.believed import BELIEF, Believed
from tests.shared.conftest import _redis_server, redis

__all__ = ["_redis_server", "redis"]


@pytest.fixture
def no_copies(monkeypatch):
    """As a process begins, in which nothing was changed yet."""
    monkeypatch.setattr(BELIEF, "_changed_at", 0.0)
    monkeypatch.setattr(browsing, "_COUNTED", Believed(most=100))
    monkeypatch.setattr(copies, "STRANGERS", copies.Copies())


@pytest.fixture
def trusted(settings):
    """A moment that is longer than a test."""
    settings.COPIES_TRUSTED_SECONDS = 60


@pytest.fixture
def published(ada):
    return ada.write(Kind.HEADLINE, "Analyst of engines").publish()
