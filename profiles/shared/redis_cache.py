"""The cache over Redis that never breaks a page: behind a circuit, failures are logged and count as misses."""

import logging
from collections.abc import Callable
from typing import Any

from django_redis.cache import RedisCache
from django_redis.exceptions import ConnectionInterrupted
from redis.exceptions import RedisError

from profiles.shared import metrics
from profiles.shared.circuit import Circuit

logger = logging.getLogger(__name__)
circuit = Circuit()
_AWAY = (RedisError, ConnectionInterrupted, OSError)  # the last two for what the libraries do not wrap


def _guarded(name: str, otherwise: Callable[..., Any]) -> Callable[..., Any]:
    """The inherited method of that name; `otherwise` answers while Redis does not."""
    inherited = getattr(RedisCache, name)

    def method(self: RedisCache, *args: Any, **kwargs: Any) -> Any:
        if not circuit.allows():
            metrics.count(metrics.CACHE_FAILURES)
            return otherwise(*args, **kwargs)
        try:
            answer = inherited(self, *args, **kwargs)
        except _AWAY:
            circuit.failed()
            metrics.count(metrics.CACHE_FAILURES)
            logger.warning("cache does not answer", extra={"operation": name})
            return otherwise(*args, **kwargs)
        circuit.succeeded()
        return answer

    return method


def _nothing(*_args: Any, **_kwargs: Any) -> None:
    return None


def _default(_key: object, default: object = None, *_args: Any, **_kwargs: Any) -> object:
    return default


def _readable(method: Callable[..., Any], otherwise: Callable[..., Any]) -> Callable[..., Any]:
    """That method, for which a value that somebody else wrote in another form is as good as none."""

    def read(self: RedisCache, *args: Any, **kwargs: Any) -> Any:
        try:
            return method(self, *args, **kwargs)
        except ValueError:
            return otherwise(*args, **kwargs)

    return read


def _empty(*_args: Any, **_kwargs: Any) -> dict[str, Any]:
    return {}


class CircuitCache(RedisCache):
    get = _readable(_guarded("get", _default), _default)
    get_many = _readable(_guarded("get_many", _empty), _empty)
    set = _guarded("set", _nothing)
    set_many = _guarded("set_many", lambda *_args, **_kwargs: [])
    add = _guarded("add", _nothing)
    incr = _guarded("incr", _nothing)
    decr = _guarded("decr", _nothing)
    touch = _guarded("touch", _nothing)
    delete = _guarded("delete", _nothing)
    delete_many = _guarded("delete_many", _nothing)
    has_key = _guarded("has_key", lambda *_args, **_kwargs: False)
    clear = _guarded("clear", _nothing)
