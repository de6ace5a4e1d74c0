"""manage.py migrate_once: processes of their own on a fresh database."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from profiles.operations.management.commands.migrate_once import LOCK
from tests import this_database
from tests.processes import until

MIGRATE = ["manage.py", "migrate_once"]
BEFORE_PEOPLE = """
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.models.signals import pre_migrate

def show(cursor):
    for name in ("statement_timeout", "lock_timeout", "client_connection_check_interval"):
        cursor.execute(f"SHOW {name}")
        print(name, cursor.fetchone()[0])
    print("seconds", connection.connection.seconds)

def take_long(cursor):
    print("begun", flush=True)
    cursor.execute("SELECT pg_sleep(60)")

def before(app_config, **_kwargs):
    if app_config.label == "people":
        with connection.cursor() as cursor:
            %s(cursor)

pre_migrate.connect(before)
call_command("migrate_once")
"""


@pytest.fixture
def fresh() -> Iterator[str]:
    """The name of an empty database."""
    name = f"fresh_{uuid.uuid4().hex[:12]}"
    with server() as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield name
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def server(name: str = "postgres") -> psycopg.Connection:
    chosen = settings.DATABASES["default"]
    host, port, user, password = (str(chosen[part] or "") for part in ("HOST", "PORT", "USER", "PASSWORD"))
    return psycopg.connect(host=host, port=port, user=user, password=password, dbname=name, autocommit=True)


def running(name: str, *command: str) -> "subprocess.Popen[str]":
    """A run of that command over the database of that name."""
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=os.environ | this_database.variables(name) | {"PYTHONPATH": str(settings.BASE_DIR)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def said(process: "subprocess.Popen[str]") -> str:
    """All it wrote, when it has ended well."""
    text = process.communicate(timeout=120)[0]
    assert process.returncode == 0, text
    return text


def waiting(name: str) -> int:
    """How many sessions have asked for the lock in vain, and ask again."""
    with server(name) as connected:
        last = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND query LIKE 'SELECT pg_try_advisory_lock%%'"
        row = connected.execute(last, [name]).fetchone()
        return row[0] if row else 0


def is_free(connected: psycopg.Connection) -> bool:
    """Whether nobody has the lock; it is taken, then."""
    return connected.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone() == (True,)


def test_of_five_runs_at_once_one_applies_and_the_others_find_nothing_to_do(fresh):
    texts = [said(process) for process in [running(fresh, *MIGRATE) for _ in range(5)]]
    assert sorted("Applying people.0001_initial... OK" in text for text in texts) == [False] * 4 + [True]
    assert sum("No migrations to apply." in text for text in texts) == 4
    with server(fresh) as connected:
        doubled = "SELECT app, name FROM django_migrations GROUP BY app, name HAVING count(*) > 1"
        assert connected.execute(doubled).fetchall() == []


def test_a_second_run_says_that_it_waits_and_goes_on_when_the_first_has_ended(fresh):
    with server(fresh) as first:
        first.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        second = running(fresh, *MIGRATE)
        assert second.stdout
        assert second.stdout.readline().startswith("Another run migrates this database.")
        assert until(lambda: waiting(fresh) == 1)
        assert second.poll() is None
    assert "Applying people.0001_initial... OK" in said(second)


def test_who_waits_stops_no_index_that_is_made_concurrently(fresh):
    """Which waits until every statement of before has ended; one that waited for the lock never would."""
    with server(fresh) as first:
        first.execute("CREATE TABLE large AS SELECT generate_series(1, 1000) AS number")
        first.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        second = running(fresh, *MIGRATE)
        assert until(lambda: waiting(fresh) == 1, 30)
        first.execute("SET lock_timeout = '5s'")
        first.execute("CREATE INDEX CONCURRENTLY numbers ON large (number)")
    assert "Applying people.0001_initial... OK" in said(second)


def test_a_killed_run_does_not_go_on_by_itself(fresh):
    killed = running(fresh, "-c", BEFORE_PEOPLE % "take_long")
    assert killed.stdout
    assert "begun\n" in killed.stdout
    with server(fresh) as connected:
        assert not is_free(connected)
        killed.kill()
        killed.communicate()
        assert until(lambda: is_free(connected), 15)


def test_the_lock_ends_with_the_run(fresh):
    said(running(fresh, *MIGRATE))
    with server(fresh) as connected:
        assert is_free(connected)


def test_a_long_migration_is_not_cut_off_but_does_not_hold_up_others(fresh):
    shown = said(running(fresh, "-c", BEFORE_PEOPLE % "show")).splitlines()
    assert "statement_timeout 0" in shown
    assert "lock_timeout 5s" in shown
    assert "seconds None" in shown
    assert "client_connection_check_interval 5s" in shown


def test_a_table_in_use_is_one_sentence_and_nothing_is_half_done(fresh):
    said(running(fresh, *MIGRATE))
    with server(fresh) as reader:
        reader.execute("DELETE FROM django_migrations WHERE app = 'people' AND name LIKE '0009%%'")
        reader.execute("ALTER TABLE people_item DROP COLUMN checked_at, DROP COLUMN verified_at")
        with reader.transaction():
            reader.execute("SELECT 1 FROM people_item")
            refused = running(fresh, *MIGRATE)
            text = refused.communicate(timeout=60)[0]
    assert refused.returncode == 1
    assert "A table was in use for too long." in text
    assert "Traceback" not in text
    assert "Applying people.0009_checked_links... OK" in said(running(fresh, *MIGRATE))


def test_a_database_that_is_away_is_one_sentence():
    refused = running("there_is_none", *MIGRATE)
    text = refused.communicate(timeout=60)[0]
    assert refused.returncode == 1
    assert "The database does not answer, or broke off." in text
    assert "Traceback" not in text
