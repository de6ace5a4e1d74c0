"""What people see of a database that is read-only, full, stopped or blocked: a 503, then all is well again."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import psycopg
import pytest

from config.local import postgres
from tests.journeys.real_server import Answer, Server, own_database, serving, until

WELL_AGAIN_SECONDS = 5
SITE_ROLE = "site"  # no superuser, so that limits hold for it
ADA = """
import django
django.setup()
from tests import cast
print(cast.join("ada", "Ada Lovelace").publish().client.cookies["session"].value)
"""
TOKEN = "t" * 32
READERS = ("/people/?q=a", "/people/suggest?q=a", "/api/v1/people/ada", "/people/ada/?composed")


@dataclass(frozen=True)
class Site:
    server: Server
    sockets: str
    session: str

    def get(self, path: str, **headers: str) -> Answer:
        return self.server.ask(path, **headers)

    def save(self, **headers: str) -> Answer:
        """Ada saves her headline; what she sees of that, or already of its form."""
        cookies = f"session={self.session}; csrf={TOKEN}"
        page = self.server.ask("/me/edit/headline/", Cookie=cookies)
        if page.status != 200:
            return page
        version = page.body.partition('name="version" value="')[2].partition('"')[0]
        return self.server.ask(
            "/me/edit/headline/",
            "POST",
            f"csrfmiddlewaretoken={TOKEN}&version={version}&text=Mathematician",
            Cookie=cookies,
            Content__Type="application/x-www-form-urlencoded",
            **headers,
        )

    def admin(self) -> "psycopg.Connection":
        return psycopg.connect(host=self.sockets, user=postgres.USER, dbname=postgres.DATABASE, autocommit=True)

    def tell(self, *statements: str) -> None:
        with self.admin() as connected:
            for statement in statements:
                connected.execute(statement)


TERMINATE = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{SITE_ROLE}'"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with own_database() as name, postgres.running(name):
        sockets = postgres.socket_folder(name)
        with psycopg.connect(host=sockets, user=postgres.USER, dbname="postgres", autocommit=True) as admin:
            admin.execute(f"CREATE ROLE {SITE_ROLE} LOGIN")
            admin.execute(f"ALTER DATABASE {postgres.DATABASE} OWNER TO {SITE_ROLE}")
        database = {"POSTGRES_HOST": sockets, "POSTGRES_USER": SITE_ROLE}
        prepared(database, "manage.py", "migrate_once", "--verbosity=0")
        session = prepared(database, "-c", ADA).strip()
        with serving(**database, RATE_LIMITS="off") as server:
            yield Site(server, sockets, session)


def prepared(database: dict[str, str], *command: str) -> str:
    variables = {"DJANGO_SETTINGS_MODULE": "config.settings.local", "DATABASE_URL": "", "REDIS_URL": "", **database}
    variables["PYTHONPATH"] = str(postgres.CHECKOUT)
    done = subprocess.run(
        [sys.executable, *command],
        cwd=postgres.CHECKOUT,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(autouse=True)
def well(site: Site) -> Iterator[None]:
    """Whatever a test did, the next begins with a site that is well."""
    yield
    with contextlib.suppress(psycopg.Error):
        site.tell("ALTER SYSTEM RESET default_transaction_read_only", "SELECT pg_reload_conf()")
        site.tell(f"ALTER ROLE {SITE_ROLE} CONNECTION LIMIT -1")
    assert until(lambda: is_well(site), 10)


def is_well(site: Site) -> bool:
    return site.save().status in (200, 302) and all(site.get(path).status == 200 for path in READERS)


def says_to_come_back(answer: Answer) -> bool:
    return (answer.status, answer.headers.get("Retry-After")) == (503, "5") and "Traceback" not in answer.body


def test_a_site_that_is_well_answers(site):
    assert is_well(site)


def test_a_read_only_database_takes_no_writing_and_serves_reading(site):
    assert site.get("/me/", Cookie=f"session={site.session}").status == 200, "and shows what waited to be said"
    site.tell("ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()")
    assert until(lambda: says_to_come_back(site.save()), 2)
    assert says_to_come_back(site.save(HX__Request="true"))
    assert [site.get(path).status for path in READERS] == [200] * len(READERS)
    assert site.get("/me/", Cookie=f"session={site.session}").status == 200
    assert site.get("/healthz/ready").status == 200, "reading goes on, so the site stays in service"
    site.tell("ALTER SYSTEM RESET default_transaction_read_only", "SELECT pg_reload_conf()")
    assert until(lambda: is_well(site), WELL_AGAIN_SECONDS)


def test_a_database_without_a_free_connection_is_a_503_in_every_form(site):
    site.tell(f"ALTER ROLE {SITE_ROLE} CONNECTION LIMIT 0", TERMINATE)
    for path in READERS:
        began = time.monotonic()
        answer = site.get(path)
        assert says_to_come_back(answer), path
        assert time.monotonic() - began < 4, path
    assert says_to_come_back(site.get("/people/suggest?q=a", HX__Request="true"))
    problem = site.get("/api/v1/people/ada")
    assert problem.headers["Content-Type"] == "application/problem+json"
    assert site.get("/healthz/ready").status == 503
    assert site.get("/healthz/live").status == 200
    site.tell(f"ALTER ROLE {SITE_ROLE} CONNECTION LIMIT -1")
    assert until(lambda: is_well(site), WELL_AGAIN_SECONDS)


def test_connections_that_ended_while_nobody_used_them_are_not_noticed(site):
    site.tell(TERMINATE)
    assert [site.get(path).status for path in READERS] == [200] * len(READERS)


@contextlib.contextmanager
def profiles_locked(site: Site) -> Iterator[None]:
    """As by a migration that takes too long."""
    with site.admin() as connected, connected.transaction():
        connected.execute("LOCK TABLE people_profile IN ACCESS EXCLUSIVE MODE")
        yield


def test_a_table_that_stays_locked_is_a_503_within_its_limit(site):
    with profiles_locked(site), ThreadPoolExecutor(4) as readers:
        began = time.monotonic()
        answers = list(readers.map(site.get, READERS))
        assert all(says_to_come_back(answer) for answer in answers)
        assert time.monotonic() - began < 8
    assert until(lambda: is_well(site), WELL_AGAIN_SECONDS)


def test_a_shutdown_under_a_running_query_is_a_503(site):
    waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND usename = %s"

    def is_waiting() -> bool:
        with site.admin() as connected:
            row = connected.execute(waits, [SITE_ROLE]).fetchone()
            return row is not None and row[0] == 1

    with profiles_locked(site), ThreadPoolExecutor(1) as reader:
        asked = reader.submit(site.get, "/people/?q=a")
        assert until(is_waiting, 3)
        site.tell(TERMINATE)
        assert says_to_come_back(asked.result(timeout=3))
    assert until(lambda: is_well(site), WELL_AGAIN_SECONDS)


def test_a_session_that_cannot_be_saved_is_not_the_readers_fault(site):
    """A message about what was saved waits in it, to be shown on the next page and then forgotten."""
    assert site.save().status == 302
    site.tell("ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()")
    assert until(lambda: says_to_come_back(site.get("/me/", Cookie=f"session={site.session}")), 2)
