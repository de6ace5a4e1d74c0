"""A process that ends with its starter."""

import os
import signal
import subprocess
import sys

from config.local import postgres
from tests.processes import SLEEPER, group_members, until


def test_what_was_started_ends_when_its_starter_is_killed(tmp_path):
    """kill -9 of `make run` must not leave a provider or a server that holds the ports of the next run."""
    (tmp_path / "sleeper.py").write_text(SLEEPER + "time.sleep(60)")
    starter = f"""
import sys, time
sys.path.insert(0, {str(postgres.CHECKOUT)!r})
from config.local import run
with run._child([sys.executable, "-m", "config.local.tied", "sleeper"]) as process:
    print(process.pid, flush=True)
    time.sleep(60)
"""
    environment = os.environ | {"PYTHONPATH": f"{tmp_path}:{postgres.CHECKOUT}"}
    with subprocess.Popen([sys.executable, "-c", starter], stdout=subprocess.PIPE, env=environment) as process:
        group = int(process.stdout.readline())
        assert until(lambda: len(group_members(group)) == 2)
        process.send_signal(signal.SIGKILL)
    assert until(lambda: not group_members(group))
