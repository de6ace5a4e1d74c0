"""What `docker inspect` says about every container that the production file starts, now or at the next release."""

import re
from collections.abc import Iterator

import pytest

from tests.repository import compose
from tests.stack import engine
from tests.stack.checkout import ENVIRONMENT
from tests.stack.stack import IMAGE, SHIPPED, Stack

pytestmark = pytest.mark.stack
EVERY = sorted(compose.services(ENVIRONMENT))  # whatever its profile
of_running = pytest.mark.parametrize("service", SHIPPED)
of_each = pytest.mark.parametrize("service", EVERY)
BYTES = 1024 * 1024


@pytest.fixture(scope="module")
def stack(starting: Stack) -> Iterator[Stack]:
    """With containers for what does not run yet, such as the slot of the next release; made, and not started."""
    waiting = [service for service in EVERY if not starting.containers(service)]
    starting.compose("up", "--no-start", "--no-deps", *waiting)
    yield starting
    for service in waiting:
        engine.docker("rm", "--force", starting.container(service))


def test_both_slots_and_the_migrations_are_looked_at() -> None:
    assert {*SHIPPED, "migrate", "web-green"} <= set(EVERY)


def described(stack: Stack, service: str) -> dict:
    return engine.inspect(stack.container(service))


@of_each
def test_it_runs_as_a_numbered_user_who_is_not_root(stack: Stack, service: str) -> None:
    about = described(stack, service)
    assert re.fullmatch(r"[1-9]\d*(:[1-9]\d*)?", about["Config"]["User"])
    assert about["HostConfig"]["Privileged"] is False


@of_running
def test_its_processes_are_what_it_was_told_to_be(stack: Stack, service: str) -> None:
    own = stack.inside(service, "sh", "-c", "id -u; grep -E '^(CapEff|NoNewPrivs)' /proc/1/status")
    assert own.split()[0] != "0"
    assert int(re.search(r"CapEff:\s+(\w+)", own)[1], 16) == 0
    assert re.search(r"NoNewPrivs:\s+1", own)


@of_each
def test_it_has_no_right_beyond_those_of_its_user(stack: Stack, service: str) -> None:
    host = described(stack, service)["HostConfig"]
    assert host["CapDrop"] == ["ALL"]
    assert not host["CapAdd"]
    assert any(option.startswith("no-new-privileges") for option in host["SecurityOpt"])
    assert host["PidMode"] == ""
    assert host["NetworkMode"] != "host"


@of_each
def test_it_cannot_write_into_its_image(stack: Stack, service: str) -> None:
    assert described(stack, service)["HostConfig"]["ReadonlyRootfs"] is True


@of_running
def test_nothing_can_be_written_but_where_it_may(stack: Stack, service: str) -> None:
    refused = stack.tried("exec", "-T", "--user", "0", service, "touch", "/usr/written")
    assert "Read-only file system" in refused.stderr
    stack.inside(service, "sh", "-c", "touch /tmp/written && rm /tmp/written")


@of_each
def test_it_cannot_take_the_machine_with_it(stack: Stack, service: str) -> None:
    host = described(stack, service)["HostConfig"]
    assert 0 < host["Memory"] <= 4096 * BYTES
    assert host["NanoCpus"] > 0
    assert 0 < host["PidsLimit"] <= 1024


@of_running
def test_it_is_healthy(stack: Stack, service: str) -> None:
    assert described(stack, service)["State"]["Health"]["Status"] == "healthy"


@of_each
def test_it_is_looked_after(stack: Stack, service: str) -> None:
    """But for what ends by itself; and the age of the newest backup says how the one who makes them is."""
    about = described(stack, service)
    checked = about["Config"]["Healthcheck"]["Test"][0]
    restarted = about["HostConfig"]["RestartPolicy"]["Name"]
    if service in ("migrate", "restore"):
        assert (checked, restarted, about["State"]["ExitCode"]) == ("NONE", "no", 0)
    elif service == "backup":
        assert (checked, restarted) == ("NONE", "unless-stopped")
    else:
        assert checked in ("CMD", "CMD-SHELL")
        assert restarted == "unless-stopped"


@of_each
def test_its_log_has_an_end(stack: Stack, service: str) -> None:
    log = described(stack, service)["HostConfig"]["LogConfig"]
    assert log["Type"] == "json-file"
    assert {"max-size", "max-file"} <= set(log["Config"])


@of_each
def test_it_does_not_hold_the_engine(stack: Stack, service: str) -> None:
    assert not [mount for mount in described(stack, service)["Mounts"] if "docker.sock" in mount["Source"]]


@of_each
def test_only_the_two_doors_are_published(stack: Stack, service: str) -> None:
    bindings = described(stack, service)["HostConfig"]["PortBindings"] or {}
    published = {binding["HostPort"] for bound in bindings.values() for binding in bound}
    assert published == ({"80", "443"} if service == "traefik" else set())


@of_each
def test_its_secrets_are_not_in_its_description(stack: Stack, service: str) -> None:
    said = engine.docker("inspect", stack.container(service))
    assert [name for name, value in stack.checkout.secrets().items() if value in said] == []


@pytest.mark.parametrize("service", ["postgres", "redis"])
def test_nobody_beside_the_edge_reaches_what_keeps_data(stack: Stack, service: str) -> None:
    port = {"postgres": 5432, "redis": 6379}[service]
    networks = described(stack, service)["NetworkSettings"]["Networks"]
    address = networks[stack.network("data")]["IPAddress"]
    assert list(networks) == [stack.network("data")]
    for name in (service, address):
        assert reaches(stack.network("edge"), name, port) is False
    assert reaches(stack.network("data"), service, port) is True


def reaches(network: str, name: str, port: int) -> bool:
    """Whether a container on that network can open a connection."""
    sentence = f"import socket; socket.create_connection(('{name}', {port}), 3)"
    command = ("docker", "run", "--rm", "--network", network, "--entrypoint", "python", IMAGE, "-c", sentence)
    return engine.run(*command, check=False).returncode == 0
