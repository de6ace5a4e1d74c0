"""The embedded database for the whole run, and the four people every page is asked by."""

import contextlib
import os

import pytest

from config.local import postgres

_parts = contextlib.ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    is_worker = hasattr(config, "workerinput")
    if not is_worker and not os.environ.get("DATABASE_URL"):
        _parts.enter_context(postgres.running("tests"))


def pytest_unconfigure(config: pytest.Config) -> None:
    _parts.close()
