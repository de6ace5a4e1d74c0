"""The parts that the doctor looks at, real ones."""

import pytest

from tests import redis_server
from tests.providers.hostile import CLIENT_ID, CLIENT_SECRET, HostileProvider


@pytest.fixture
def provider(settings):
    """An honest provider, and the site configured for it."""
    server = HostileProvider()
    settings.OIDC_ISSUER = server.issuer
    settings.OIDC_RP_CLIENT_ID, settings.OIDC_RP_CLIENT_SECRET = CLIENT_ID, CLIENT_SECRET
    yield server
    server.close()


@pytest.fixture
def redis(tmp_path, settings):
    if not redis_server.PROGRAM:
        pytest.skip(redis_server.LACKING)
    server = redis_server.RedisServer(tmp_path)
    server.start()
    settings.REDIS_URL = server.url
    yield server
    server.stop()
