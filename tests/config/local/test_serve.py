"""The reloading server of `make run`: it serves, reloads, and is quiet."""

import os
import socket
import subprocess
import sys
import urllib.request

from config.local import postgres, run
from tests.processes import until


def test_it_serves_without_a_banner(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "SITE_URL": f"http://localhost:{port}",
        "POSTGRES_HOST": "/nowhere",
    }
    command = [sys.executable, "-m", "config.local.serve", str(port)]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=postgres.CHECKOUT, env=environment, start_new_session=True, stdout=log, stderr=log
        )
    try:
        run._wait_for(port, process, "The site")
        assert (tmp_path / "log").read_text() == ""
        with urllib.request.urlopen(f"http://localhost:{port}/healthz/live", timeout=10) as answer:
            assert answer.status == 200
        assert until(lambda: (tmp_path / "log").read_text().count("\n") == 1)
        assert '"route": "pages:live"' in (tmp_path / "log").read_text()
    finally:
        os.killpg(process.pid, 15)
        process.wait(timeout=10)
