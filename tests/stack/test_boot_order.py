"""A machine that starts again: the engine starts containers in any order, and the site comes each time."""

from functools import partial

import pytest

from tests.stack import engine
from tests.stack.stack import SHIPPED, Stack
from tests.stack.waits import equal, wait_until

pytestmark = pytest.mark.stack
ORDERS = (
    ("traefik", "worker", "web-blue", "redis", "postgres"),
    ("web-blue", "postgres", "traefik", "worker", "redis"),
    ("redis", "traefik", "postgres", "web-blue", "worker"),
)


@pytest.mark.parametrize("order", ORDERS, ids=" ".join)
def test_the_site_comes_whatever_starts_first(stack: Stack, order: tuple[str, ...]) -> None:
    assert sorted(order) == sorted(SHIPPED)
    containers = {service: stack.container(service) for service in order}
    stack.compose("stop", *order)
    for service in order:
        engine.docker("start", containers[service])
    wait_until(stack.answers, equal(200), goal=20, what=f"the site serves, started in the order {', '.join(order)}")
    for service in order:
        wait_until(partial(stack.health, service), equal("healthy"), goal=20, what=f"{service} is healthy")


def test_a_second_up_changes_nothing(stack: Stack) -> None:
    before = {service: engine.inspect(stack.container(service))["State"]["StartedAt"] for service in SHIPPED}
    stack.make("up")
    assert {service: engine.inspect(stack.container(service))["State"]["StartedAt"] for service in SHIPPED} == before
