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
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import psycopg

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

from config import env
from config.local import postgres

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
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _interrupt)
    env.use_local_defaults()
    try:
        with contextlib.ExitStack() as parts:
            _run(parts)
    except KeyboardInterrupt:
        print("\nColophon has stopped.", flush=True)
        return 0
    except (Stop, postgres.Broken) as reason:
        print(reason, file=sys.stderr, flush=True)
        return 1
    return 0


def _run(parts: contextlib.ExitStack) -> None:
    site = env.web_address("SITE_URL")
    port = _port(site)
    parts.enter_context(_only_one_run())
    _require_free(port, f"Stop what uses it, or choose another: SITE_URL=http://localhost:{port + 1} make run")
    if not os.environ.get("OIDC_ISSUER"):
        _require_free(
            PROVIDER_PORT, "The practice provider needs it: stop what uses it, or name a provider in OIDC_ISSUER."
        )
        parts.enter_context(_child("practice provider", _provider_command()))
    if not (os.environ.get("DATABASE_URL") or os.environ.get("POSTGRES_HOST")):
        print("Starting the database ...", flush=True)
        parts.enter_context(postgres.running("run"))
    _prepare()
    os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"
    server = parts.enter_context(_child("site", [sys.executable, "manage.py", "runserver", "--nostatic", str(port)]))
    _wait_for(f"{site}/healthz/live", server)
    print(_welcome(site), flush=True)
    if server.wait():
        raise Stop("The site has stopped by itself; the lines above say why.")


def _prepare() -> None:
    """Migrate, and make sample people in an empty database."""
    import django  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import OperationalError, connection  # noqa: PLC0415

    django.setup()
    try:
        connection.ensure_connection()
    except (OperationalError, psycopg.OperationalError):
        raise Stop("The database in DATABASE_URL does not answer; start it, or unset the variable.") from None
    print("Preparing the tables ...", flush=True)
    call_command("migrate", verbosity=0, interactive=False)
    from profiles.people.models import Profile  # noqa: PLC0415

    if not Profile.objects.exists():
        call_command("seed_people", count=SAMPLE_PEOPLE)
    connection.close()


def _welcome(site: str) -> str:
    lines = ["", f"  Colophon runs at {site}", ""]
    if os.environ.get("OIDC_ISSUER"):
        lines += ["  Sign in with the provider in OIDC_ISSUER."]
    else:
        lines += ["  To sign in, follow “Sign in” there and choose ada, ben or cleo. No password is asked."]
    return "\n".join([*lines, "  Ctrl-C ends everything; your data stays for the next time.", ""])


def _provider_command() -> list[str]:
    people = [argument for person in PEOPLE for argument in ("--user-claims", json.dumps(person))]
    return [sys.executable, "-m", "oidc_provider_mock", "--port", str(PROVIDER_PORT), *people]


@contextlib.contextmanager
def _child(name: str, command: list[str]) -> Iterator["subprocess.Popen[bytes]"]:
    """A process in a group of its own, so that Ctrl-C reaches it through us, in order, with its own children."""
    quiet = subprocess.DEVNULL if name == "practice provider" else None
    process = subprocess.Popen(command, cwd=postgres.CHECKOUT, start_new_session=True, stdout=quiet, stderr=quiet)
    try:
        yield process
    finally:
        for wish in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
                os.killpg(process.pid, wish)
                process.wait(timeout=5)


def _wait_for(url: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise Stop("The site does not start; the lines above say why.")
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(url, timeout=2).close()  # noqa: S310
            return
        time.sleep(0.1)
    raise Stop("The site does not answer after a minute; stop it with Ctrl-C and look at the lines above.")


def _port(site: str) -> int:
    from urllib.parse import urlsplit  # noqa: PLC0415

    parts = urlsplit(site)
    if parts.scheme != "http" or parts.hostname not in ("localhost", "127.0.0.1"):
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
    folder = Path(postgres.CHECKOUT) / ".local"
    folder.mkdir(exist_ok=True)
    with (folder / "run.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Stop("Colophon runs from this folder already; use that one, or stop it with Ctrl-C there.") from None
        yield


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
