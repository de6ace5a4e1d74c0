"""The shipped production stack beside an authority, an identity provider and a bucket, all on this machine."""

import json
import re
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from subprocess import CompletedProcess
from typing import Any

from tests.stack import engine, visitors
from tests.stack.checkout import BUCKET, ENVIRONMENT, Checkout
from tests.stack.visitors import Visitor
from tests.stack.waits import equal, wait_until

PROJECT = "colophon-stack"
IMAGE = "colophon:stack"
WEB = "web-blue"
SHIPPED = ("traefik", WEB, "worker", "postgres", "redis")
OURS = {
    "COMPOSE_PROJECT_NAME": PROJECT,
    "COMPOSE_OVERLAY": "tests/stack/overlay.yml",
    "IMAGE_TAG": IMAGE.partition(":")[2],
    "ACME_CERTIFICATE_HOURS": "1",
    "EDGE_SUBNET": "172.30.90.0/24",  # beside a stack that somebody runs here
}
_COMPOSE = ("bash", "-c", f'source compose/bin/environment {ENVIRONMENT} && compose "$@"', "compose")
PAGE = "/people/"  # asks the database, and no limit of ours counts it
AUTHORITY = "https://localhost:15000"
BUCKETS = "http://localhost:15001"


@dataclass(frozen=True)
class Stack:
    """What runs, and the operator's ways to it."""

    checkout: Checkout
    given: Mapping[str, str] = field(default_factory=lambda: OURS)

    @property
    def project(self) -> str:
        return self.given["COMPOSE_PROJECT_NAME"]

    def make(self, target: str, **variables: str) -> str:
        """A command of the shipped Makefile."""
        return self._run(
            "make", target, f"ENV={ENVIRONMENT}", *(f"{name}={value}" for name, value in variables.items())
        )

    def compose(self, *arguments: str) -> str:
        """Compose as the shipped commands call it, for this stack."""
        return self._run(*_COMPOSE, *arguments)

    def tried(self, *arguments: str, **how: Any) -> "CompletedProcess[str]":
        """The same, where failing is an answer."""
        return engine.run(*_COMPOSE, *arguments, folder=self.checkout.folder, variables=self.given, check=False, **how)

    def fed(self, given: str, *arguments: str) -> str:
        """The same as `compose`, with a text to be read."""
        return engine.run(*_COMPOSE, *arguments, folder=self.checkout.folder, variables=self.given, given=given).stdout

    def _run(self, *command: str) -> str:
        return engine.run(*command, folder=self.checkout.folder, variables=self.given).stdout

    def containers(self, service: str) -> list[str]:
        """The ids of its containers, whether they run or not. Asked of the engine: Compose takes six times as long."""
        labels = (f"project={self.project}", f"service={service}", "oneoff=False")
        return engine.containers(*(f"com.docker.compose.{label}" for label in labels))

    def container(self, service: str) -> str:
        found = self.containers(service)
        assert found, f"{service} has no container"
        return found[0]

    def inside(self, service: str, *command: str) -> str:
        return engine.docker("exec", self.container(service), *command)

    def sql(self, *statements: str, database: str = "$POSTGRES_DB") -> str:
        """As the operator, beside the application."""
        return self.inside("postgres", *psql(*statements, database=database)).strip()

    def owner(self) -> str:
        """The application's role in its database."""
        return self.sql("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()")

    def logs(self, service: str) -> str:
        """Everything that it has said, on both of its outputs."""
        return engine.logs(self.container(service))

    def visitor(self) -> Visitor:
        return Visitor(self.checkout.roots)

    def health(self, service: str) -> str:
        return engine.health(self.container(service))

    def is_healthy(self, service: str) -> bool:
        return self.health(service) == "healthy"

    def answers(self, path: str = PAGE) -> int:
        """The status that a stranger gets over a new connection."""
        with self.visitor() as visitor:
            return visitor.get(path, timeout=5).status_code

    def serves(self) -> bool:
        return self.answers() == 200

    def provider(self) -> int:
        """The status that the identity provider gives to anybody, by the way that we ask it."""
        return self.answers(f"https://{visitors.LOGIN}/.well-known/openid-configuration")

    def restart_web(self) -> None:
        """New processes, which know nothing yet."""
        self.compose("restart", WEB)
        wait_until(self.answers, equal(200), goal=10, what="the site serves after a restart of its processes")

    def network(self, name: str) -> str:
        return f"{self.project}_{name}"

    def disconnect(self, service: str, network: str) -> None:
        engine.docker("network", "disconnect", "-f", self.network(network), self.container(service))

    def reconnect(self, service: str, network: str) -> None:
        engine.docker("network", "connect", "--alias", service, self.network(network), self.container(service))


def psql(*statements: str, database: str = "$POSTGRES_DB") -> tuple[str, ...]:
    """A command for the database's container."""
    asked = " ".join(f'-c "{statement}"' for statement in statements)
    return ("sh", "-c", f'psql -v ON_ERROR_STOP=1 -qAt -U "$POSTGRES_USER" -d "{database}" {asked}')


def trust_the_authority(stack: Stack) -> None:
    """Its root is new at every start; written in place, for containers have this very file."""
    root = wait_until(lambda: _of_authority("/roots/0"), goal=10, what="the authority answers")
    stack.checkout.roots.write_bytes(root)


def intermediate() -> bytes:
    return _of_authority("/intermediates/0")


def make_bucket() -> None:
    """Made without a signature: the stand-in lets anybody make one, and asks who reads an object."""
    wait_until(lambda: _status("PUT", f"/{BUCKET}"), equal(200), goal=20, what="the bucket is made")


def stored_keys() -> list[str]:
    with urllib.request.urlopen(f"{BUCKETS}/{BUCKET}?list-type=2", timeout=10) as listed:
        return re.findall("<Key>([^<]+)</Key>", listed.read().decode())


def stranger_asks_for(key: str) -> int:
    """The status that the bucket itself answers to somebody without a signature."""
    return _status("GET", f"/{BUCKET}/{key}")


def introduce(stack: Stack, sub: str, **claims: str) -> None:
    """Tell the practice provider what to say about somebody."""
    with stack.visitor() as visitor:
        body = json.dumps({"preferred_username": sub, **claims})
        address = f"https://{visitors.LOGIN}/users/{sub}"
        visitor.put(address, data=body, headers={"Content-Type": "application/json"}).raise_for_status()


def _of_authority(path: str) -> bytes:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # this is where trust begins
    with urllib.request.urlopen(AUTHORITY + path, timeout=5, context=context) as answer:
        body: bytes = answer.read()
        return body


def _status(method: str, path: str) -> int:
    try:
        with urllib.request.urlopen(urllib.request.Request(BUCKETS + path, method=method), timeout=10) as answer:
            status: int = answer.status
            return status
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code
