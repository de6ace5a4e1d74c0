"""How often something may be done, counted in Redis for all processes, or in this one while there is none."""

import functools
import logging
import math
import time
from dataclasses import dataclass
from typing import Any, NoReturn

from django.conf import settings
from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from profiles.shared import metrics
from profiles.shared.circuit import Circuit

logger = logging.getLogger(__name__)
circuit = Circuit()


class TooMany(Exception):
    """A limit is reached; `retry_after` seconds from now there is room again."""

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after


@dataclass(frozen=True)
class Standing:
    """Where somebody stands: `remaining` of `limit` uses in `window` seconds, of which one comes back in `reset`."""

    limit: int
    window: int
    remaining: int
    reset: int


def check(name: str, *who: str) -> None:
    """Count one use by `who` against the limit called `name`; raise TooMany beyond it."""
    rate = settings.RATE_LIMITS.get(name)
    if rate is None:
        return
    item = parse(rate)
    limiter = _shared() if settings.REDIS_URL and circuit.allows() else None
    if limiter:
        try:
            within = limiter.hit(item, name, *who)
            circuit.succeeded()
        except StorageError:
            circuit.failed()
            metrics.count(metrics.CACHE_FAILURES)
            logger.warning("rate limits are kept by this process alone", extra={"limit": name})
            limiter = None
    if not limiter:
        limiter = _own()
        within = limiter.hit(item, name, *who)
    if not within:
        _refuse(limiter, item, name, *who)


def standing(name: str, *who: str) -> Standing | None:
    """Where `who` stands now; None where there is no such limit. Counts nothing."""
    rate = settings.RATE_LIMITS.get(name)
    if rate is None:
        return None
    item = parse(rate)
    limiter = _shared() if settings.REDIS_URL and circuit.allows() else _own()
    try:
        stats = limiter.get_window_stats(item, name, *who)
    except StorageError:
        circuit.failed()
        stats = _own().get_window_stats(item, name, *who)
    reset = max(0, math.ceil(stats.reset_time - time.time()))
    return Standing(item.amount, item.get_expiry(), stats.remaining, reset)


def _refuse(limiter: MovingWindowRateLimiter, item: RateLimitItem, name: str, *who: str) -> NoReturn:
    seconds = limiter.get_window_stats(item, name, *who).reset_time - time.time()
    raise TooMany(max(1, math.ceil(seconds)))


@functools.cache
def _shared() -> MovingWindowRateLimiter:
    options = {"socket_connect_timeout": 0.5, "socket_timeout": 0.25}
    address = settings.REDIS_URL
    if address.startswith("unix:"):
        address = f"redis+{address}"  # as this library calls a socket
    return _limiter(storage_from_string(address, wrap_exceptions=True, key_prefix="colophon-limit", **options))


@functools.cache
def _own() -> MovingWindowRateLimiter:
    return _limiter(MemoryStorage())


def _limiter(storage: Any) -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(storage)
