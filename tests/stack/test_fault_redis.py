"""Redis stopped, silent, and back: pages answer, changes are kept, nobody is signed out, and who left stays out."""

from collections.abc import Callable

import pytest

from tests.stack import members
from tests.stack import stack as stacks
from tests.stack.stack import Stack
from tests.stack.visitors import Visitor, seconds_for
from tests.stack.waits import note, wait_until

pytestmark = pytest.mark.stack
FAULTS = {"stopped": ("stop", "start"), "silent": ("pause", "unpause")}


@pytest.fixture
def member(stack: Stack, visitor: Visitor) -> Visitor:
    stacks.introduce(stack, "cached", name="Carla Cached")
    return members.sign_in(visitor, "cached")


def cache_is(stack: Stack, state: str) -> Callable[[], bool]:
    def asked() -> bool:
        with stack.visitor() as stranger:
            answer = stranger.get("/healthz/ready")
            assert answer.status_code == 200
            return answer.json()["components"]["cache"] == state

    return asked


@pytest.mark.parametrize(("fault", "mend"), FAULTS.values(), ids=FAULTS)
def test_without_redis_pages_answer_and_nobody_is_signed_out(
    stack: Stack, member: Visitor, fault: str, mend: str
) -> None:
    stack.compose(fault, "redis")
    try:
        wait_until(cache_is(stack, "failed"), goal=5, what=f"ready tells of the cache ({fault})")
        with stack.visitor() as stranger:
            waits = [seconds_for(stranger, path) for path in ("/", "/people/?q=carla", "/about/") * 5]
        note(f"a stranger's slowest page of 15 while Redis is away ({fault})", max(waits), goal=1)
        waits = [seconds_for(member, "/me/") for _ in range(10)]
        note(f"a member's slowest page of 10 while Redis is away ({fault})", max(waits), goal=1)
        assert members.write(member, f"Written while Redis is away ({fault})").status_code == 302
    finally:
        stack.compose(mend, "redis")
    wait_until(cache_is(stack, "ok"), goal=10, what=f"ready tells that the cache is back ({mend})")
    assert members.is_signed_in(member)
    assert f"Written while Redis is away ({fault})" in member.get("/me/").text


def test_who_signs_out_while_redis_is_away_stays_out_when_it_is_back(stack: Stack, member: Visitor) -> None:
    kept = member.cookies.copy()
    stack.compose("pause", "redis")  # it keeps the session that it knows
    try:
        members.send(member, "/me/", action="/oidc/logout/")
    finally:
        stack.compose("unpause", "redis")
    wait_until(cache_is(stack, "ok"), goal=10, what="ready tells that the cache is back")
    with stack.visitor() as thief:
        thief.cookies = kept
        assert [members.is_signed_in(thief) for _ in range(6)] == [False] * 6


def test_an_emptied_redis_signs_nobody_out(stack: Stack, member: Visitor) -> None:
    stack.inside("redis", "redis-cli", "FLUSHALL")
    assert members.is_signed_in(member)
    stack.compose("restart", "redis")
    wait_until(cache_is(stack, "ok"), goal=10, what="ready tells that the cache is back (restart)")
    assert members.is_signed_in(member)
