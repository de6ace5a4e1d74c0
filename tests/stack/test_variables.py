"""Missing and malformed variables: a start ends within seconds, in a sentence that names what and shows no value."""

import pytest

from tests.stack import engine, leftovers
from tests.stack.stack import IMAGE, OURS, PROJECT, WEB, Stack
from tests.stack.waits import within

pytestmark = pytest.mark.stack
NEEDED = ("SITE_URL", "OIDC_ISSUER", "OIDC_RP_CLIENT_ID", "OIDC_RP_CLIENT_SECRET", "DJANGO_SECRET_KEY")
MALFORMED = {
    "SITE_URL": "people-canary",
    "OIDC_ISSUER": "canary://x",
    "DATABASE_URL": "mysql://canary:canary@host/x",
    "REDIS_URL": "http://canary",
    "TRUSTED_PROXIES": "canary/33",
    "POSTGRES_PORT": "canary",
    "GUNICORN_WORKERS": "canary",
    "GUNICORN_THREADS": "-canary",
    "DJANGO_SECRET_KEY": "canary",
}


@pytest.fixture(scope="module")
def stack(starting: Stack) -> Stack:
    return starting


def started_with(stack: Stack, name: str, value: str) -> "engine.subprocess.CompletedProcess[str]":
    """The application as the production file starts it, but for one variable."""
    options = ("--rm", "--no-deps", "-T", "-e", f"{name}={value}", "-e", f"{name}_FILE=")
    return stack.tried("run", *options, WEB)


@pytest.mark.parametrize("name", NEEDED)
def test_without_a_needed_variable_the_start_ends_in_a_sentence(stack: Stack, name: str) -> None:
    with within(5, f"a start without {name} ends"):
        done = started_with(stack, name, "")
    assert done.returncode != 0
    assert f"{name} is not set" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(("name", "value"), MALFORMED.items(), ids=MALFORMED)
def test_a_malformed_variable_ends_the_start_in_a_sentence(stack: Stack, name: str, value: str) -> None:
    with within(5, f"a start with a malformed {name} ends"):
        done = started_with(stack, name, value)
    assert done.returncode != 0
    assert name in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert "canary" not in done.stdout + done.stderr


@pytest.mark.parametrize("name", ["SITE_URL", "ACME_EMAIL"])
def test_without_what_compose_needs_it_says_so_and_starts_nothing(stack: Stack, name: str) -> None:
    whole = stack.checkout.variables.read_text()
    without = "".join(line for line in whole.splitlines(keepends=True) if not line.startswith(f"{name}="))
    beside = f"{PROJECT}-beside"  # what it made would be seen, for it would be new
    elsewhere = {**OURS, "COMPOSE_PROJECT_NAME": beside}
    stack.checkout.variables.write_text(without)
    try:
        done = engine.run(
            "make", "up", "ENV=production", folder=stack.checkout.folder, variables=elsewhere, check=False
        )
    finally:
        stack.checkout.variables.write_text(whole)
    assert done.returncode != 0
    assert name in done.stderr
    made = leftovers.of(beside)
    leftovers.clear_project(beside)
    assert made == {"container": [], "network": [], "volume": []}


def test_the_image_alone_says_what_it_needs(stack: Stack) -> None:
    with within(5, "the image without any variable ends"):
        done = engine.run("docker", "run", "--rm", IMAGE, check=False)
    assert done.returncode != 0
    assert "SITE_URL is not set" in done.stdout + done.stderr


def test_with_all_of_them_it_starts(stack: Stack) -> None:
    """The twin: the same way of asking, with nothing wrong."""
    stack.compose("run", "--rm", "--no-deps", "-T", WEB, "python", "manage.py", "check", "--deploy")
