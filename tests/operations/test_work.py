"""The worker: it does what is due, survives what is away, and stops when it is told to."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone
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


@pytest.mark.parametrize(("workers", "outcome"), [(["work"], "SUCCESSFUL"), (["work", "work"], "FAILED")])
def test_what_a_killed_worker_had_begun_is_done_by_the_next(monkeypatch, workers, outcome):
    """Once: what killed two of them would kill the third."""
    monkeypatch.setattr(clients, "leads_back", lambda *_: True)
    ada = cast.join("ada", "Ada Lovelace")
    ada.add(Kind.LINKS, type="website", url="https://ada.example/")
    ada.publish()
    tasks.enqueue_due_links()
    long_ago = timezone.now() - work.LOST_AFTER - timedelta(seconds=1)
    DBTaskResult.objects.update(status="RUNNING", started_at=long_ago, worker_ids=workers)
    call_command("work", once=True)
    assert [str(result.status) for result in DBTaskResult.objects.all()] == [outcome]
    assert bool(Item.objects.get(kind=Kind.LINKS).verified_at) == (outcome == "SUCCESSFUL")


def test_what_another_worker_does_just_now_is_left_to_it(monkeypatch):
    monkeypatch.setattr(clients, "leads_back", lambda *_: True)
    ada = cast.join("ada", "Ada Lovelace")
    ada.add(Kind.LINKS, type="website", url="https://ada.example/")
    ada.publish()
    tasks.enqueue_due_links()
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now(), worker_ids=["work"])
    call_command("work", once=True)
    assert [str(result.status) for result in DBTaskResult.objects.all()] == ["RUNNING"]


def test_slow_sites_do_not_make_it_look_dead_or_keep_it_from_stopping():
    """As many as it does between two signs of life, each as slow as may be, end before the sign is too old."""
    from tests.repository import compose

    check = str(compose.services("production")["worker"]["healthcheck"]["test"])
    believed = float(re.search(r"> (\d+)\)", check)[1])
    assert believed / 2 > work.AT_ONCE * clients.SECONDS + work.PAUSE_SECONDS


def test_told_to_stop_it_ends_after_the_task_that_it_does(monkeypatch):
    ada = cast.join("ada", "Ada Lovelace")
    for number in range(3):
        ada.add(Kind.LINKS, type="website", url=f"https://ada.example/{number}")
    ada.publish()
    command = work.Command()
    command.stop = threading.Event()

    def told(*_):
        command._told_to_stop()
        return True

    monkeypatch.setattr(clients, "leads_back", told)
    command._round(0.0)
    statuses = [str(result.status) for result in DBTaskResult.objects.all()]
    assert sorted(statuses) == ["READY", "READY", "SUCCESSFUL"]


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
