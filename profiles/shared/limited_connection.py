"""A connection to the database that gives up: a machine that is frozen takes what is sent, and never answers."""

from typing import Any

import psycopg
from psycopg.abc import PQGen, Query
from psycopg.pq import TransactionStatus

STATEMENT_SECONDS = 9.0  # above `statement_timeout` of the settings, which a server that is well keeps itself
CHECK_SECONDS = 1.0  # for the empty question before a page gets a connection; well, it takes a millisecond


class LimitedConnection(psycopg.Connection[Any]):
    """Each question has a limit of its own. Beyond it the connection is closed, so that nobody waits on it again."""

    seconds: float | None = STATEMENT_SECONDS

    def execute(self, query: Query, *arguments: Any, **how: Any) -> psycopg.Cursor[Any]:
        usual = self.seconds
        if query == "":  # how the pool asks whether anybody is there
            self.seconds = CHECK_SECONDS
        try:
            return super().execute(query, *arguments, **how)
        finally:
            self.seconds = usual

    def wait(self, gen: PQGen[Any], interval: float = 0.1, timeout: float | None = None) -> Any:
        try:
            return super().wait(gen, interval, self.seconds if timeout is None else timeout)
        except psycopg.OperationalError:
            if timeout is None and self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.close()
            raise
