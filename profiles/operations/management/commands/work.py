"""manage.py work: what nobody waits for, done again and again until told to stop."""

import logging
import signal
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, close_old_connections, connections
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from psycopg_pool import PoolTimeout

from profiles.people import tasks

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 2.0
LOOK_SECONDS = 60  # from one look for what is due to the next
AT_ONCE = 5  # then the sign of life is given again; each may take some ten seconds
MOST_ONCE = 100
LOST_AFTER = timedelta(minutes=10)
PRUNE_SECONDS = 3600


class Command(BaseCommand):
    help = "Do the work in the queue, and put there what is due."
    worker: Worker | None = None

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="what is there and due now, and no more")

    def handle(self, *args: Any, once: bool = False, **options: Any) -> None:
        if once:
            self._round(0.0, most=MOST_ONCE)
            return
        self.stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._told_to_stop)
        looked_at = pruned_at = 0.0
        while not self.stop.is_set():
            looked_at = self._round(looked_at)
            if time.monotonic() - pruned_at > PRUNE_SECONDS:
                pruned_at = self._pruned()
            Path(settings.WORKER_SIGN).touch()
            self.stop.wait(PAUSE_SECONDS)

    def _told_to_stop(self, *_: object) -> None:
        """After the task that is being done, not after all that are there."""
        self.stop.set()
        if self.worker:
            self.worker.running = False

    def _round(self, looked_at: float, *, most: int = AT_ONCE) -> float:
        """Whatever is away comes back; nothing is lost meanwhile, for the queue is in the database."""
        try:
            if not looked_at or time.monotonic() - looked_at > LOOK_SECONDS:
                _give_back()
                tasks.enqueue_due_links()
                looked_at = time.monotonic()
            self.worker = _worker(most)
            self.worker.run()
        except (Error, PoolTimeout) as problem:
            logger.warning("the database does not answer", extra={"error": type(problem).__name__})
            close_old_connections()
        finally:
            connections.close_all()
        return looked_at

    def _pruned(self) -> float:
        try:
            call_command("prune_db_task_results", min_age_days=2, verbosity=0)
        except (Error, PoolTimeout) as problem:
            logger.warning("old results are kept", extra={"error": type(problem).__name__})
        return time.monotonic()


def _give_back() -> None:
    """What a worker had begun when it was killed is begun once more; what may have killed two is left alone."""
    lost = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - LOST_AFTER)
    lost.filter(worker_ids__1__isnull=True).update(status=TaskResultStatus.READY)
    lost.filter(worker_ids__1__isnull=False).update(status=TaskResultStatus.FAILED, finished_at=timezone.now())


def _worker(most: int) -> Worker:
    """Of the library, for one pass over the queue."""
    return Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=most,
        worker_id="work",
        excluded_queue_names=[],
    )
