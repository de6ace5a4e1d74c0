"""Redis stopped, silent, and back: pages answer, changes are kept, nobody is signed out, and who left stays out."""

import contextlib
from collections.abc import Iterator

import pytest

from tests.stack import engine, leftovers, members
from tests.stack import stack as stacks
from tests.stack.stack import IMAGE, Stack
from tests.stack.visitors import Visitor, seconds_for
from tests.stack.waits import equal, note, wait_until

pytestmark = pytest.mark.stack
FAULTS = {"stopped": ("stop", "start"), "silent": ("pause", "unpause")}


@pytest.fixture
def member(stack: Stack, visitor: Visitor) -> Visitor:
    stacks.introduce(stack, "cached", name="Carla Cached")
    return members.sign_in(visitor, "cached")


def wait_for_cache(stack: Stack, state: str, *, goal: float, what: str) -> None:
    """The site stays ready meanwhile, whatever its cache does."""

    def told() -> str:
        with stack.visitor() as stranger:
            answer = stranger.get("/healthz/ready")
        assert answer.status_code == 200, answer.text
        return str(answer.json()["components"]["cache"])

    wait_until(told, equal(state), goal=goal, what=what)


@pytest.mark.parametrize(("fault", "mend"), FAULTS.values(), ids=FAULTS)
def test_without_redis_pages_answer_and_nobody_is_signed_out(
    stack: Stack, member: Visitor, fault: str, mend: str
) -> None:
    stack.compose(fault, "redis")
    try:
        wait_for_cache(stack, "failed", goal=5, what=f"ready tells of the cache ({fault})")
        with stack.visitor() as stranger:
            waits = [seconds_for(stranger, path) for path in ("/", "/people/?q=carla", "/about/") * 5]
        note(f"a stranger's slowest page of 15 while Redis is away ({fault})", max(waits), goal=1)
        waits = [seconds_for(member, "/me/") for _ in range(10)]
        note(f"a member's slowest page of 10 while Redis is away ({fault})", max(waits), goal=1)
        assert members.write(member, f"Written while Redis is away ({fault})").status_code == 302
    finally:
        stack.compose(mend, "redis")
    wait_for_cache(stack, "ok", goal=10, what=f"ready tells that the cache is back ({mend})")
    assert members.is_signed_in(member)
    assert f"Written while Redis is away ({fault})" in member.get("/me/").text


SLOW = 0.4  # seconds that each answer of Redis takes longer
PROXY = f"""
import asyncio

async def carried(source, target, seconds):
    while said := await source.read(65536):
        await asyncio.sleep(seconds)
        target.write(said)
        await target.drain()
    target.close()

async def served(reader, writer):
    print("asked", flush=True)
    behind = await asyncio.open_connection("behind", 6379)
    await asyncio.gather(carried(reader, behind[1], 0), carried(behind[0], writer, {SLOW}), return_exceptions=True)

async def main():
    async with await asyncio.start_server(served, "0.0.0.0", 6379) as server:
        print("open", flush=True)
        await server.serve_forever()

asyncio.run(main())
"""


@contextlib.contextmanager
def slowed(stack: Stack) -> Iterator[str]:
    """Under the name of Redis somebody answers who passes everything on, late; whoever was connected must ask anew.

    Gives the container of that somebody, which says when it is asked.
    """
    container, network = stack.container("redis"), stack.network("data")
    engine.docker("network", "disconnect", "-f", network, container)
    engine.docker("network", "connect", "--alias", "behind", network, container)
    options = (f"--network={network}", "--network-alias=redis", "--entrypoint=python")
    try:
        with leftovers.running(*options, IMAGE, "-c", PROXY) as somebody:
            wait_until(lambda: engine.logs(somebody), lambda said: "open" in said, goal=5, what="Redis is slow")
            stack.inside("redis", "redis-cli", "CLIENT", "KILL", "TYPE", "normal")
            yield somebody
    finally:
        stack.disconnect("redis", "data")
        stack.reconnect("redis", "data")


def test_a_slow_redis_slows_no_page_much(stack: Stack, member: Visitor) -> None:
    """Who connects to it asks several times before the first question of a page, and waits each time."""
    with slowed(stack) as somebody, stack.visitor() as stranger:
        waits = [seconds_for(stranger, path) for path in ("/", "/people/?q=carla", "/about/") * 10]
        assert "asked" in engine.logs(somebody)
        note("a stranger's slowest page of 30 while Redis is slow", max(waits), goal=1)
        waits = [seconds_for(member, "/me/") for _ in range(20)]
        note("a member's slowest page of 20 while Redis is slow", max(waits), goal=1)
        assert members.write(member, "Written while Redis is slow").status_code == 302
    wait_for_cache(stack, "ok", goal=10, what="ready tells that the cache is quick again")
    assert members.is_signed_in(member)
    assert "Written while Redis is slow" in member.get("/me/").text


def test_who_signs_out_while_redis_is_away_stays_out_when_it_is_back(stack: Stack, member: Visitor) -> None:
    kept = member.cookies.copy()
    stack.compose("pause", "redis")  # it keeps the session that it knows
    try:
        assert members.send(member, "/me/", action="/oidc/logout/").status_code == 302
    finally:
        stack.compose("unpause", "redis")
    wait_for_cache(stack, "ok", goal=10, what="ready tells that the cache is back")
    with stack.visitor() as thief:
        thief.cookies = kept
        assert [members.is_signed_in(thief) for _ in range(6)] == [False] * 6


def test_an_emptied_redis_signs_nobody_out(stack: Stack, member: Visitor) -> None:
    stack.inside("redis", "redis-cli", "FLUSHALL")
    assert members.is_signed_in(member)
    stack.compose("restart", "redis")
    wait_for_cache(stack, "ok", goal=10, what="ready tells that the cache is back (restart)")
    assert members.is_signed_in(member)
