"""A storage that fails."""

import pytest
from django.core.files.storage import default_storage


@pytest.fixture
def storage_fails(monkeypatch):
    """To be called with the operations that fail from then on, such as "save"."""

    def fail(*_):
        raise OSError

    def from_now_on(*operations: str) -> None:
        for operation in operations:
            monkeypatch.setattr(default_storage, operation, fail)

    return from_now_on
