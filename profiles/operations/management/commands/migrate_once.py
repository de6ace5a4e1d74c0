"""manage.py migrate_once: applies migrations, one runner at a time; others wait and then find nothing to do."""

import contextlib
import time
from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper
from psycopg_pool import PoolTimeout

LOCK = int.from_bytes(b"colophon")  # the same in every release
LOCK_NOT_AVAILABLE = "55P03"
AGAIN_SECONDS = 0.5

# Of the session that waits and migrates. A page's limits would end a long migration; a runner that is killed, or whose
# machine is, must not go on by itself nor keep the lock until the network gives up after hours.
SESSION = {
    "statement_timeout": "0",
    "lock_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
    "client_connection_check_interval": "5s",
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
}
# While a migration waits for a table, everyone else waits behind it: rather try again later.
LOCK_TIMEOUT = "5s"


class Command(BaseCommand):
    """The lock and the migrations share one session, so that neither lives without the other.

    That session must be PostgreSQL's own: a pooler that hands each transaction another one (PgBouncer's `transaction`
    mode) keeps no lock. Give this command the database's own address, or a pooler in `session` mode.
    """

    help = "Apply migrations under a lock, so that of several runs at once only one does."
    requires_system_checks = []  # `migrate` makes its own
    requires_migrations_checks = False

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with self._alone():
                call_command("migrate", interactive=False, verbosity=options["verbosity"])
        except (OperationalError, PoolTimeout) as problem:
            raise CommandError(_sentence(problem)) from None

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else migrates this database meanwhile."""
        try:
            with connection.cursor() as cursor:
                connection.connection.seconds = None  # nor does our side of it: profiles/shared/limited_connection.py
                for name, value in SESSION.items():
                    _set(cursor, name, value)
                self._wait_for_lock(cursor)
                _set(cursor, "lock_timeout", LOCK_TIMEOUT)
            yield
        finally:
            connection.close()  # the lock ends with its session, which nobody else gets with these limits
            connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's

    def _wait_for_lock(self, cursor: CursorWrapper) -> None:
        """By asking again: whoever waits within a statement, and an index made concurrently, wait for each other."""
        has_said = False
        while not _is_ours(cursor):
            if not has_said:
                self.stdout.write("Another run migrates this database. Waiting until it has ended.")
                self.stdout.flush()
            has_said = True
            time.sleep(AGAIN_SECONDS)


def _is_ours(cursor: CursorWrapper) -> bool:
    cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
    return bool(cursor.fetchone() == (True,))


def _set(cursor: Any, name: str, value: str) -> None:
    cursor.execute("SELECT set_config(%s, %s, false)", [name, value])


def _sentence(problem: Exception) -> str:
    if getattr(problem.__cause__, "sqlstate", None) == LOCK_NOT_AVAILABLE:
        return "A table was in use for too long. What was applied before is safe; run migrate_once again."
    return "The database does not answer, or broke off. See that it runs and takes connections, then run it again."
