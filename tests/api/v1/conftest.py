"""A program that writes."""

import pytest

from profiles.accounts.api_tokens import Scope
from tests.api.tokens import program


@pytest.fixture
def script(ada):
    return program(ada, Scope.ME_WRITE)
