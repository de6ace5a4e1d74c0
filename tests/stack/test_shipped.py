"""What `docker inspect` says about every container that the production file starts."""

import re

import pytest

from tests.stack import engine
from tests.stack.stack import IMAGE, SHIPPED, Stack

pytestmark = pytest.mark.stack
of_each = pytest.mark.parametrize("service", SHIPPED)
BYTES = 1024 * 1024


def described(stack: Stack, service: str) -> dict:
    return engine.inspect(stack.container(service))


@of_each
def test_it_runs_as_a_numbered_user_who_is_not_root(stack: Stack, service: str) -> None:
    about = described(stack, service)
    assert re.fullmatch(r"[1-9]\d*(:[1-9]\d*)?", about["Config"]["User"])
    assert about["HostConfig"]["Privileged"] is False
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
    refused = stack.tried("exec", "-T", "--user", "0", service, "touch", "/usr/written")
    assert "Read-only file system" in refused.stderr
    stack.inside(service, "sh", "-c", "touch /tmp/written && rm /tmp/written")  # where it may


@of_each
def test_it_cannot_take_the_machine_with_it(stack: Stack, service: str) -> None:
    host = described(stack, service)["HostConfig"]
    assert 0 < host["Memory"] <= 4096 * BYTES
    assert host["NanoCpus"] > 0
    assert 0 < host["PidsLimit"] <= 1024


@of_each
def test_it_is_looked_after(stack: Stack, service: str) -> None:
    about = described(stack, service)
    assert about["Config"]["Healthcheck"]["Test"][0] in ("CMD", "CMD-SHELL")
    assert about["State"]["Health"]["Status"] == "healthy"
    assert about["HostConfig"]["RestartPolicy"]["Name"] == "unless-stopped"
    log = about["HostConfig"]["LogConfig"]
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
