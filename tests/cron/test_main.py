"""The program as it is started: its options, its sentences, and how it ends."""

import json
import os
import signal
import subprocess
import sys
from queue import SimpleQueue

import pytest

from cron.__main__ import _rounds
from cron.settings import Settings, Target
from tests.cron import servers
from tests.cron.servers import Page
from tests.repository import tree

READY = Page(body=json.dumps({"status": "ok", "components": {"database": "ok", "cache": "ok"}}).encode())
CALM = {"MONITOR_DISK_PERCENT": "100", "MONITOR_MEMORY_PERCENT": "100", "MONITOR_LOAD_PER_CPU": "1000"}


@pytest.fixture
def site():
    with servers.site() as running:
        running.page = READY
        yield running


def environment(**given: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(tree.ROOT), "MONITOR_ENVIRONMENT": "test", **CALM, **given}


def run(*arguments: str, **given: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "cron", *arguments]
    return subprocess.run(command, env=environment(**given), capture_output=True, text=True, check=False, timeout=60)


def test_once_prints_a_table(site):
    done = run("--once", SITE_URL=site.url)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{site.url}  " in done.stdout
    assert {"database", "cache", "disk", "memory"} <= {line.split()[0] for line in done.stdout.splitlines()}
    assert "WRONG" not in done.stdout


def test_once_ends_with_1_when_something_is_wrong(site):
    site.page = Page(status=500)
    done = run("--once", SITE_URL=site.url)
    assert done.returncode == 1
    assert "WRONG  answers 500 instead of 200" in done.stdout


def test_once_has_no_patience_for_a_first_backup(site, tmp_path):
    done = run("--once", SITE_URL=site.url, MONITOR_BACKUPS=str(tmp_path))
    assert done.returncode == 1
    assert "there is none" in done.stdout


def test_a_dry_run_prints_what_would_be_sent_and_sends_nothing(site):
    with servers.site() as outside:
        away = {"AWS_REGION": "eu-central-1", "AWS_ENDPOINT_URL": outside.url, "MONITOR_WEBHOOK_URL": outside.url}
        site.page = Page(status=500)
        done = run("--dry-run", SITE_URL=site.url, **away)
        assert outside.asked == []
    figures, _, alerts = done.stdout.rpartition("}\n")
    sent = json.loads(figures + "}")
    assert sent["Namespace"] == "Colophon/test"
    assert {"Availability", "Heartbeat"} <= {datum["MetricName"] for datum in sent["MetricData"]}
    assert alerts.startswith("Colophon test: ALERT: ")


@pytest.mark.parametrize("arguments", [[], ["--once"], ["--dry-run"]])
def test_what_is_missing_or_malformed_is_a_sentence_and_status_2(arguments):
    done = run(*arguments, MONITOR_TARGETS="canary")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "MONITOR_TARGETS is malformed. It should be an address like https://people.example.org\n"


def started(**given: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "cron"]
    return subprocess.Popen(
        command, env=environment(**given), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def line_of(running: "subprocess.Popen[str]", message: str) -> dict:
    """The next line with this message."""
    assert running.stdout
    for line in running.stdout:
        if (said := json.loads(line))["message"] == message:
            return said
    raise AssertionError(f"it ended without {message!r}")


@pytest.mark.parametrize("order", [signal.SIGTERM, signal.SIGINT])
def test_an_order_to_stop_ends_it_at_once_and_cleanly(site, order):
    with started(SITE_URL=site.url, MONITOR_SECONDS="900") as running:
        line_of(running, "round")
        running.send_signal(order)
        rest, problems = running.communicate(timeout=30)  # and not only when the next round would begin
    assert (running.returncode, problems) == (0, "")
    assert json.loads(rest.splitlines()[-1])["message"] == "stopped"


def test_an_order_to_stop_waits_for_nobody_who_is_silent():
    with servers.silent() as url, started(SITE_URL=url, MONITOR_TIMEOUT="60") as running:
        line_of(running, "started")
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=30) == 0


def test_rounds_follow_each_other(site):
    with started(SITE_URL=site.url, MONITOR_SECONDS="1") as running:
        assert line_of(running, "started")["figures_go_to"] == "nowhere, for AWS_REGION is not set"
        moments = [line_of(running, "round")["at"] for _ in range(3)]
        running.terminate()
        running.communicate(timeout=30)
    assert len(set(moments)) == 3


def test_a_fault_of_its_own_ends_it_with_1(site, capsys):
    """Who started it sees that it is gone, and starts it again. The fault: rounds without time between them."""
    outcome: SimpleQueue[int] = SimpleQueue()
    with pytest.raises(ZeroDivisionError):
        _rounds(Settings("test", (Target(site.url),), site.url, seconds=0), outcome)
    assert outcome.get_nowait() == 1


def test_nobodys_secret_is_written(site):
    secrets = {
        "AWS_ACCESS_KEY_ID": "canary-key",
        "AWS_SECRET_ACCESS_KEY": "canary-secret",
        "AWS_SESSION_TOKEN": "canary-token",
        "MONITOR_WEBHOOK_URL": f"http://127.0.0.1:{servers.closed_port()}/canary-hook",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{servers.closed_port()}",
    }
    site.page = Page(status=500, body=b"canary-body")
    settings = {"SITE_URL": site.url, "MONITOR_SECONDS": "1", "MONITOR_ROUNDS": "1", "AWS_REGION": "eu-central-1"}
    with started(**settings, **secrets) as running:
        said = [line_of(running, "alert not delivered"), line_of(running, "figures were not sent")]
        running.terminate()
        rest, problems = running.communicate(timeout=30)
    assert "canary" not in json.dumps(said) + rest + problems
