"""A developer's machine and the test site, started by their own commands, beside whatever else runs here."""

import contextlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from tests.stack import checkout, engine, leftovers, own_certificate, visitors
from tests.stack.waits import within

pytestmark = pytest.mark.stack
DEVELOPERS = "http://localhost:8000"
HOST = "test.colophon.test"
DOOR = 18443


@dataclass(frozen=True)
class Environment:
    """One that was started with `make up`, in a copy of the checkout."""

    name: str
    folder: Path
    variables: dict[str, str]

    def make(self, target: str, *more: str) -> str:
        command = ("make", "-s", target, f"ENV={self.name}", *more)
        return engine.run(*command, folder=self.folder, variables=self.variables).stdout

    def compose(self, *arguments: str, **more: str) -> str:
        script = f'source compose/bin/environment {self.name} && compose "$@"'
        command = ("bash", "-c", script, "compose", *arguments)
        return engine.run(*command, folder=self.folder, variables={**self.variables, **more}).stdout

    def take_away(self) -> None:
        self.compose("--profile", "*", "down", "--volumes", "--timeout", "5")


@contextlib.contextmanager
def started(environment: Environment, goal: float, what: str) -> Iterator[Environment]:
    environment.take_away()  # what a run that was killed has left
    try:
        with within(goal, what):
            environment.make("up")
        yield environment
    finally:
        environment.take_away()


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    if not engine.answers():
        pytest.exit(engine.LACKING, returncode=1)
    made = Path(tempfile.mkdtemp(prefix="colophon-environments-"))
    made.chmod(0o755)
    checkout.copied(made)
    engine.run("chmod", "-R", "go+rX", str(made))
    yield made
    leftovers.clear_releases(made)
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def local(folder: Path) -> Iterator[Environment]:
    ours = {"COMPOSE_PROJECT_NAME": "colophon-stack-local", "LOCAL_POSTGRES_PORT": "15433"}
    with started(Environment("local", folder, ours), 120, "a developer's containers are built and ready") as running:
        yield running


@pytest.fixture(scope="module")
def dev(folder: Path) -> Iterator[Environment]:
    """With a certificate of its own, so that no authority is needed."""
    ours = {"COMPOSE_PROJECT_NAME": "colophon-stack-dev", "COMPOSE_OVERLAY": "tests/stack/dev.yml"}
    environment = Environment("dev", folder, {**ours, "IMAGE_TAG": "stack-dev", "EDGE_SUBNET": "172.30.91.0/24"})
    environment.make("env")
    files = folder / ".envs/.dev"
    given = f"SITE_URL=https://{HOST}\nOIDC_ISSUER=https://login.example.org\nOIDC_RP_CLIENT_ID=site\nTLS_MODE=files\n"
    with (files / ".django").open("a") as variables:
        variables.write(given)
    (files / "secrets/OIDC_RP_CLIENT_SECRET").write_text("kT7w-Qz93-pLm2-Vb8x")
    own_certificate.write(files / "secrets/certs", HOST)
    environment.make("image")
    with started(environment, 180, "the test site is built and ready") as running:
        yield running


def test_a_developers_site_serves_sample_people(local: Environment) -> None:
    assert "Kovalevskaya" in requests.get(f"{DEVELOPERS}/people/?q=sofya", timeout=20).text


def test_a_developer_signs_in_at_the_practice_provider(local: Environment) -> None:
    with requests.Session() as browser:
        begun = browser.get(f"{DEVELOPERS}/oidc/authenticate/", timeout=20, allow_redirects=False)
        assert begun.headers["Location"].startswith("http://localhost:9400/")
        inside = browser.post(begun.headers["Location"], data={"sub": "ada"}, timeout=20)
    assert inside.status_code == 200
    assert inside.url.startswith(f"{DEVELOPERS}/me/"), inside.url


def test_a_developers_database_is_reached_from_this_machine_alone(local: Environment) -> None:
    published = engine.docker("port", "colophon-stack-local-postgres-1")
    assert published == "5432/tcp -> 127.0.0.1:15433"


def test_the_doctor_finds_a_developers_machine_well(local: Environment) -> None:
    said = local.make("doctor")
    assert " 0 failed" in said, said
    assert "ok       containers" in said


def test_the_test_site_is_the_live_one_but_hidden(dev: Environment) -> None:
    roots = dev.folder / ".envs/.dev/secrets/certs/tls.crt"
    with visitors.names_resolved(), visitors.Visitor(roots) as visitor:
        answer = visitor.get(f"https://{HOST}:{DOOR}/people/")
    assert answer.status_code == 200
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Strict-Transport-Security"]


def test_the_test_site_runs_with_its_own_settings(dev: Environment) -> None:
    assert "IS_INDEXED = False" in dev.make("shell", "DO=diffsettings")


def test_the_engine_takes_what_sends_every_log_to_cloudwatch(dev: Environment) -> None:
    """Made and not started: whoever starts it must be let in there."""
    asked = {"LOG_DRIVER": "awslogs", "AWS_LOGS_REGION": "eu-central-1", "AWS_LOGS_GROUP": "people"}
    services = json.loads(dev.compose("config", "--format", "json", **asked))["services"]
    kinds = {json.dumps(service["logging"], sort_keys=True) for service in services.values()}
    (logging,) = (json.loads(kind) for kind in kinds)
    assert (logging["driver"], logging["options"]["awslogs-group"]) == ("awslogs", "people")
    options = [f"--log-opt={name}={value}" for name, value in logging["options"].items()]
    engine.docker("rm", engine.docker("create", "--log-driver=awslogs", *options, "redis:8"))
    refused = engine.run(
        "docker", "create", "--log-driver=awslogs", "--log-opt=awslogs-gruop=x", "redis:8", check=False
    )
    assert "unknown log opt 'awslogs-gruop'" in refused.stderr
