"""A machine that starts again: the engine starts containers in any order, and the site comes each time."""

import pytest

from tests.stack import engine
from tests.stack.stack import SHIPPED, Stack
from tests.stack.waits import wait_until

pytestmark = pytest.mark.stack
ORDERS = (
    ("traefik", "web-blue", "redis", "postgres"),
    ("web-blue", "postgres", "traefik", "redis"),
    ("redis", "traefik", "postgres", "web-blue"),
)


@pytest.mark.parametrize("order", ORDERS, ids=" ".join)
def test_the_site_comes_whatever_starts_first(stack: Stack, order: tuple[str, ...]) -> None:
    assert sorted(order) == sorted(SHIPPED)
    containers = {service: stack.container(service) for service in order}
    stack.compose("stop", *order)
    for service in order:
        engine.docker("start", containers[service])
    wait_until(stack.serves, goal=20, what=f"the site serves, started in the order {', '.join(order)}")
    for service in order:
        wait_until(lambda service=service: stack.is_healthy(service), goal=20, what=f"{service} is healthy")


def test_a_second_up_changes_nothing(stack: Stack) -> None:
    before = {service: engine.inspect(stack.container(service))["State"]["StartedAt"] for service in SHIPPED}
    stack.make("up")
    assert {service: engine.inspect(stack.container(service))["State"]["StartedAt"] for service in SHIPPED} == before
