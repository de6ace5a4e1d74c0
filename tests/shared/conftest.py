"""Redis for the tests of what stands on it."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches

from profiles.shared import bucket, rate_limits, redis_cache
from profiles.shared.circuit import Circuit
from tests import bucket_server
from tests.bucket_server import KEYS, NAME, REGION, BucketServer
from tests.redis_server import LACKING, PROGRAM, RedisServer


@pytest.fixture(scope="session")
def _redis_server(tmp_path_factory) -> Iterator[RedisServer]:
    if not PROGRAM:
        pytest.skip(LACKING)
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def redis(_redis_server: RedisServer, settings, monkeypatch) -> Iterator[RedisServer]:
    """The site with Redis: cache, sessions and rate limits as with REDIS_URL."""
    _redis_server.be_well()
    settings.REDIS_URL = _redis_server.url
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
    settings.CACHES = {
        "default": {
            "BACKEND": "profiles.shared.redis_cache.CircuitCache",
            "LOCATION": _redis_server.url,
            "KEY_PREFIX": "colophon",
            "OPTIONS": {
                "SOCKET_CONNECT_TIMEOUT": 0.5,
                "SOCKET_TIMEOUT": 0.5,
                "SERIALIZER": "django_redis.serializers.json.JSONSerializer",
            },
        }
    }
    monkeypatch.setattr(redis_cache, "circuit", Circuit())
    monkeypatch.setattr(rate_limits, "circuit", Circuit())
    rate_limits._shared.cache_clear()
    rate_limits._own.cache_clear()
    yield _redis_server
    _redis_server.speak_again() if _redis_server.process else None
    caches.close_all()
    rate_limits._shared.cache_clear()
    rate_limits._own.cache_clear()


@pytest.fixture(scope="session")
def _bucket_server() -> Iterator[BucketServer]:
    with bucket_server.running() as server:
        yield server


@pytest.fixture
def far(_bucket_server: BucketServer, settings, monkeypatch, tmp_path) -> Iterator[BucketServer]:
    """The site with a bucket: files as with DJANGO_AWS_STORAGE_BUCKET_NAME, copies in a folder of this test."""
    _bucket_server.be_well()
    options = {"bucket_name": NAME, "region_name": REGION, "endpoint_url": _bucket_server.url}
    options |= {"access_key": KEYS[0], "secret_key": KEYS[1]}
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "profiles.shared.bucket.BucketStorage", "OPTIONS": options}
    }
    settings.MEDIA_CACHE_FOLDER = tmp_path / "copies"
    bucket.cache.cache_clear()
    monkeypatch.setattr(bucket, "circuit", Circuit())
    yield _bucket_server
    bucket.cache.cache_clear()
