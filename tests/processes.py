"""Processes that tests start, and what is left of them."""

import subprocess
import time

SLEEPER = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "


def group_members(group: int) -> list[str]:
    listed = subprocess.run(["ps", "-axo", "pgid=,stat=,pid="], capture_output=True, text=True, check=True).stdout
    lines = (line.split() for line in listed.splitlines())
    return [pid for pgid, state, pid in lines if int(pgid) == group and not state.startswith("Z")]


def until(is_so, seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.05)
    return bool(is_so())
