"""An operator's daily commands, on the shared stack: the doctor, more copies, logs, a command, migrations."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator

import pytest

from tests.stack import engine
from tests.stack.asking import asking
from tests.stack.checkout import ENVIRONMENT
from tests.stack.stack import OURS, WEB, Stack
from tests.stack.visitors import HERE, Visitor
from tests.stack.waits import wait_until

pytestmark = pytest.mark.stack
# What the stand-ins of a test deserve: their bucket shows its list, and no browser trusts their authority.
DESERVED = {"bucket": "The list of files is given to strangers.", "certificate": "unable to get local issuer"}
NAMED = {"time service", "cache", "administrator", "Docker's disk"}  # a machine of tests is not looked after


def table(said: str) -> dict[str, str]:
    """The state of each line of the doctor's by its name."""
    shown = said.rpartition("\n\n")[0].splitlines()
    return {line[9:].split("  ")[0]: line[:9].strip() for line in shown if line[:1].strip()}


@pytest.fixture
def names(stack: Stack) -> dict[str, str]:
    """This machine's names for the doctor: those of the test lead here, as an operator's DNS does."""
    folder = stack.checkout.folder / ".stack/programs"
    folder.mkdir(exist_ok=True)
    (folder / "getent").write_text(f"#!/bin/sh\necho '{HERE} STREAM'\n")
    (folder / "getent").chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def doctor(stack: Stack, **variables: str) -> "subprocess.CompletedProcess[str]":
    command = ("make", "-s", "doctor", f"ENV={ENVIRONMENT}")
    return engine.run(*command, folder=stack.checkout.folder, variables={**OURS, **variables}, check=False)


def failed(states: dict[str, str]) -> set[str]:
    return {name for name, state in states.items() if state == "FAILED"}


def test_the_doctor_finds_a_right_site_well(stack: Stack, names: dict[str, str]) -> None:
    done = doctor(stack, **names)
    states = table(done.stdout)
    assert failed(states) == set(DESERVED), done.stdout
    assert all(sentence in done.stdout for sentence in DESERVED.values())
    assert {name for name, state in states.items() if state == "WARNING"} <= NAMED, done.stdout
    assert {"containers", "volumes", "images", "ports", "variables", "migrations", "sign-in"} <= set(states)


def test_before_the_first_start_the_doctor_says_what_is_not_known_yet(stack: Stack, names: dict[str, str]) -> None:
    """Of another project on this machine, whose ports ours has; its bucket is out of reach without its network."""
    unborn = {"COMPOSE_PROJECT_NAME": "colophon-unborn", "EDGE_SUBNET": "172.30.92.0/24"}
    done = doctor(stack, **names, **unborn)
    states = table(done.stdout)
    assert done.returncode != 0
    assert failed(states) == {"ports", *DESERVED}, done.stdout
    assert (states["containers"], states["volumes"], states["database"]) == ("WARNING", "skipped", "WARNING")
    for kind in ("network", "volume"):
        label = "label=com.docker.compose.project=colophon-unborn"
        assert engine.docker(kind, "ls", "--quiet", f"--filter={label}") == ""


@contextlib.contextmanager
def broken(stack: Stack) -> Iterator[None]:
    """A stopped part, a failed migration, a provider that is none, a name that nothing reads, and an open secret."""
    before, secret = stack.checkout.variables.read_text(), stack.checkout.secrets_folder / "OIDC_RP_CLIENT_SECRET"
    failing = stack.checkout.folder / ".stack/failing.yml"
    failing.write_text("services: {migrate: {command: [python, -c, 'raise SystemExit(3)']}}\n")
    overlays = {**OURS, "COMPOSE_OVERLAY": f"{OURS['COMPOSE_OVERLAY']} .stack/failing.yml"}
    script = f"source compose/bin/environment {ENVIRONMENT}; compose up --no-deps migrate"
    try:
        engine.run("bash", "-c", script, folder=stack.checkout.folder, variables=overlays, check=False)
        stack.compose("stop", "redis")
        secret.chmod(0o666)
        stack.checkout.variables.write_text(
            f"{before}\nOIDC_ISSUER=https://login.colophon.test/none\nSITE_NAM=People\n"
        )
        yield
    finally:
        stack.checkout.variables.write_text(before)
        secret.chmod(0o444)
        stack.compose("start", "redis")
        stack.compose("up", "--no-deps", "migrate")


def test_the_doctor_names_what_is_wrong(stack: Stack, names: dict[str, str]) -> None:
    with broken(stack):
        done = doctor(stack, **names)
    states = table(done.stdout)
    assert failed(states) == {"secrets", "containers", "sign-in", *DESERVED}, done.stdout
    assert "migrate (Exited (3)" in done.stdout
    assert "redis (Exited" in done.stdout
    assert states["variable names"] == "WARNING"
    assert done.returncode != 0
    assert [name for name, value in stack.checkout.secrets().items() if value in done.stdout + done.stderr] == []


def test_a_variable_that_is_malformed_is_said_and_what_serves_goes_on(stack: Stack) -> None:
    before, serving = stack.checkout.variables.read_text(), engine.inspect(stack.container(WEB))["State"]["StartedAt"]
    stack.checkout.variables.write_text(f"{before}\nOIDC_ISSUER=login.colophon.test\n")
    try:
        command = ("make", "-s", "up", f"ENV={ENVIRONMENT}")
        done = engine.run(*command, folder=stack.checkout.folder, variables=OURS, check=False)
    finally:
        stack.checkout.variables.write_text(before)
    assert done.returncode != 0
    assert "OIDC_ISSUER is malformed. It should be" in done.stdout + done.stderr
    assert engine.inspect(stack.container(WEB))["State"]["StartedAt"] == serving
    assert stack.is_healthy(WEB)


def pages_of(container: str) -> int:
    return engine.run("docker", "logs", container).stdout.count('"route": "pages:about"')


def test_two_copies_share_the_work_and_nobody_notices_that_they_come_and_go(stack: Stack, visitor: Visitor) -> None:
    with asking((visitor, "/about/")) as answers:
        stack.make("scale", N="2")
        copies = stack.compose("ps", "-q", WEB).split()
        assert len(copies) == 2
        wait_until(lambda: all(pages_of(copy) > 5 for copy in copies), goal=10, what="both copies serve")
        assert "2 servers, each of" in doctor(stack).stdout
        stack.make("scale", N="1")
    assert len(stack.compose("ps", "-q", WEB).split()) == 1
    assert len(answers) > 20
    assert {answer.status for answer in answers} == {200}


def test_the_logs_are_followed(stack: Stack) -> None:
    command = ["make", "-s", "logs", f"ENV={ENVIRONMENT}", "SERVICE=redis"]
    where = {"cwd": stack.checkout.folder, "env": {**os.environ, **OURS}, "start_new_session": True}
    following = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **where)
    try:
        assert following.stdout
        assert following.stdout.readline().startswith("redis-1")
        assert following.poll() is None
    finally:
        os.killpg(following.pid, signal.SIGTERM)
        following.wait(timeout=20)


def test_a_command_runs_beside_the_site(stack: Stack) -> None:
    assert "no issues" in stack.make("shell", DO="check --database default")


def test_migrations_that_are_applied_stay_so(stack: Stack) -> None:
    assert "No migrations to apply" in stack.make("migrate")
