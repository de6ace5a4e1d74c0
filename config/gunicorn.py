"""gunicorn's settings: threads in a few processes, replaced now and then, behind a proxy that buffers."""

import gc
import logging
import math
import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from gunicorn import glogging

from config import env
from profiles.shared import leaving, logs, metrics

CPU_LIMIT = Path("/sys/fs/cgroup/cpu.max")  # of a container: microseconds used and in all, or "max"


class JsonLog(glogging.Logger):
    """gunicorn's lines beside ours: it writes addresses and what people sent into its texts, which are not kept."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)  # type: ignore[no-untyped-call]  # gunicorn has no types
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(logs.JsonFormatter())
        self.error_log.handlers = [handler]


def usable_cpus() -> int:
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        used, period = (int(number) for number in CPU_LIMIT.read_text().split())
    except (OSError, ValueError):
        return count
    return max(1, min(count, math.ceil(used / period)))


def when_ready(server: Any) -> None:
    """Before the processes divide, read what each would read at its first request, and let them share its memory."""
    from django.conf import settings  # noqa: PLC0415
    from django.template.loader import get_template  # noqa: PLC0415
    from django.urls import get_resolver  # noqa: PLC0415

    _ = get_resolver().url_patterns
    templates = settings.BASE_DIR / "profiles/templates"
    for path in templates.rglob("*.html"):
        get_template(str(path.relative_to(templates)))
    if str(settings.STORAGES["default"]["BACKEND"]).endswith("BucketStorage"):
        import storages.backends.s3  # noqa: F401, PLC0415
    gc.collect()
    gc.freeze()  # the collector would write into every page that it looks at
    leave_slowly(server)


def leave_slowly(server: Any) -> None:
    """Told to stop, it serves on for a moment, not ready, so that who spreads visitors sends them elsewhere first.

    Without that, connections wait in the queue of a socket that nobody reads any more. A second order counts at once.
    """
    stop = server.handle_term

    def handle_term() -> None:
        if leaving.is_begun():
            stop()
        leaving.begin()
        signal.signal(signal.SIGALRM, lambda *_: server.signal(signal.SIGTERM, None))
        signal.alarm(drain)

    server.handle_term = handle_term


def pre_fork(server: Any, worker: Any) -> None:
    """No database connection exists when a process divides: two would read each other's answers from it."""
    from django.db import connections  # noqa: PLC0415  (settings are not read before the application is loaded)

    connections.close_all()
    for name in connections:
        pools = getattr(connections[name], "_connection_pools", {})
        if name in pools:
            pools.pop(name).close()


def post_fork(server: Any, worker: Any) -> None:
    """Should one exist nevertheless, this process forgets it, unclosed, for the other still talks through it."""
    from django.db import connections  # noqa: PLC0415

    for name in connections:
        getattr(connections[name], "_connection_pools", {}).clear()
        del connections[name]


def worker_exit(server: Any, worker: Any) -> None:
    metrics.flush()


def _configured() -> tuple[str, int, int, int, int, str]:
    """Address, processes, threads, time limit, seconds of leaving, and whom to believe how a request arrived."""
    from django.conf import settings  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    site = settings.SITE  # the first look reads and checks all settings
    is_own_door = site.scheme == "http" and site.hostname in ("localhost", "127.0.0.1", "::1")
    address = f"127.0.0.1:{site.port or 80}" if is_own_door else "0.0.0.0:8000"
    processes = env.number("GUNICORN_WORKERS") if env.is_given("GUNICORN_WORKERS") else max(2, usable_cpus())
    proxies = ",".join(str(network) for network in settings.TRUSTED_PROXIES)
    limits = env.number("GUNICORN_THREADS"), env.number("GUNICORN_TIMEOUT"), env.number("DRAIN_SECONDS")
    return address, processes, *limits, proxies


try:
    bind, workers, threads, timeout, drain, forwarded_allow_ips = _configured()
except ImproperlyConfigured as problem:
    sys.exit(str(problem))

worker_class = "gthread"
graceful_timeout = 20
keepalive = 5
preload_app = True
max_requests = 20_000
max_requests_jitter = 2_000
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else tempfile.gettempdir()
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
control_socket_disable = True
accesslog = None
errorlog = "-"
logger_class = JsonLog
secure_scheme_headers = {"X-FORWARDED-PROTO": "https"}  # others pass the proxy; one that differs would be a 400
forwarder_headers = ""  # no proxy of ours sends SCRIPT_NAME or PATH_INFO, so nobody may
