"""Redis: answering fast, recent, and evicting when it is full."""

import time
from typing import Any

import redis
from django.conf import settings
from redis.exceptions import AuthenticationError, RedisError

from profiles.operations.doctor.findings import Check, Seen, failed, ok, skipped, warning

SECONDS = 2.0
SLOW_MILLISECONDS = 20  # every request asks it a few times
PATCHED = (8, 6, 3)
NAMED = "Redis"


def look() -> Seen:
    if not settings.REDIS_URL:
        return skipped("Not configured: each process has a cache of its own, and sessions are in the database.")
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=SECONDS, socket_timeout=SECONDS) as server:
            milliseconds = _latency(server)
            about: dict[str, Any] = {**server.info("server"), **server.info("memory")}
    except AuthenticationError:
        return failed("It refuses the password, or wants one.")
    except (RedisError, OSError, ValueError):
        return failed("It does not answer.")
    return _judged(about, milliseconds)


def _latency(server: redis.Redis) -> float:
    """The middle of a few round trips, the first of which also connects and does not count."""
    server.ping()
    taken = []
    for _ in range(5):
        began = time.perf_counter()
        server.ping()
        taken.append(1000 * (time.perf_counter() - began))
    return sorted(taken)[len(taken) // 2]


def _judged(about: dict[str, Any], milliseconds: float) -> Seen:
    if "valkey_version" in about:
        shown = f"Valkey {about['valkey_version']} answers in {milliseconds:.1f} ms."
    else:
        shown = f"{NAMED} {about.get('redis_version', 'of unknown version')} answers in {milliseconds:.1f} ms."
    if milliseconds > SLOW_MILLISECONDS:
        return warning(shown, "Move it nearer: every request waits for it a few times.")
    if "maxmemory_policy" not in about:
        return warning(f"{shown} What it does when it is full is not told.")
    if not about.get("maxmemory"):
        return warning(f"{shown} Its memory has no bound.")
    if not str(about["maxmemory_policy"]).startswith("allkeys-"):
        return warning(f"{shown} When it is full it refuses to write, or drops only some keys.")
    if "valkey_version" not in about and _version(str(about.get("redis_version", ""))) < PATCHED:
        return warning(
            shown,
            f"Older than {'.'.join(map(str, PATCHED))}: see that it is a branch which still gets security fixes.",
        )
    return ok(f"{shown} When it is full it forgets what is old.")


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


CHECKS = (
    Check(
        "cache",
        "Redis answers fast, is recent, and makes room when it is full",
        "Check REDIS_URL and that Redis runs; set maxmemory and maxmemory-policy allkeys-lru.",
        look,
    ),
)
