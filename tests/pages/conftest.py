"""Redis for the tests of copies that processes share."""

from tests.shared.conftest import _redis_server, redis

__all__ = ["_redis_server", "redis"]
