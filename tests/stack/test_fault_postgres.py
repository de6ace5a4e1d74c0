"""PostgreSQL restarted, away, out of connections, read-only: a clear 503 while it lasts, normal soon after."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests

from tests.stack import engine, members, workers
from tests.stack import stack as stacks
from tests.stack.stack import IMAGE, PROJECT, Stack
from tests.stack.visitors import Visitor
from tests.stack.waits import wait_until, within

pytestmark = pytest.mark.stack
PAGE = "/people/?q=paula"
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
    if answer.status_code != 503:
        return False
    assert int(answer.headers["Retry-After"]) > 0
    assert "<h1" in answer.text
    return True


def back_to_normal(stack: Stack, member: Visitor, after: str) -> None:
    """Pages, changes and readiness; nobody was signed out."""

    def is_normal() -> bool:
        with stack.visitor() as stranger:
            return stranger.get(PAGE).status_code == stranger.get("/healthz/ready").status_code == 200

    wait_until(is_normal, goal=5, what=f"pages are normal {after}")
    wait_until(lambda: members.write(member, f"Back {after}").status_code == 302, goal=5, what=f"changes work {after}")
    assert f"Back {after}" in member.get("/me/").text


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
        wait_until(lambda: stack.is_healthy("postgres"), goal=10, what="PostgreSQL is healthy again")
    back_to_normal(stack, member, "after PostgreSQL was away")


def test_a_restart_of_postgres_is_over_soon(stack: Stack, member: Visitor) -> None:
    stack.compose("restart", "postgres")
    wait_until(lambda: stack.is_healthy("postgres"), goal=10, what="PostgreSQL is healthy after its restart")
    back_to_normal(stack, member, "after a restart of PostgreSQL")


def test_an_unplugged_postgres_holds_nobody_for_long(stack: Stack, member: Visitor) -> None:
    """As when its machine is gone: nothing answers, not even with a refusal."""
    stack.disconnect("postgres", "data")
    try:
        with within(10, "a page says 503 while PostgreSQL is unplugged"):
            assert is_clear_refusal(member.get(PAGE))
        what = "ready says failed while PostgreSQL is unplugged"
        wait_until(lambda: member.get("/healthz/ready").status_code == 503, goal=5, what=what)
        assert member.get("/healthz/live").status_code == 200
    finally:
        stack.reconnect("postgres", "data")
    back_to_normal(stack, member, "after PostgreSQL was unplugged")


@contextmanager
def hoarded(stack: Stack) -> Iterator[None]:
    """Somebody beside the application holds every connection that there is, and takes each that is given back."""
    name = f"{PROJECT}-hoarder"
    given = {"DB": stack.sql("SELECT current_database()"), "DB_USER": stack.sql("SELECT current_user")}
    given["PGPASSWORD"] = stack.checkout.secrets()["POSTGRES_PASSWORD"]
    options = [f"--env={variable}={value}" for variable, value in given.items()]
    try:
        engine.docker(
            "run",
            "--detach",
            f"--name={name}",
            f"--network={stack.network('data')}",
            *options,
            "--entrypoint=python",
            IMAGE,
            "-c",
            HOARD,
        )
        wait_until(lambda: "full" in engine.docker("logs", name), goal=10, what="every connection is taken")
        yield
    finally:
        engine.docker("rm", "--force", name)


def test_out_of_connections_is_a_clear_refusal_and_then_normal(stack: Stack, member: Visitor) -> None:
    with hoarded(stack):
        workers.kill(stack, *workers.workers(stack))  # with their connections; the new ones find none
        refused = wait_until(
            lambda: is_clear_refusal(member.get(PAGE)), goal=5, what="a page says 503 when no connection is left"
        )
        assert refused
        assert member.get("/healthz/live").status_code == 200
    back_to_normal(stack, member, "when there are connections again")


def test_a_read_only_postgres_still_shows_pages_and_refuses_changes_clearly(stack: Stack, member: Visitor) -> None:
    stack.sql("ALTER SYSTEM SET default_transaction_read_only = on")
    stack.sql("SELECT pg_reload_conf()")
    try:
        wait_until(
            lambda: is_clear_refusal(members.write(member, "Refused")), goal=5, what="a change says 503 while read-only"
        )
        assert member.get(PAGE).status_code == 200
        assert member.get("/me/").status_code == 200
        assert "Refused" not in member.get("/me/").text
    finally:
        stack.sql("SET default_transaction_read_only = off", "ALTER SYSTEM RESET default_transaction_read_only")
        stack.sql("SELECT pg_reload_conf()")
    back_to_normal(stack, member, "when PostgreSQL takes changes again")
