"""Addresses of static files, composed once for each: every page names some thirty of them, and they never change."""

from typing import Any

from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]  # has no types


class Remembered(StaticFilesStorage):
    """Files under their own names."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known: dict[str | None, str] = {}

    def url(self, name: str | None) -> str:
        if name not in self._known:
            self._known[name] = super().url(name)
        return self._known[name]


class RememberedHashed(Remembered, CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # as above
    """Files under names that change with their content."""
