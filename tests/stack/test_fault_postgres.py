"""PostgreSQL restarted, away, frozen, out of connections, read-only: a clear 503 while it lasts, normal soon after."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
import requests

from tests.stack import asking, engine, leftovers, members, workers
from tests.stack import stack as stacks
from tests.stack.stack import IMAGE, PAGE, Stack
from tests.stack.visitors import Visitor
from tests.stack.waits import equal, note, pause, wait_until, within

pytestmark = pytest.mark.stack
LONGEST = 5  # seconds that anybody may wait for a page or a refusal
CAUGHT = 15  # the same, where the page was in the middle of a question: 9 for it, and the rest
HOARD = """
import os, time, psycopg
held = []
while True:
    try:
        held.append(psycopg.connect(host="postgres", dbname=os.environ["DB"], user=os.environ["DB_USER"]))
    except psycopg.OperationalError:
        print("full", len(held), flush=True)
        time.sleep(0.05)
"""


@pytest.fixture
def member(stack: Stack, visitor: Visitor) -> Visitor:
    stacks.introduce(stack, "stored", name="Stella Stored")
    return members.sign_in(visitor, "stored")


def is_clear_refusal(answer: requests.Response) -> bool:
    """503 in a page's words, and when to come again."""
    return answer.status_code == 503 and int(answer.headers["Retry-After"]) > 0 and "<h1" in answer.text


def back_to_normal(stack: Stack, member: Visitor, after: str) -> None:
    """Pages, changes and readiness; nobody was signed out."""

    def statuses() -> list[int]:
        return [stack.answers(PAGE), stack.answers("/healthz/ready")]

    def changed() -> int:
        return members.write(member, f"Back {after}").status_code

    wait_until(statuses, equal([200, 200]), goal=5, what=f"pages are normal {after}")
    wait_until(changed, equal(302), goal=5, what=f"changes work {after}")
    assert f"Back {after}" in member.get("/me/").text


def began(stack: Stack) -> str:
    """The moment of the database's start, as it says itself."""
    return stack.sql("SELECT pg_postmaster_start_time()")


def is_healthy_again(stack: Stack, what: str) -> None:
    wait_until(partial(stack.health, "postgres"), equal("healthy"), goal=10, what=what)


def test_while_postgres_is_away_pages_say_so_and_liveness_holds(stack: Stack, member: Visitor) -> None:
    stack.compose("stop", "postgres")
    try:
        with within(3, "a page says 503 while PostgreSQL is away"):
            assert is_clear_refusal(member.get(PAGE))
        assert is_clear_refusal(member.get("/me/"))
        with within(1, "ready answers while PostgreSQL is away"):
            ready = member.get("/healthz/ready")
        assert ready.status_code == 503
        assert ready.json() == {"status": "failed", "components": {"database": "failed", "cache": "ok"}}
        assert member.get("/healthz/live").status_code == 200
        assert member.get("/api/v1/people/ada").status_code == 503
        assert stack.is_healthy("web-blue")
    finally:
        stack.compose("start", "postgres")
        is_healthy_again(stack, "PostgreSQL is healthy again")
    back_to_normal(stack, member, "after PostgreSQL was away")


def test_who_asks_all_the_time_while_postgres_restarts_gets_pages_or_clear_refusals(
    stack: Stack, member: Visitor
) -> None:
    with stack.visitor() as stranger, asking.asking((stranger, PAGE), (member, "/me/")) as answers:
        wait_until(lambda: len(answers), lambda count: count >= 10, goal=5, what="people ask before the restart")
        before, stopped_at = began(stack), time.monotonic()
        stack.compose("restart", "postgres")
        is_healthy_again(stack, "PostgreSQL is healthy after its restart")
        healthy_at = time.monotonic()
        pause(LONGEST)
    assert began(stack) > before
    assert len([answer for answer in answers if stopped_at < answer.began < healthy_at]) >= 5
    assert asking.unclear(answers) == []
    note("the longest wait of anybody while PostgreSQL restarts", asking.slowest(answers), goal=LONGEST / 3)
    note("the last refusal after PostgreSQL is healthy", asking.refused_until(answers, healthy_at), goal=5)
    back_to_normal(stack, member, "after a restart of PostgreSQL")


def test_a_frozen_postgres_holds_nobody_for_long(stack: Stack, member: Visitor) -> None:
    """It takes what is sent and says nothing: neither the network nor its own limits end a question then."""
    with stack.visitor() as stranger, asking.asking((stranger, PAGE), (member, "/me/")) as answers:
        wait_until(lambda: len(answers), lambda count: count >= 10, goal=5, what="people ask before it freezes")
        stack.compose("pause", "postgres")
        frozen_at = time.monotonic()
        try:
            with stack.visitor() as another:
                what = "ready says failed while PostgreSQL is frozen"
                wait_until(lambda: another.get("/healthz/ready").status_code, equal(503), goal=5, what=what)
                assert another.get("/healthz/live").status_code == 200
            pause(CAUGHT)  # so long that the frozen connections have been found, and there is none
        finally:
            stack.compose("unpause", "postgres")
        thawed_at = time.monotonic()
        pause(LONGEST)
    assert asking.unclear(answers) == []
    note("the longest wait of who was asking when PostgreSQL froze", asking.slowest(answers), goal=CAUGHT / 3)
    later = [answer for answer in answers if answer.began > frozen_at]
    assert 503 in {answer.status for answer in later}
    note("the longest wait of who asks while PostgreSQL is frozen", asking.slowest(later), goal=LONGEST / 3)
    note("the last refusal after PostgreSQL is thawed", asking.refused_until(answers, thawed_at), goal=5)
    back_to_normal(stack, member, "after PostgreSQL was frozen")


def test_an_unplugged_postgres_holds_nobody_for_long(stack: Stack, member: Visitor) -> None:
    """As when its machine is gone: nothing answers, not even with a refusal."""
    stack.disconnect("postgres", "data")
    try:
        with within(10, "a page says 503 while PostgreSQL is unplugged"):
            assert is_clear_refusal(member.get(PAGE))
        what = "ready says failed while PostgreSQL is unplugged"
        wait_until(lambda: member.get("/healthz/ready").status_code, equal(503), goal=5, what=what)
        assert member.get("/healthz/live").status_code == 200
    finally:
        stack.reconnect("postgres", "data")
    back_to_normal(stack, member, "after PostgreSQL was unplugged")


@contextmanager
def hoarded(stack: Stack) -> Iterator[None]:
    """Somebody beside the application holds every connection that there is, and takes each that is given back."""
    given = {"DB": stack.sql("SELECT current_database()"), "DB_USER": stack.owner()}
    given["PGPASSWORD"] = stack.checkout.secrets()["POSTGRES_PASSWORD"]
    options = [f"--env={variable}={value}" for variable, value in given.items()]
    options += [f"--network={stack.network('data')}", "--entrypoint=python"]
    with leftovers.running(*options, IMAGE, "-c", HOARD) as hoarder:
        wait_until(lambda: engine.logs(hoarder), lambda said: "full" in said, goal=10, what="every connection is taken")
        yield


def test_out_of_connections_is_a_clear_refusal_and_then_normal(stack: Stack, member: Visitor) -> None:
    with hoarded(stack):
        workers.kill(stack, *workers.workers(stack))  # with their connections; the new ones find none
        what = "a page says 503 when no connection is left"
        wait_until(lambda: member.get(PAGE), is_clear_refusal, goal=5, what=what)
        assert member.get("/healthz/live").status_code == 200
    back_to_normal(stack, member, "when there are connections again")


def test_a_read_only_postgres_still_shows_pages_and_refuses_changes_clearly(stack: Stack, member: Visitor) -> None:
    stack.sql("ALTER SYSTEM SET default_transaction_read_only = on")
    stack.sql("SELECT pg_reload_conf()")
    try:
        what = "a change says 503 while read-only"
        wait_until(lambda: members.write(member, "Refused"), is_clear_refusal, goal=5, what=what)
        assert member.get(PAGE).status_code == 200
        assert member.get("/me/").status_code == 200
        assert "Refused" not in member.get("/me/").text
    finally:
        stack.sql("SET default_transaction_read_only = off", "ALTER SYSTEM RESET default_transaction_read_only")
        stack.sql("SELECT pg_reload_conf()")
    back_to_normal(stack, member, "when PostgreSQL takes changes again")
