"""`make run`: starts what a site needs on one machine, prints how to use it, and ends all of it on Ctrl-C."""

import contextlib
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

from config import env
from config.local import cluster, postgres

PROVIDER_PORT = 9400
PEOPLE = (
    {"sub": "ada", "name": "Ada Lovelace", "preferred_username": "ada", "email": "ada@practice.example"},
    {"sub": "ben", "name": "Ben Jonson", "preferred_username": "ben", "email": "ben@practice.example"},
    {"sub": "cleo", "name": "Cleo Damaskinou", "preferred_username": "cleo", "email": "cleo@practice.example"},
)
SAMPLE_PEOPLE = 60


class Stop(Exception):
    """The run ends; the message, if any, is one sentence that says what to do."""


def main() -> int:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    env.use_local_defaults()
    try:
        with contextlib.ExitStack() as parts:
            _run(parts)
    except KeyboardInterrupt:
        print("\nColophon has stopped.", flush=True)
    except (Stop, cluster.Broken, ImproperlyConfigured) as reason:
        print(reason, file=sys.stderr, flush=True)
        return 1
    return 0


def _run(parts: contextlib.ExitStack) -> None:
    site = env.web_address("SITE_URL")
    port = _port(site)
    parts.enter_context(_only_one_run())
    other = port + 1 if port > 1023 else 8000
    _require_free(port, f"Stop what uses it, or choose another: SITE_URL=http://localhost:{other} make run")
    provider = parts.enter_context(_practice_provider())
    if not (env.is_given("DATABASE_URL") or env.is_given("POSTGRES_HOST")):
        print("Starting the database ...", flush=True)
        parts.enter_context(postgres.running("run"))
    _prepare()
    server = parts.enter_context(_child([sys.executable, "-m", "config.local.tied", "config.local.serve", str(port)]))
    parts.enter_context(_child([sys.executable, "-m", "config.local.tied", "django", "work"]))
    if provider:
        _wait_for(PROVIDER_PORT, provider, "The practice provider")
    _wait_for(port, server, "The site")
    print(_welcome(site), flush=True)
    server.wait()
    raise Stop("The site has stopped by itself; the lines above say why.")


def _prepare() -> None:
    """Migrate, and make sample people in an empty database."""
    import django  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    django.setup()
    _require_database(connection.get_connection_params())
    print("Preparing the tables ...", flush=True)
    call_command("migrate", verbosity=0, interactive=False)
    from profiles.people.models import Organization, Profile  # noqa: PLC0415

    if not Organization.objects.exists():
        call_command("load_ror", sample=True)
    if not Profile.objects.exists():
        print("Making sample people ...", flush=True)
        call_command("seed_people", count=SAMPLE_PEOPLE)
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's wrapper has it


def _require_database(parameters: dict[str, Any]) -> None:
    """Ask once, without the pool, which tries for long and logs every try."""
    plain: dict[str, Any] = {name: value for name, value in parameters.items() if isinstance(value, str | int)}
    try:
        psycopg.connect(**plain).close()
    except psycopg.OperationalError:
        raise Stop(
            "The database in DATABASE_URL (or POSTGRES_HOST) does not let us in; start it, mend the address, "
            "or unset the variable for an embedded one."
        ) from None


def _welcome(site: str) -> str:
    if env.is_given("OIDC_ISSUER"):
        how = "Sign in with the provider in OIDC_ISSUER."
    else:
        how = "To sign in, follow Sign in there and choose ada, ben or cleo. No password is asked."
    lines = ["", f"  Colophon runs at {site}", "", f"  {how}"]
    return "\n".join([*lines, "  Ctrl-C ends everything; your data stays for the next time.", ""])


@contextlib.contextmanager
def _practice_provider() -> Iterator["subprocess.Popen[bytes] | None"]:
    if env.is_given("OIDC_ISSUER"):
        yield None
        return
    _require_free(
        PROVIDER_PORT,
        "The practice provider needs it: stop what uses it, or name a provider; to share that of another Colophon: "
        f"OIDC_ISSUER=http://localhost:{PROVIDER_PORT} make run",
    )
    people = [argument for person in PEOPLE for argument in ("--user-claims", json.dumps(person))]
    command = [sys.executable, "-m", "config.local.tied", "oidc_provider_mock", "--port", str(PROVIDER_PORT), *people]
    with _child(command, output=subprocess.DEVNULL) as provider:
        yield provider


@contextlib.contextmanager
def _child(command: list[str], output: int | None = None) -> Iterator["subprocess.Popen[bytes]"]:
    """A process in a group of its own, so that Ctrl-C reaches it through us, in order, with its own children."""
    process = subprocess.Popen(
        command, cwd=postgres.CHECKOUT, start_new_session=True, stdin=subprocess.PIPE, stdout=output, stderr=output
    )
    try:
        yield process
    finally:
        for wish in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError, PermissionError, subprocess.TimeoutExpired):
                os.killpg(process.pid, wish)
                process.wait(timeout=5)


def _wait_for(port: int, process: "subprocess.Popen[bytes]", what: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise Stop(f"{what} does not start; the lines above may say why, and `make clean` begins afresh.")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise Stop(f"{what} does not answer after a minute; the lines above may say why.")


def _port(site: str) -> int:
    parts = urlsplit(site)
    if parts.scheme != "http" or parts.hostname not in ("localhost", "127.0.0.1") or parts.path:
        raise Stop(f"SITE_URL is {site}, but `make run` serves http on localhost only; try http://localhost:8000.")
    return parts.port or 80


def _require_free(port: int, advice: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Stop(f"Port {port} is not for plain users. {advice}") from None
        except OSError:
            raise Stop(f"Port {port} is taken. {advice}") from None


@contextlib.contextmanager
def _only_one_run() -> Iterator[None]:
    folder = postgres.CHECKOUT / ".local"
    with contextlib.ExitStack() as parts:
        try:
            folder.mkdir(exist_ok=True)
            handle = parts.enter_context((folder / "run.lock").open("w"))
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Stop("Colophon runs from this folder already; use that one, or stop it with Ctrl-C there.") from None
        except OSError as problem:
            raise Stop(f"{folder} cannot be used ({problem.strerror}); see who owns it, then run again.") from None
        yield


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # a second one must not interrupt the tidying up
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
