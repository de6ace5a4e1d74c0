"""A bucket and a vault for the tests of commands."""

import pytest

from tests import bucket_server


@pytest.fixture(scope="session")
def distant():
    server = bucket_server.BucketServer()
    server.start()
    yield server
    server.stop()
