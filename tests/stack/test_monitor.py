"""The monitor in its own image: each fault reaches CloudWatch and people within two rounds, and so does its end."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from tests.stack import alone, engine, watching
from tests.stack.alone import BASE
from tests.stack.waits import note, wait_until, within
from tests.stack.watching import IMAGE, URL, Watching, newest

pytestmark = pytest.mark.stack
ROUND = 1  # seconds
BUDGET = 20_000_000  # bytes above the base


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watching]:
    watching.build()
    with watching.running(tmp_path_factory.mktemp("watched")) as started:
        wait_until(lambda: newest("Availability", "site", URL) == 1, goal=15, what="the monitor's first figures arrive")
        yield started


class People:
    """Gathers what they are told while a test waits for one sentence."""

    def __init__(self, watched: Watching) -> None:
        self._watched, self.heard = watched, list[str]()

    def hear(self, *words: str) -> Callable[[], bool]:
        def asked() -> bool:
            self.heard += self._watched.told()
            return any(all(word in sentence for word in words) for sentence in self.heard)

        return asked


def test_every_figure_of_a_site_that_is_well_is_there(watched: Watching) -> None:
    assert newest("Availability", "site", URL) == 1
    assert 0 < newest("Latency", "site", URL) < 700
    assert newest("CertificateDays", "site", URL) == pytest.approx(30, abs=0.1)
    assert (newest("Ready", "database"), newest("Ready", "cache")) == (1, 1)
    assert newest("BackupAge", "backups") == pytest.approx(3600, abs=300)
    assert 0 < newest("DiskUsed", "host") < 100
    assert 0 < newest("MemoryUsed", "host") < 100
    assert (newest("Heartbeat", "monitor"), newest("DroppedPoints", "monitor")) == (1, 0)


def test_no_more_is_sent_than_is_free(watched: Watching) -> None:
    listed = watching.client("cloudwatch").list_metrics(Namespace="Colophon/alone")["Metrics"]
    paid = {(found["MetricName"], *sorted(d["Value"] for d in found["Dimensions"])) for found in listed}
    assert len(paid) == 10
    assert {name["Name"] for found in listed for name in found["Dimensions"]} == {"Service", "Target"}


def stop(_: Watching) -> None:
    engine.docker("stop", "--time=1", watching.container("watched"))


def start(_: Watching) -> None:
    engine.docker("start", watching.container("watched"))


FAULTS = {
    "stopped": (stop, start, lambda: newest("Availability", "site", URL) == 0, f"{URL}: "),
    "wrong": (
        lambda w: w.serve(status=500),
        lambda w: w.serve(),
        lambda: newest("Availability", "site", URL) == 0,
        "answers 500 instead of 200",
    ),
    "slow": (
        lambda w: w.serve(delay=1),
        lambda w: w.serve(),
        lambda: newest("Latency", "site", URL) > 1000,
        f"speed of {URL}",
    ),
    "without its database": (
        lambda w: w.serve(components={"database": "failed", "cache": "ok"}),
        lambda w: w.serve(),
        lambda: newest("Ready", "database") == 0,
        "database: failed",
    ),
    "with a short certificate": (
        lambda w: w.certify(days=2),
        lambda w: w.certify(days=30),
        lambda: newest("CertificateDays", "site", URL) < 2.1,
        f"certificate of {URL}: expires in 2.0 days",
    ),
    "with an old backup": (
        lambda w: w.back_up(hours_ago=30),
        lambda w: w.back_up(hours_ago=1),
        lambda: newest("BackupAge", "backups") > 29 * 3600,
        "backups: the newest good one is 30.0 hours old",
    ),
}


@pytest.mark.parametrize(("broken", "mended", "shows", "words"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_within_two_rounds_and_so_is_its_end(watched: Watching, broken, mended, shows, words) -> None:
    people = People(watched)
    subject = words.rsplit(": ", 1)[0] if ": " in words else ""
    broken(watched)
    try:
        wait_until(people.hear("ALERT", words), goal=4 * ROUND, what=f"people are told of {words!r}")
        wait_until(shows, goal=2 * ROUND, what=f"CloudWatch shows {words!r}")
    finally:
        mended(watched)
    # A subject that was ill before within the hour must stay well for longer: up to eight times as long.
    wait_until(people.hear("well again", subject), goal=16 * ROUND, what=f"people are told of the end of {words!r}")
    wait_until(lambda: not shows(), goal=2 * ROUND, what=f"CloudWatch shows the end of {words!r}")


def rounds() -> int:
    return sum(line["message"] == "round" for line in watching.lines())


def is_healthy() -> bool:
    return engine.health(watching.container("monitor")) == "healthy"


def test_a_silent_cloudwatch_holds_up_nothing_and_gets_all_later(watched: Watching) -> None:
    cloud = watching.container("cloud")
    before = rounds()
    engine.docker("pause", cloud)
    silent_since = datetime.now(UTC)
    try:
        wait_until(lambda: rounds() >= before + 3, goal=20, what="rounds go on while CloudWatch is silent")
        assert is_healthy()
        heard_again = datetime.now(UTC)
    finally:
        engine.docker("unpause", cloud)

    def is_filled() -> bool:
        beats = watching.figures("Heartbeat", "monitor")
        return sum(silent_since <= moment <= heard_again for moment in beats) >= 2

    wait_until(is_filled, goal=10, what="figures of the silence arrive with their own moments")
    assert newest("DroppedPoints", "monitor") == 0


def test_without_credentials_it_goes_on(watched: Watching) -> None:
    watching.start_monitor("poor", watched.folder)
    wait_until(
        lambda: any(line.get("problem") == "NoCredentialsError" for line in watching.lines("poor")),
        goal=15,
        what="the monitor says that it has no credentials",
    )
    healthy = watching.container("poor")
    wait_until(lambda: engine.health(healthy) == "healthy", goal=10, what="it is healthy without credentials")


def test_nobody_special_runs_it_and_nothing_can_be_written(watched: Watching) -> None:
    described = engine.inspect(watching.container("monitor"))
    assert described["Config"]["User"] == "10002:10002"
    written = engine.run("docker", "exec", watching.container("monitor"), "touch", "/app/written", check=False)
    assert "Read-only file system" in written.stderr
    changed = engine.docker("diff", watching.container("monitor")).split("\n")
    assert set(changed) == {"A /site", "A /backups", "C /run", "A /run/secrets"}  # where something is mounted


def test_it_has_its_own_code_alone_and_keeps_to_its_budget(watched: Watching) -> None:
    files = alone.files_in(IMAGE)
    assert {path.split("/")[2] for path in files if path.startswith("/app/")} == {"cron"}
    assert [path for path in files if "/django/" in path] == []
    above = alone.bytes_above(BASE, IMAGE)
    print(f"the monitor's image: {above / 1e6:.1f} MB above the base")
    assert above <= BUDGET


def test_its_log_is_one_object_per_line_without_a_secret(watched: Watching) -> None:
    assert rounds() > 10
    assert "canary" not in engine.run("docker", "logs", watching.container("monitor")).stdout
    assert "canary" not in engine.docker("inspect", watching.container("monitor"))


def test_a_table_for_a_person_comes_from_the_running_container(watched: Watching) -> None:
    asked = ("docker", "exec", watching.container("monitor"), "python", "-m", "cron", "--once")
    assert engine.run(*asked, check=False).returncode == 0
    watched.serve(status=503)
    try:
        done = engine.run(*asked, check=False)
    finally:
        watched.serve()
    assert (done.returncode, "WRONG  answers 503 instead of 200" in done.stdout) == (1, True)


@pytest.mark.parametrize("name", ["MONITOR_ENVIRONMENT", "MONITOR_TARGETS", "MONITOR_SECONDS"])
def test_a_variable_that_is_wrong_ends_the_start_with_2(name: str) -> None:
    given = {"MONITOR_ENVIRONMENT": "alone", "MONITOR_TARGETS": URL, name: "CANARY/"}
    with within(5, f"the monitor without a right {name} ends"):
        variables = [f"--env={key}={value}" for key, value in given.items()]
        done = engine.run("docker", "run", "--rm", *variables, IMAGE, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{name} is malformed")
    assert "CANARY" not in done.stderr


def test_an_order_to_stop_ends_it_at_once(watched: Watching) -> None:
    """The last, for it ends what the others watch."""
    started = time.monotonic()
    engine.docker("stop", "--time=20", watching.container("monitor"))
    note("the monitor ends after an order to stop", time.monotonic() - started, goal=1.5)
    assert engine.inspect(watching.container("monitor"))["State"]["ExitCode"] == 0
    assert watching.lines()[-1]["message"] == "stopped"
