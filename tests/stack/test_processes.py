"""Processes and containers that end, by force or by order: what was begun is finished, and the site comes back."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.stack import engine
from tests.stack.stack import IMAGE, SHIPPED, WEB, Stack, psql
from tests.stack.visitors import Visitor
from tests.stack.waits import equal, wait_until
from tests.stack.workers import kill, workers

pytestmark = pytest.mark.stack
LOCKED = "BEGIN; LOCK TABLE people_profile IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(60)"
ORDER = "Handling signal"
RELEASE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%LOCK TABLE%' AND pid <> pg_backend_pid()"
)


def test_a_killed_worker_is_replaced_and_nobody_notices(stack: Stack, visitor: Visitor) -> None:
    before = workers(stack)
    assert len(before) >= 2
    victim = min(before)
    kill(stack, victim)
    answers = {visitor.get("/people/").status_code for _ in range(20)}
    assert answers == {200}

    def is_replaced(now: set[str]) -> bool:
        return victim not in now and len(now) == len(before)

    wait_until(lambda: workers(stack), is_replaced, goal=5, what="a worker is replaced")


@pytest.mark.parametrize("service", SHIPPED)
def test_a_killed_container_comes_back_by_itself(stack: Stack, service: str) -> None:
    container = stack.container(service)
    before = engine.inspect(container)
    engine.kill_from_outside(container, IMAGE)

    def state() -> tuple[bool, str, int]:
        now = engine.inspect(container)
        return now["State"]["Pid"] not in (0, before["State"]["Pid"]), stack.health(service), stack.answers()

    what = f"the site serves again after {service} was killed"
    wait_until(state, equal((True, "healthy", 200)), goal=15, what=what)
    assert engine.inspect(container)["RestartCount"] == before["RestartCount"] + 1


def test_an_order_to_stop_lets_a_request_finish(stack: Stack, visitor: Visitor) -> None:
    """A page waits for a locked table; the order comes; the table is free again; the page comes, whole."""
    orders = stack.logs(WEB).count(ORDER)
    with ThreadPoolExecutor() as others:
        lock = others.submit(stack.tried, "exec", "-T", "postgres", *psql(LOCKED))
        try:
            wait_until(lambda: locks(stack, "granted"), goal=5, what="the table is locked")
            page = others.submit(visitor.get, "/people/?q=ada")
            wait_until(lambda: locks(stack, "NOT granted"), goal=5, what="a page waits for the table")
            stopped = others.submit(engine.docker, "stop", stack.container(WEB))  # at once, as long as it may take
            wait_until(
                lambda: stack.logs(WEB).count(ORDER),
                lambda now: now > orders,
                goal=5,
                what="the server has heard the order",
            )
            assert not stopped.done()
        finally:
            stack.sql(RELEASE)
            lock.result(timeout=60)
        assert page.result(timeout=30).status_code == 200
        assert "</html>" in page.result().text
        stopped.result(timeout=60)
    assert engine.inspect(stack.container(WEB))["State"]["ExitCode"] == 0


@pytest.fixture(autouse=True)
def served_afterwards(stack: Stack) -> Iterator[None]:
    yield
    engine.docker("start", stack.container(WEB))  # Compose would look at all that it depends on, for seconds
    wait_until(stack.answers, equal(200), goal=10, what="the site serves after a test of its processes")


def locks(stack: Stack, state: str) -> bool:
    wanted = "relation = 'people_profile'::regclass"
    return stack.sql(f"SELECT count(*) FROM pg_locks WHERE {wanted} AND {state}") != "0"
