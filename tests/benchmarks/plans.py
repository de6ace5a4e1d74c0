"""How many queries an answer takes, and how the database answers the dearest; asked in this process."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.test import Client

from tests.benchmarks import questions
from tests.benchmarks.figures import Rows
from tests.benchmarks.lines import Question

SHOWN, LINES, WIDTH = 3, 12, 110


@dataclass(frozen=True)
class Statement:
    sql: str
    values: object
    seconds: float


@dataclass(frozen=True)
class Plan:
    row: str
    path: str
    lines: list[str]


def count_queries(rows: Rows) -> None:
    etag = _ask(Question(f"/people/{questions.username(1)}/"))["ETag"]
    cursor = _ask(Question("/api/v1/changes")).json()["cursor"]
    for row in questions.rows(etag, cursor):
        _ask(row.ask(-1, 1)[0])
        with _noted() as statements:
            _ask(row.ask(-2, 1)[0])
        rows[row.name].queries = len(statements)


def dearest(rows: Rows) -> list[Plan]:
    """The longest statement of the dearest request of those rows that cost the database most."""
    found = sorted(rows, key=lambda name: -rows[name].dearest[0])[:SHOWN]
    return [_plan(name, rows[name].dearest[1]) for name in found]


def _plan(name: str, question: object) -> Plan:
    assert isinstance(question, Question)
    with _noted() as statements:
        _ask(question)
    longest = max(statements, key=lambda statement: statement.seconds)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, BUFFERS OFF) {longest.sql}", longest.values)
        lines = [line for (line,) in cursor.fetchall()]
    return Plan(name, question.path, [line[:WIDTH] for line in (*lines[: LINES - 1], lines[-1])])


def _ask(question: Question):
    client = Client(headers={"host": settings.SITE.netloc})
    if question.body:
        response = client.post(question.path, question.body, content_type="application/json")
    else:
        response = client.get(question.path, headers=dict(question.headers))
    assert response.status_code == question.status, (question.path, response.status_code)
    return response


@contextmanager
def _noted() -> Iterator[list[Statement]]:
    statements: list[Statement] = []

    def note(execute, sql, values, many, context):
        began = time.monotonic()
        try:
            return execute(sql, values, many, context)
        finally:
            statements.append(Statement(sql, values, time.monotonic() - began))

    with connection.execute_wrapper(note):
        yield statements
