"""The cache over a real Redis that is away, slow or silent: no page breaks and nobody is signed out or in."""

import pickle
import time

import pytest
from django.core.cache import cache

from profiles.shared import redis_cache
from tests import cast

pytestmark = pytest.mark.redis


def seconds(call, *arguments, **named) -> float:
    started = time.monotonic()
    call(*arguments, **named)
    return time.monotonic() - started


def failing(redis, how: str) -> None:
    redis.stop() if how == "away" else redis.fall_silent()


FAILURES = pytest.mark.parametrize("how", ["away", "silent"])


def test_it_keeps_values_under_a_prefix(redis):
    cache.set("a", {"text": "é"}, 60)
    assert cache.get("a") == {"text": "é"}
    assert b"colophon:1:a" in redis.stored()


def test_values_are_not_unpickled(redis):
    """Who can write to Redis must not run code here; what is not ours counts as nothing."""
    client = cache.client.get_client(write=True)
    for foreign in (pickle.dumps({"would": "run"}), b"\xff", b"{"):
        client.set(cache.make_key("foreign"), foreign)
        assert cache.get("foreign", "default") == "default"
        assert cache.get_many(["foreign"]) == {}


@FAILURES
def test_every_operation_answers_without_redis(redis, how):
    failing(redis, how)
    assert cache.get("a") is None
    assert cache.get("a", "default") == "default"
    assert cache.get_many(["a", "b"]) == {}
    assert not cache.set("a", 1, 60)
    assert cache.set_many({"a": 1}) == []
    assert not cache.add("a", 1)
    assert not cache.touch("a")
    assert not cache.delete("a")
    assert not cache.delete_many(["a"])
    assert not cache.has_key("a")
    assert "a" not in cache
    assert cache.get_or_set("a", lambda: 5) == 5
    assert cache.incr("a") is None
    assert cache.decr("a") is None
    cache.clear()


def test_a_silent_redis_costs_little_and_then_nothing(redis, monkeypatch, caplog):
    cache.get("warm")
    redis.fall_silent()
    assert sum(seconds(cache.get, "a") for _ in range(3)) < 3 * 3 * 0.5
    monkeypatch.setattr(redis_cache.circuit, "_open_until", float("inf"))  # no probe within this test
    caplog.clear()
    assert [cache.get("a") for _ in range(50)] == [None] * 50
    assert "cache does not answer" not in caplog.text, "nobody asked it"


def test_every_failure_is_logged_without_keys(redis, caplog):
    redis.stop()
    cache.get("c4n4ry")
    assert "cache does not answer" in caplog.text
    assert "c4n4ry" not in caplog.text


def test_it_is_used_again_soon_after_it_came_back(redis, monkeypatch):
    redis.stop()
    for _ in range(3):
        cache.get("a")
    redis.start()
    assert not cache.set("a", 1)  # left alone still
    monkeypatch.setattr(redis_cache.circuit, "_open_until", 0.0)  # five seconds later
    cache.get("probe")
    cache.set("a", 1)
    assert cache.get("a") == 1


@FAILURES
def test_pages_answer_without_redis(redis, stranger, db, how):
    assert stranger.get("/").status_code == 200
    failing(redis, how)
    for _ in range(5):
        assert stranger.get("/").status_code == 200
        assert stranger.get("/people/").status_code == 200


@FAILURES
def test_nobody_is_signed_out_when_redis_fails(redis, ada, how):
    assert ada.client.get("/me/").status_code == 200
    failing(redis, how)
    for _ in range(5):
        assert ada.client.get("/me/").status_code == 200
    ada.write("headline", "Written while Redis was gone")
    assert ada.part("headline").text == "Written while Redis was gone"


def test_a_page_does_not_ask_a_redis_that_stays_silent(redis, ada, monkeypatch, caplog):
    ada.client.get("/me/")
    redis.fall_silent()
    for _ in range(4):
        ada.client.get("/me/")
    monkeypatch.setattr(redis_cache.circuit, "_open_until", float("inf"))  # no probe within this test
    caplog.clear()
    assert ada.client.get("/me/").status_code == 200
    assert "cache does not answer" not in caplog.text


def signed_out_everywhere_else(browser) -> bool:
    return browser.get("/me/").status_code in (302, 401, 403)


@FAILURES
def test_signing_out_holds_while_redis_fails_and_after_it_is_back(redis, ada, how):
    """A second browser kept the same cookie; what Redis kept of the session revives when it comes back."""
    copy = cast.Client()
    copy.cookies = type(ada.client.cookies)(ada.client.cookies.output(header="", sep=";"))
    assert copy.get("/me/").status_code == 200
    failing(redis, how)
    ada.client.post("/oidc/logout/")
    assert signed_out_everywhere_else(copy)
    redis.start() if how == "away" else redis.speak_again()
    redis_cache.circuit.succeeded()
    assert b"colophon" in redis.stored()  # the stale session is there again
    assert signed_out_everywhere_else(copy)


def test_signing_in_works_without_redis(redis, db):
    redis.stop()
    dora = cast.join("dora", "Dora Hitz")
    assert dora.client.get("/me/").status_code == 200


def test_losing_everything_in_redis_signs_nobody_out(redis, ada):
    assert ada.client.get("/me/").status_code == 200
    redis.be_well()  # empties it
    assert ada.client.get("/me/").status_code == 200


def test_a_socket_serves_as_well(redis, settings):
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": f"unix://{redis.socket}?db=0"}}
    cache.set("a", 1, 60)
    assert cache.get("a") == 1
    assert b"colophon:1:a" in redis.stored()
