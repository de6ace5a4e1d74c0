"""PostgreSQL's tools are started with what Django knows, and their failures are sentences."""

import psutil
import pytest
from django.db import connection

from profiles.operations.backups import postgres
from profiles.operations.backups.problems import Broken, Refused
from profiles.people.models import Profile
from tests.processes import until


def tool(settings, tmp_path, script):
    (tmp_path / "tool").write_text(f"#!/bin/sh\n{script}\n")
    (tmp_path / "tool").chmod(0o755)
    settings.POSTGRES_TOOLS = str(tmp_path)


def test_no_password_stands_among_arguments_or_in_the_environment(settings, tmp_path, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "can:a\\ry")
    assert "can:" not in postgres.address("x")
    tool(settings, tmp_path, 'env; stat -c %a "$PGPASSFILE"; cat "$PGPASSFILE"')
    with postgres.reading_from("tool", []) as out:
        *environment, mode, passwords = out.read().decode().splitlines()
    assert (mode, passwords) == ("600", r"*:*:*:*:can\:a\\ry")
    assert [line for line in environment if "can:" in line] == []


def test_an_address_keeps_how_the_server_is_reached(monkeypatch):
    options = {**connection.settings_dict["OPTIONS"], "sslmode": "verify-full", "sslrootcert": "/ca.pem"}
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", options)
    written = postgres.address("another")
    assert "dbname=another" in written
    assert "sslmode=verify-full" in written
    assert "sslrootcert=/ca.pem" in written
    assert "statement_timeout" not in written, "a page's limit would end a long dump"
    assert "tcp_user_timeout" not in written
    assert "keepalives_idle=30" in written


def test_a_tool_that_fails_says_its_first_complaint(settings, tmp_path):
    tool(settings, tmp_path, "echo 'note' >&2; echo 'tool: error: first' >&2; echo 'tool: error: second' >&2; exit 3")
    with pytest.raises(Refused, match=r"tool failed: tool: error: first$"), postgres.reading_from("tool", []) as out:
        out.read()
    with pytest.raises(Broken, match=r"tool failed: tool: error: first$"), postgres.writing_to("tool", []) as target:
        target.write(b"x" * 1_000_000)


def test_a_tool_that_is_not_there_is_one_sentence(settings):
    settings.POSTGRES_TOOLS = "/nowhere"
    with pytest.raises(Refused, match="run this in the image for backups"), postgres.reading_from("pg_dump", []):
        pass


def test_a_tool_does_not_outlive_its_block(settings, tmp_path):
    tool(settings, tmp_path, f"echo $$ > {tmp_path}/pid; exec sleep 600")
    running = postgres.writing_to("tool", [])
    running.__enter__()
    written = tmp_path / "pid"
    assert until(lambda: written.exists() and written.read_text().endswith("\n"))
    assert running.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None) is False, "it goes on to whoever waits"
    assert not psutil.pid_exists(int(written.read_text()))


def test_all_that_is_asked_goes_to_the_other_database_and_back(transactional_db):
    own = connection.settings_dict["NAME"]
    with postgres.looking_at("postgres"), connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        assert cursor.fetchone() == ("postgres",)
    assert connection.settings_dict["NAME"] == own
    assert Profile.objects.count() == 0
