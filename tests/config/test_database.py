"""The database: forms of its address, TLS, and what a process may hold open."""

import pytest

from config import database
from tests.config.test_env import CANARY, refused
from tests.config.test_settings import PRODUCTION, settings

pytestmark = pytest.mark.usefixtures("no_variables")


@pytest.mark.parametrize(
    ("url", "host", "port", "name", "password"),
    [
        ("postgres://u:p@h:5433/n", "h", 5433, "n", "p"),
        ("postgresql://u:p%40%2F%23@h/n", "h", "", "n", "p@/#"),
        ("postgres://u@[::1]:5/n", "::1", 5, "n", ""),
        ("postgres://u@%2Frun%2Fpg/n", "/run/pg", "", "n", ""),
        ("postgres:////run/pg/n", "/run/pg", "", "n", ""),
    ],
)
def test_forms_of_a_database_address(monkeypatch, url, host, port, name, password):
    monkeypatch.setenv("DATABASE_URL", url)
    found = database.address()
    assert (found["HOST"], found["PORT"], found["NAME"], found["PASSWORD"]) == (host, port, name, password)
    assert found["ENGINE"] == "django.db.backends.postgresql"


def test_tls_to_the_database_is_kept(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://u:p@h/n?sslmode=verify-full&sslrootcert=/ca.pem")
    assert database.address()["OPTIONS"] == {"sslmode": "verify-full", "sslrootcert": "/ca.pem"}


@pytest.mark.parametrize(
    "url",
    [
        f"mysql://u:{CANARY}@h/n",
        f"postgres://u:{CANARY}@h",
        f"postgres://u:{CANARY}@h:port/n",
        f"{CANARY}",
        "postgres:",
    ],
)
def test_other_databases_and_broken_addresses_are_refused_without_being_shown(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)
    sentence = refused(database.address)
    assert "DATABASE_URL is malformed" in sentence
    assert CANARY not in sentence


def test_parts_of_the_database_address_serve_when_there_is_none(monkeypatch):
    monkeypatch.setenv("POSTGRES_HOST", "db")
    monkeypatch.setenv("POSTGRES_PASSWORD", "p")
    found = database.address()
    assert (found["HOST"], found["PORT"], found["NAME"], found["PASSWORD"]) == ("db", 5432, "colophon", "p")


def test_the_pool_is_as_large_as_a_process_has_threads():
    database = settings(**PRODUCTION, GUNICORN_THREADS="7")["DATABASES"]["default"]
    assert database["CONN_MAX_AGE"] == 0
    assert database["CONN_HEALTH_CHECKS"] is True
    pool = database["OPTIONS"]["pool"]
    assert (pool["min_size"], pool["max_size"], pool["timeout"], pool["reconnect_timeout"]) == (1, 7, 2, 1)
    assert database["OPTIONS"]["connect_timeout"] == 2
    assert "statement_timeout" in database["OPTIONS"]["options"]
    assert "lock_timeout" in database["OPTIONS"]["options"]


def test_tls_to_the_database_reaches_django():
    database = settings(**PRODUCTION, DATABASE_URL="postgres://u:p@h/n?sslmode=verify-full")["DATABASES"]["default"]
    assert database["OPTIONS"]["sslmode"] == "verify-full"
    assert database["OPTIONS"]["pool"]["timeout"] == 2
