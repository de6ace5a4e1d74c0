"""The doctor's look at Redis, against a real one."""

import time

import pytest

from profiles.operations.doctor import cache
from profiles.operations.doctor.findings import State

CANARY = "c4n4ry-p4ssword"
GOOD = {"redis_version": "8.6.3", "maxmemory": 100, "maxmemory_policy": "allkeys-lru"}


def test_a_site_without_it_does_without(settings):
    settings.REDIS_URL = ""
    assert cache.look().state is State.SKIPPED


def test_one_that_answers_shows_version_and_latency(redis):
    redis._ask(b"CONFIG SET maxmemory 50mb")
    redis._ask(b"CONFIG SET maxmemory-policy allkeys-lru")
    seen = cache.look()
    assert seen.state in (State.OK, State.WARNING)  # as old as it may be where tests run
    assert " answers in " in seen.sentence
    assert "forgets" in seen.sentence or "Older than" in seen.remedy


def test_one_without_a_bound_is_named(redis):
    assert "no bound" in cache.look().sentence


def test_one_that_refuses_when_full_is_named(redis):
    redis._ask(b"CONFIG SET maxmemory 50mb")
    assert "refuses to write" in cache.look().sentence


@pytest.mark.parametrize("given", ["", f":{CANARY}x@"], ids=["no password", "wrong password"])
def test_a_refused_password_is_said_without_showing_it(redis, settings, given):
    redis._ask(f"CONFIG SET requirepass {CANARY}".encode())
    settings.REDIS_URL = redis.url.replace("://", f"://{given}")
    seen = cache.look()
    assert (seen.state, "password" in seen.sentence) == (State.FAILED, True)
    assert CANARY not in repr(seen)
    settings.REDIS_URL = redis.url.replace("://", f"://:{CANARY}@")
    assert cache.look().state is not State.FAILED


def test_one_that_is_away_fails(redis):
    redis.stop()
    assert cache.look().state is State.FAILED


def test_one_that_is_silent_fails_in_time(redis):
    redis.fall_silent()
    began = time.monotonic()
    assert cache.look().state is State.FAILED
    assert time.monotonic() - began < 2 * cache.SECONDS + 1


@pytest.mark.parametrize(
    ("changes", "milliseconds", "state"),
    [
        ({}, 1, State.OK),
        ({"redis_version": "8.10.0"}, 1, State.OK),
        ({"redis_version": "7.2.4", "valkey_version": "8.1.0"}, 1, State.OK),
        ({"redis_version": "8.6.2"}, 1, State.WARNING),
        ({"maxmemory_policy": "noeviction"}, 1, State.WARNING),
        ({"maxmemory_policy": "volatile-lru"}, 1, State.WARNING),
        ({"maxmemory": 0}, 1, State.WARNING),
        ({}, 30, State.WARNING),
    ],
)
def test_what_it_tells_is_judged(changes, milliseconds, state):
    assert cache._judged({**GOOD, **changes}, milliseconds).state is state


def test_what_is_not_told_is_not_called_well():
    assert cache._judged({"redis_version": "8.6.3"}, 1).state is State.WARNING
