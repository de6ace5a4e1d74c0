"""A real site for a real browser: gunicorn, a database of its own with sample people, and the practice provider."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from config.local import postgres

START_SECONDS = 60


@dataclass(frozen=True)
class Site:
    """Where a site answers, and what its processes are told."""

    url: str
    provider: str
    environment: dict[str, str] = field(repr=False)

    def manage(self, *arguments: str) -> str:
        """One of manage.py's commands, against this site's database."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=postgres.CHECKOUT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def introduce(self, sub: str, **claims: str) -> None:
        """Tell the practice provider what to say about somebody."""
        body = json.dumps({"preferred_username": sub, **claims}).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.provider}/users/{sub}", body, headers, method="PUT")
        urllib.request.urlopen(request, timeout=5).close()


@contextlib.contextmanager
def running(people: int = 60) -> Iterator[Site]:
    """A site with sample people, while the block runs. A PostgreSQL server must answer already."""
    with contextlib.ExitStack() as parts:
        provider = parts.enter_context(_provider())
        database = parts.enter_context(_database())
        site = _described(provider, database, parts.enter_context(_folder()))
        site.manage("migrate", "--verbosity=0", "--no-input")
        if people:
            site.manage("seed_people", f"--count={people}")
            site.manage("load_ror", "--sample")
        parts.enter_context(_served(site))
        yield site


@contextlib.contextmanager
def without_tables() -> Iterator[Site]:
    """A site with limits whose provider is away and whose database was never migrated: asking for people is a fault."""
    with _database() as database, _folder() as media:
        site = _described("http://localhost:9", {**database, "RATE_LIMITS": "on", "GUNICORN_WORKERS": "1"}, media)
        with _served(site):
            yield site


@contextlib.contextmanager
def without_database() -> Iterator[Site]:
    """A site whose database is away."""
    with _folder() as media:
        site = _described("http://localhost:9", {"POSTGRES_HOST": media, "DATABASE_URL": ""}, media)
        with _served(site):
            yield site


def _described(provider: str, database: dict[str, str], media: str) -> Site:
    url = f"http://localhost:{_free_port()}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "DJANGO_DEBUG": "off",
        "RATE_LIMITS": "off",
        "LOG_LEVEL": "WARNING",
        "REDIS_URL": "",
        "SITE_URL": url,
        "OIDC_ISSUER": provider,
        "MEDIA_ROOT": media,
        "GUNICORN_WORKERS": "2",
        "PYTHONPATH": str(postgres.CHECKOUT),
        **database,
    }
    return Site(url, provider, environment)


@contextlib.contextmanager
def _served(site: Site) -> Iterator[None]:
    command = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi"]
    with _process(command, site.environment, f"{site.url}/healthz/live"):
        yield


@contextlib.contextmanager
def _provider() -> Iterator[str]:
    """As `make run` starts it, on a port of its own."""
    from config.local.run import PEOPLE

    port = _free_port()
    people = [argument for person in PEOPLE for argument in ("--user-claims", json.dumps(person))]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *people]
    url = f"http://localhost:{port}"
    with _process(command, dict(os.environ), f"{url}/.well-known/openid-configuration"):
        yield url


@contextlib.contextmanager
def _process(command: list[str], environment: dict[str, str], answers_at: str) -> Iterator[None]:
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, cwd=postgres.CHECKOUT, env=environment, stdout=said, stderr=said, start_new_session=True
        )
        try:
            if not _answers(answers_at, process):
                said.seek(0)
                raise RuntimeError(f"{command[2]} does not start:\n{said.read().decode(errors='replace')[-3000:]}")
            yield
        finally:
            for wish in (signal.SIGTERM, signal.SIGKILL):
                with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
                    os.killpg(process.pid, wish)
                    process.wait(timeout=10)


def _answers(url: str, process: "subprocess.Popen[bytes]") -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(url, timeout=2).close()
            return True
        time.sleep(0.05)
    return False


@contextlib.contextmanager
def _database() -> Iterator[dict[str, str]]:
    """An empty database, gone afterwards; answers the variables that name it."""
    name = f"browser_{os.getpid()}_{_free_port()}"
    with _server() as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        about = connection.info
        address = {"POSTGRES_HOST": about.host, "POSTGRES_PORT": str(about.port), "POSTGRES_DB": name}
        variables = {**address, "POSTGRES_USER": about.user, "POSTGRES_PASSWORD": about.password, "DATABASE_URL": ""}
    try:
        yield variables
    finally:
        with _server() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _server() -> "psycopg.Connection[Any]":
    """The server the other tests use: the one in DATABASE_URL, else the embedded one."""
    from django.conf import settings

    chosen = settings.DATABASES["default"]
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    given = {ours: str(chosen[theirs]) for ours, theirs in names.items() if chosen.get(theirs)}
    return psycopg.connect(**given, dbname="postgres", autocommit=True)  # type: ignore[arg-type]


@contextlib.contextmanager
def _folder() -> Iterator[str]:
    folder = tempfile.mkdtemp(prefix="colophon-browser-")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def chromium() -> str | None:
    """The system's own browser."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))
    on_macos = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    return next((path for path in found if path), str(on_macos) if on_macos.exists() else None)
