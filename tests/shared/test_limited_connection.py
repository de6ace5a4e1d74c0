"""A database whose process is frozen: it is reachable, takes what is sent, and says nothing."""

import contextlib
import os
import signal
import time
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from profiles.shared.limited_connection import CHECK_SECONDS, LimitedConnection


@pytest.fixture
def connection() -> Iterator[LimitedConnection]:
    chosen = settings.DATABASES["default"]
    host, port, user, password = (str(chosen[part] or "") for part in ("HOST", "PORT", "USER", "PASSWORD"))
    address = {"host": host, "port": port, "user": user, "password": password, "dbname": "postgres"}
    with contextlib.closing(LimitedConnection.connect(**address, autocommit=True)) as opened:
        yield opened


@contextlib.contextmanager
def frozen(connection: LimitedConnection) -> Iterator[None]:
    process = connection.info.backend_pid
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)


def seconds_until_it_gives_up(connection: LimitedConnection, question: str) -> float:
    started = time.monotonic()
    with pytest.raises(psycopg.OperationalError):
        connection.execute(question)
    return time.monotonic() - started


def test_a_question_to_a_frozen_server_has_an_end(connection):
    connection.seconds = 0.3
    with frozen(connection):
        assert 0.2 < seconds_until_it_gives_up(connection, "SELECT 1") < 2


def test_the_pools_empty_question_has_an_early_end(connection):
    with frozen(connection):
        assert seconds_until_it_gives_up(connection, "") < CHECK_SECONDS + 2
    assert connection.seconds == LimitedConnection.seconds


def test_nobody_waits_twice_on_the_same_connection(connection):
    connection.seconds = 0.3
    with frozen(connection):
        seconds_until_it_gives_up(connection, "SELECT 1")
        assert connection.closed
        assert seconds_until_it_gives_up(connection, "SELECT 1") < 0.2


def test_a_refusal_by_the_server_leaves_the_connection_open(connection):
    connection.execute("SET statement_timeout = 50")
    with pytest.raises(psycopg.errors.QueryCanceled):
        connection.execute("SELECT pg_sleep(5)")
    assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_question_without_a_limit_is_waited_for(connection):
    connection.seconds = None
    assert connection.execute("SELECT 1 FROM pg_sleep(0.2)").fetchone() == (1,)


def test_its_limit_is_beyond_the_servers_own():
    """Else it would end what the server still allows."""
    options = settings.DATABASES["default"]["OPTIONS"]["options"]
    (milliseconds,) = (word.partition("=")[2] for word in options.split() if word.startswith("statement_timeout="))
    assert LimitedConnection.seconds > int(milliseconds) / 1000


@pytest.mark.django_db
def test_pages_get_such_connections():
    with connections["default"].cursor() as cursor:
        assert isinstance(cursor.connection, LimitedConnection)
