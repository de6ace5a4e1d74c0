"""gunicorn's settings: threads in a few processes, replaced now and then, behind a proxy that buffers."""

import os
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from config import env


def usable_cpus() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


if os.environ.get("DJANGO_SETTINGS_MODULE", "config.settings.local") == "config.settings.local":
    env.use_local_defaults()

site = urlsplit(env.web_address("SITE_URL"))
is_own_door = site.scheme == "http" and site.hostname in ("localhost", "127.0.0.1", "::1")
bind = f"127.0.0.1:{site.port or 80}" if is_own_door else "0.0.0.0:8000"

worker_class = "gthread"
workers = int(env.text("GUNICORN_WORKERS") or max(2, usable_cpus()))
threads = env.number("GUNICORN_THREADS")
timeout = env.number("GUNICORN_TIMEOUT")
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
