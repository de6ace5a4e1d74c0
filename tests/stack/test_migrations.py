"""Five migrations at once on an empty database: one applies them, the others wait and find nothing to do."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.stack.stack import Stack
from tests.stack.waits import within

pytestmark = pytest.mark.stack
NAME = "migrated_five_times"


@pytest.fixture(scope="module")
def stack(starting: Stack) -> Stack:
    return starting


def test_five_migrations_at_once_apply_everything_once(stack: Stack) -> None:
    stack.sql(f"CREATE DATABASE {NAME} OWNER {stack.owner()}")
    try:
        with within(40, "five migrations at once, on an empty database"), ThreadPoolExecutor(5) as runners:
            run = ("run", "--rm", "--no-deps", "-T", "-e", f"POSTGRES_DB={NAME}", "migrate")
            ended = list(runners.map(lambda _: stack.tried(*run), range(5)))
        assert [done.returncode for done in ended] == [0] * 5, [done.stderr[-300:] for done in ended]
        applied = [done for done in ended if "Applying " in done.stdout + done.stderr or "OK" in done.stdout]
        assert len(applied) == 1
        counted = stack.sql("SELECT count(*), count(DISTINCT (app, name)) FROM django_migrations", database=NAME)
        assert len(set(counted.split("|"))) == 1
        assert counted != "0|0"
    finally:
        stack.sql(f"DROP DATABASE {NAME} WITH (FORCE)")


def test_a_migration_of_a_migrated_database_changes_nothing(stack: Stack) -> None:
    before = stack.sql("SELECT max(applied) FROM django_migrations")
    stack.compose("run", "--rm", "--no-deps", "-T", "migrate")
    assert stack.sql("SELECT max(applied) FROM django_migrations") == before
