"""Secrets in Secrets Manager: the site starts with them, and neither its description nor its environment shows one."""

import http.client
import json
import urllib.request

import pytest

from tests.stack import alone, engine, leftovers
from tests.stack import stack as stacks
from tests.stack.stack import IMAGE, Stack
from tests.stack.visitors import PEOPLE
from tests.stack.waits import equal, wait_until, within

pytestmark = pytest.mark.stack
NAME = "colophon/production"


@pytest.fixture(scope="module")
def stack(starting: Stack) -> Stack:
    return starting


@pytest.fixture(scope="module")
def vault(stack: Stack) -> str:
    """The name of a secret with all that the operator's files hold."""
    body = {"Name": NAME, "SecretString": json.dumps(stack.checkout.secrets()), "ClientRequestToken": "x" * 32}
    address = urllib.request.Request(stacks.BUCKETS, data=json.dumps(body).encode(), method="POST")
    address.add_header("Content-Type", "application/x-amz-json-1.1")
    address.add_header("X-Amz-Target", "secretsmanager.CreateSecret")
    scope = "nobody/20260101/us-east-1/secretsmanager/aws4_request"
    address.add_header("Authorization", f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=none")
    with urllib.request.urlopen(address, timeout=10) as answer:
        assert json.load(answer)["Name"] == NAME
    return NAME


def options(stack: Stack, name: str) -> list[str]:
    """The image with the operator's variables and no file of secrets; its keys stand for a machine's role."""
    folder = stack.checkout.variables.parent
    given = {
        "AWS_SECRET_NAME": name,
        "AWS_ENDPOINT_URL_SECRETS_MANAGER": "http://moto:5000",
        "AWS_ACCESS_KEY_ID": "a-role",
        "AWS_SECRET_ACCESS_KEY": "of-the-machine",
        "REDIS_URL": "redis://redis:6379/0",
    }
    networks = [f"--network={stack.network(name)}" for name in ("data", "outside")]
    files = [f"--env-file={folder / name}" for name in (".django", ".postgres")]
    return [*alone.HARDENED, *networks, *files, *(f"--env={name}={value}" for name, value in given.items())]


def ready(container: str) -> tuple[int, object]:
    connection = http.client.HTTPConnection(alone.door(container), timeout=5)
    connection.request("GET", "/healthz/ready", headers={"Host": PEOPLE, "X-Forwarded-Proto": "https"})
    answer = connection.getresponse()
    told = answer.status, json.loads(answer.read())["components"]
    connection.close()
    return told


def test_a_site_starts_with_the_secrets_of_its_vault_and_shows_none(stack: Stack, vault: str) -> None:
    """It is ready, so the database took the password that only the vault had told."""
    with leftovers.running(*options(stack, vault), "--publish=127.0.0.1::8000", IMAGE) as container:
        wait_until(lambda: engine.health(container), equal("healthy"), goal=10, what="a site with a vault is healthy")
        assert ready(container) == (200, {"database": "ok", "cache": "ok"})
        shown = engine.docker("inspect", container) + engine.logs(container)
        shown += engine.docker("exec", container, "cat", "/proc/1/environ")
    assert vault in shown
    secrets = stack.checkout.secrets()
    assert len(secrets) > 3
    assert [name for name, value in secrets.items() if value in shown] == []


def test_without_its_vault_a_start_ends_in_a_sentence(stack: Stack, vault: str) -> None:
    with within(5, "a start without its vault ends"):
        done = engine.run("docker", "run", "--rm", *options(stack, f"{vault}-not-there"), IMAGE, check=False)
    assert done.returncode != 0
    assert "AWS_SECRET_NAME names a secret that cannot be read (ResourceNotFoundException)" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
