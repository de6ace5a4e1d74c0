"""manage.py work: what nobody waits for, done again and again until told to stop."""

import logging
import signal
import threading
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, close_old_connections, connections
from django_tasks_db.management.commands.db_worker import Worker
from psycopg_pool import PoolTimeout

from profiles.people import tasks

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 2.0
LOOK_SECONDS = 60  # from one look for what is due to the next
PRUNE_SECONDS = 3600


class Command(BaseCommand):
    help = "Do the work in the queue, and put there what is due."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="what is there and due now, and no more")

    def handle(self, *args: Any, once: bool = False, **options: Any) -> None:
        if once:
            self._round(0.0)
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        looked_at = pruned_at = 0.0
        while not stop.is_set():
            looked_at = self._round(looked_at)
            if time.monotonic() - pruned_at > PRUNE_SECONDS:
                pruned_at = self._pruned()
            Path(settings.WORKER_SIGN).touch()
            stop.wait(PAUSE_SECONDS)

    def _round(self, looked_at: float) -> float:
        """Whatever is away comes back; nothing is lost meanwhile, for the queue is in the database."""
        try:
            if not looked_at or time.monotonic() - looked_at > LOOK_SECONDS:
                tasks.enqueue_due_links()
                looked_at = time.monotonic()
            _worker().run()
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


def _worker() -> Worker:
    """Of the library, for one pass over the queue."""
    return Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=100,  # then the sign of life is given again
        worker_id="work",
        excluded_queue_names=[],
    )
