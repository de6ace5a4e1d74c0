"""A bucket and a vault for the tests of commands."""

import pytest

from tests import bucket_server


@pytest.fixture(scope="session")
def distant():
    with bucket_server.running() as server:
        yield server
