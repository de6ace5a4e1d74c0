"""The application's role in the bundled database: it owns what is its own, and nothing else."""

import dataclasses
from collections.abc import Iterator

import pytest

from tests.stack import apart, leftovers
from tests.stack.apart import Apart

pytestmark = pytest.mark.stack
TRY = """
import sys, psycopg
from django.db import connection
options = {**connection.get_connection_params(), "cursor_factory": psycopg.Cursor}
try:
    with psycopg.connect(autocommit=True, **{**options, **dict(word.split("=", 1) for word in sys.argv[2:])}) as server:
        print("gave", server.execute(sys.argv[1]).statusmessage)
except psycopg.Error as problem:
    print(type(problem).__name__)
"""


@pytest.fixture(scope="module")
def database() -> Iterator[Apart]:
    """New, from a checkout that only its owner can read, with the tables of this release."""
    with apart.project("role", "tests/stack/door.yml", EDGE_SUBNET="172.30.92.0/24") as parts:
        parts.make("image", TAG=parts.given["IMAGE_TAG"])
        parts.lay_out()
        parts.compose("up", "--detach", "--wait", "postgres")
        parts.compose("run", "--rm", "--no-deps", "-T", "migrate")
        yield parts


def tried(parts: Apart, statement: str, *options: str) -> str:
    """What the application is answered, with its own password."""
    script = f"import sys; sys.argv = ['', *{[statement, *options]!r}]\n{TRY}"
    command = ("run", "--rm", "--no-deps", "-T", "migrate", "python", "manage.py", "shell", "-v", "0", "-c", script)
    return parts.compose(*command).strip()


def superusers(parts: Apart) -> str:
    return parts.sql("SELECT rolname FROM pg_roles WHERE rolsuper ORDER BY 1")


def test_the_application_is_no_superuser_and_owns_its_tables(database: Apart) -> None:
    assert superusers(database) == "postgres"
    assert database.sql("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'") == "colophon"
    assert tried(database, "CREATE TABLE passing ()") == "gave CREATE TABLE"


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE ROLE another",
        "CREATE DATABASE another",
        "ALTER ROLE colophon SUPERUSER",
        "SELECT pg_read_file('/etc/passwd')",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SET ROLE postgres",
    ],
)
def test_the_application_has_no_right_beyond_its_database(database: Apart, statement: str) -> None:
    assert tried(database, statement) == "InsufficientPrivilege"


def test_the_superuser_does_not_come_over_the_network(database: Apart) -> None:
    assert tried(database, "SELECT 1", "user=postgres") == "OperationalError"
    assert tried(database, "SELECT 1") == "gave SELECT 1"


def test_what_a_failing_statement_holds_is_not_in_the_log(database: Apart) -> None:
    statement = "INSERT INTO django_migrations (id, app, name, applied) VALUES (1, 'canary', 'canary', now())"
    assert tried(database, statement) == "UniqueViolation"
    said = database.logs("postgres")
    assert "duplicate key value violates unique constraint" in said
    assert "canary" not in said
    assert "DETAIL" not in said


def test_a_database_of_before_is_changed_by_one_command(database: Apart) -> None:
    given = {**database.given, "COMPOSE_PROJECT_NAME": "colophon-before", "EDGE_SUBNET": "172.30.93.0/24"}
    now = dataclasses.replace(database, given=given)
    before = dataclasses.replace(now, given={**given, "COMPOSE_OVERLAY": "tests/stack/of_before.yml"})
    leftovers.clear_project("colophon-before")
    try:
        before.compose("up", "--detach", "--wait", "postgres")
        before.compose("run", "--rm", "--no-deps", "-T", "migrate")
        assert superusers(before) == "colophon"
        now.compose("up", "--detach", "--wait", "postgres")
        now.compose("run", "--rm", "--no-deps", "-T", "migrate")  # it goes on as it was, until the command
        for _again in range(2):
            now.inside("postgres", "sh", "/docker-entrypoint-initdb.d/application.sh")
        assert superusers(now) == "postgres"
        now.compose("run", "--rm", "--no-deps", "-T", "migrate")
        assert tried(now, "ALTER TABLE django_migrations ADD COLUMN passing int") == "gave ALTER TABLE"
        assert tried(now, "DROP FUNCTION refuse_to_change_the_audit CASCADE") == "gave DROP FUNCTION"
        assert tried(now, "CREATE ROLE another") == "InsufficientPrivilege"
        assert tried(now, "SELECT 1", "user=postgres") == "OperationalError"
    finally:
        now.compose("--profile", "*", "down", "--volumes", "--timeout", "5")
