"""The parts that the doctor looks at, real ones."""

import pytest

from profiles.shared import bucket
from profiles.shared.circuit import Circuit
from tests import bucket_server, redis_server
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


@pytest.fixture
def far(distant, settings, monkeypatch, tmp_path):
    """The site with a bucket."""
    distant.be_well()
    options = {"bucket_name": bucket_server.NAME, "region_name": bucket_server.REGION, "endpoint_url": distant.url}
    options |= dict(zip(("access_key", "secret_key"), bucket_server.KEYS, strict=True))
    backend = {"BACKEND": "profiles.shared.bucket.BucketStorage", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    settings.MEDIA_CACHE_FOLDER = tmp_path / "copies"
    bucket.cache.cache_clear()
    monkeypatch.setattr(bucket, "circuit", Circuit())
    yield distant
    bucket.cache.cache_clear()
