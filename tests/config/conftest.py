"""An environment that says nothing."""

import pytest

from config import env
from config.env import sources


@pytest.fixture
def no_variables(monkeypatch):
    """No variable of ours, no secrets, and defaults as in production."""
    for variable in env.VARIABLES:
        monkeypatch.delenv(variable.name, raising=False)
        monkeypatch.delenv(f"{variable.name}_FILE", raising=False)
    monkeypatch.setattr(sources, "SECRETS", "/nowhere")
    monkeypatch.setattr(sources, "_defaults", {})
    monkeypatch.setattr(sources, "_vault", dict)
