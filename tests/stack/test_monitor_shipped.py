"""The shipped monitor watches the shipped stack: which part was unplugged is what CloudWatch and its log name."""

import math
import re
import time
from collections.abc import Iterator
from datetime import datetime
from functools import partial

import pytest

from tests.stack import engine, watching
from tests.stack.stack import PROJECT, WEB, Stack
from tests.stack.visitors import SITE
from tests.stack.waits import equal, wait_until

pytestmark = pytest.mark.stack
HURRIED = f"{PROJECT}-hurried"
DOOR = 15001  # of the stand-in beside the stack
PARTS = {
    "the cache": ("redis", "Ready", "cache", ""),
    "the database": ("postgres", "Ready", "database", ""),
    "the application": (WEB, "Availability", "site", SITE),
}


@pytest.fixture(scope="module")
def monitor(stack: Stack) -> Iterator[str]:
    """The same service as it is shipped, with a round every second."""
    engine.run("docker", "rm", "--force", HURRIED, check=False)
    how = ("--detach", "--no-deps", "--name", HURRIED)
    stack.compose("run", *how, "-e", "MONITOR_SECONDS=1", "-e", "MONITOR_ENVIRONMENT=hurried", "monitor")
    yield HURRIED
    engine.docker("rm", "--force", HURRIED)


def newest(metric: str, service: str, target: str = "") -> float:
    return watching.newest(metric, service, target, of="hurried", door=DOOR)


def told(message: str, subject: str) -> int:
    lines = watching.lines_of(HURRIED)
    return sum((line["message"], line.get("subject")) == (message, subject) for line in lines)


def test_it_reaches_the_site_from_outside(monitor: str) -> None:
    wait_until(lambda: newest("Availability", "site", SITE) == 1, goal=15, what="the shipped monitor reaches the site")
    assert newest("CertificateDays", "site", SITE) > 0
    for service in ("database", "cache"):  # which another process may have missed until just now
        wait_until(partial(newest, "Ready", service), equal(1), goal=15, what=f"it sees that the {service} is ready")
    assert newest("Heartbeat", "monitor") == 1


def backed_up_at(stack: Stack) -> float:
    """When the newest backup that the stack made by itself was finished; not a number while there is none."""
    written = stack.inside("backup", "sh", "-c", "cat /backups/*/manifest.json || true")
    finished = re.findall(r'"finished_at": *"([^"]+)"', written)
    return datetime.fromisoformat(max(finished)).timestamp() if finished else math.nan


def test_it_sees_the_age_of_the_backup_that_the_stack_made(stack: Stack, monitor: str) -> None:
    def is_seen() -> bool:
        return newest("BackupAge", "backups") == pytest.approx(time.time() - backed_up_at(stack), abs=10)

    wait_until(is_seen, goal=30, what="CloudWatch shows the age of the stack's own backup")
    look = engine.run("docker", "exec", monitor, "python", "-m", "cron", "--once", check=False).stdout
    assert "the newest good one is" in look


def test_the_one_that_came_with_the_stack_is_well_and_shows_no_secret(stack: Stack) -> None:
    wait_until(lambda: stack.is_healthy("monitor"), goal=10, what="the shipped monitor is healthy")
    said = stack.logs("monitor") + engine.docker("inspect", stack.container("monitor"))
    assert '"message": "round"' in said
    assert [name for name, value in stack.checkout.secrets().items() if value in said] == []


@pytest.mark.parametrize(("part", "metric", "service", "target"), PARTS.values(), ids=PARTS)
def test_the_part_that_was_unplugged_is_named_and_so_is_its_return(
    stack: Stack, monitor: str, part: str, metric: str, service: str, target: str
) -> None:
    subject = target or service
    before = told("alert", subject), told("well again", subject)
    stack.compose("stop", part)
    try:
        wait_until(lambda: newest(metric, service, target) == 0, goal=15, what=f"CloudWatch shows {part} stopped")
        wait_until(lambda: told("alert", subject) > before[0], goal=15, what=f"people are told of {part}")
    finally:
        stack.compose("start", part)
    wait_until(lambda: newest(metric, service, target) == 1, goal=20, what=f"CloudWatch shows that {part} is back")
    wait_until(lambda: told("well again", subject) > before[1], goal=20, what=f"people are told that {part} is back")
    wait_until(stack.serves, goal=10, what=f"the site serves after {part} was away")
