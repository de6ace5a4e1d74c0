"""`make env` and `make up` in a checkout that only its owner can read: every container finds what it needs."""

from collections.abc import Iterator

import pytest

from tests.stack import apart, engine
from tests.stack.apart import Apart
from tests.stack.stack import SHIPPED
from tests.stack.waits import wait_until

pytestmark = pytest.mark.stack
# Somebody in the network, who believes any certificate.
ASK = """
import ssl, urllib.request
context = ssl.create_default_context()
context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
print(urllib.request.urlopen("https://people.colophon.test/people/", context=context).status)
"""


@pytest.fixture(scope="module")
def started() -> Iterator[Apart]:
    with apart.project("closed", "tests/stack/door.yml", EDGE_SUBNET="172.30.96.0/24") as parts:
        parts.make("image", TAG=parts.given["IMAGE_TAG"])
        parts.lay_out()
        parts.compose("up", "--detach", "pebble")  # an authority that Traefik finds away is asked again minutes later
        parts.make("up")
        yield parts


@pytest.mark.parametrize("service", SHIPPED)
def test_each_of_them_is_healthy(started: Apart, service: str) -> None:
    wait_until(lambda: started.is_healthy(service), goal=20, what=f"{service} is healthy in a closed checkout")


def test_the_site_answers_through_its_edge(started: Apart) -> None:
    status = wait_until(
        lambda: started.tried("exec", "-T", "large", "python", "-c", ASK).stdout, goal=20, what="a page"
    )
    assert status.strip() == "200"


def test_redis_has_no_module_but_what_is_built_in(started: Apart) -> None:
    assert ".so" not in started.inside("redis", "redis-cli", "module", "list")


def test_a_second_up_changes_nothing(started: Apart) -> None:
    def born() -> dict[str, str]:
        return {service: engine.inspect(started.container(service))["State"]["StartedAt"] for service in SHIPPED}

    before = born()
    started.make("up")
    assert born() == before
