"""Rate limits: counted in a real Redis for all, by this process alone while there is none, answered with 429."""

import logging
import time

import pytest
from django.test import Client

from profiles.shared import rate_limits
from profiles.shared.rate_limits import TooMany

FAILURES = pytest.mark.parametrize("how", ["away", "silent"])


@pytest.fixture(autouse=True)
def limits(settings):
    """Three a minute; nothing counted yet."""
    settings.RATE_LIMITS = {"search": "3/minute", "other": "3/minute"}
    rate_limits._own.cache_clear()
    yield
    rate_limits._own.cache_clear()


def use(times: int, *who: str, name: str = "search") -> int:
    """How many of so many uses are allowed."""
    allowed = 0
    for _ in range(times):
        try:
            rate_limits.check(name, *who)
            allowed += 1
        except TooMany:
            pass
    return allowed


def test_beyond_the_limit_it_is_too_many():
    assert use(5, "a") == 3


def test_everyone_and_every_kind_has_a_count_of_its_own():
    assert use(5, "a") == 3
    assert use(5, "b") == 3
    assert use(5, "a", name="other") == 3


def test_what_has_no_limit_is_not_counted(settings):
    settings.RATE_LIMITS = {}
    assert use(500, "a") == 500


def test_it_says_when_there_is_room_again():
    use(3, "a")
    with pytest.raises(TooMany) as refusal:
        rate_limits.check("search", "a")
    assert 1 <= refusal.value.retry_after <= 60


def test_a_page_answers_429_with_retry_after(db):
    browser = Client()
    answers = [browser.get("/people/", {"q": "ada"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
    assert "no-store" in answers[-1]["Cache-Control"]


def test_another_address_is_not_refused(db):
    for _ in range(4):
        Client().get("/people/", {"q": "ada"})
    assert Client(REMOTE_ADDR="192.0.2.7").get("/people/", {"q": "ada"}).status_code == 200


@pytest.mark.redis
def test_all_processes_count_together(redis):
    assert use(2, "a") == 2
    rate_limits._shared.cache_clear()  # another process
    rate_limits._own.cache_clear()
    assert use(5, "a") == 1
    assert b"colophon-limit" in redis.stored()


@pytest.mark.redis
@FAILURES
def test_without_redis_this_process_counts(redis, how):
    assert use(1, "a") == 1
    redis.stop() if how == "away" else redis.fall_silent()
    assert use(5, "a") == 3
    assert use(5, "b") == 3


@pytest.mark.redis
@FAILURES
def test_pages_keep_their_limits_without_redis(redis, db, how):
    redis.stop() if how == "away" else redis.fall_silent()
    browser = Client()
    assert [browser.get("/people/", {"q": "ada"}).status_code for _ in range(4)] == [200, 200, 200, 429]


@pytest.mark.redis
def test_a_silent_redis_costs_little_and_then_nothing(redis):
    use(1, "warm")
    redis.fall_silent()
    started = time.monotonic()
    use(3, "a")
    assert time.monotonic() - started < 3 * 0.5 + 0.7
    started = time.monotonic()
    use(20, "b")
    assert time.monotonic() - started < 0.2


@pytest.mark.redis
def test_a_failure_is_logged_without_who(redis, caplog):
    redis.stop()
    with caplog.at_level(logging.WARNING):
        use(1, "c4n4ry")
    assert "kept by this process alone" in caplog.text
    assert "c4n4ry" not in caplog.text


@pytest.mark.redis
def test_redis_counts_again_when_it_is_back(redis, monkeypatch):
    redis.stop()
    use(3, "a")
    redis.start()
    monkeypatch.setattr(rate_limits.circuit, "_open_until", 0.0)  # five seconds later
    assert use(5, "a") == 3
    assert b"colophon-limit" in redis.stored()


@pytest.mark.redis
def test_limits_are_counted_over_a_socket_too(redis, settings):
    settings.REDIS_URL = f"unix://{redis.socket}?db=0"
    assert use(5, "a") == 3
    assert b"colophon-limit" in redis.stored()
