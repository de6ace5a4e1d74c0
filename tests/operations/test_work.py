"""The worker: it does what is due, survives what is away, and stops when it is told to."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django_tasks_db.models import DBTaskResult

from profiles.operations.management.commands import work
from profiles.people import clients, tasks
from profiles.people.models import Item, Kind
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_due_is_done(monkeypatch):
    monkeypatch.setattr(clients, "leads_back", lambda *_: True)
    ada = cast.join("ada", "Ada Lovelace")
    ada.add(Kind.LINKS, type="website", url="https://ada.example/")
    ada.publish()
    call_command("work", once=True)
    assert Item.objects.get(kind=Kind.LINKS).verified_at
    assert [str(result.status) for result in DBTaskResult.objects.all()] == ["SUCCESSFUL"]


def test_a_task_that_breaks_ends_nothing(monkeypatch):
    def broken(*_):
        raise RuntimeError

    monkeypatch.setattr(clients, "leads_back", broken)
    ada = cast.join("ada", "Ada Lovelace")
    for number in range(2):
        ada.add(Kind.LINKS, type="website", url=f"https://ada.example/{number}")
    ada.publish()
    call_command("work", once=True)
    assert [str(result.status) for result in DBTaskResult.objects.all()] == ["FAILED", "FAILED"]


def test_a_database_that_is_away_is_waited_for(monkeypatch):
    def away():
        raise OperationalError

    monkeypatch.setattr(tasks, "enqueue_due_links", away)
    call_command("work", once=True)


def test_it_gives_signs_of_life_and_stops_when_told(tmp_path):
    sign = tmp_path / "colophon-worker"
    parameters = connection.get_connection_params()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "POSTGRES_DB": str(parameters["dbname"]),
        "TMPDIR": str(tmp_path),
    }
    process = subprocess.Popen([sys.executable, "manage.py", "work"], env=environment)
    try:
        until = time.monotonic() + 40
        while not sign.exists():
            assert time.monotonic() < until
            assert process.poll() is None
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=15) == 0
    finally:
        process.kill()


def test_the_pause_is_shorter_than_the_sign_is_believed():
    from tests.repository import compose

    check = compose.services("production")["worker"]["healthcheck"]["test"]
    assert work.PAUSE_SECONDS < 10
    assert "colophon-worker" in str(check)
