"""All checks at once: bounded in time, and none takes another along."""

import threading
import time

from profiles.operations.doctor import checks
from profiles.operations.doctor.findings import Check, Seen, State, failed, ok

WELL = Check("well", "", "", lambda: ok("Well."))


def broken() -> Seen:
    raise RuntimeError("c4n4ry")


def test_one_that_breaks_is_a_failed_line_that_quotes_nothing():
    found = checks.findings([Check("broken", "", "", broken), WELL])
    assert [finding.state for finding in found] == [State.FAILED, State.OK]
    assert "RuntimeError" in found[0].sentence
    assert "c4n4ry" not in repr(found)


def test_one_that_hangs_is_a_failed_line_in_time():
    released = threading.Event()

    def hang() -> Seen:
        released.wait(10)
        return ok("Late.")

    began = time.monotonic()
    found = checks.findings([Check("hanging", "", "", hang), WELL], seconds=0.3)
    assert time.monotonic() - began < 2
    released.set()
    assert [finding.state for finding in found] == [State.FAILED, State.OK]
    assert "no end in time" in found[0].sentence


def test_slow_ones_are_waited_for_together():
    def slow() -> Seen:
        time.sleep(0.3)
        return ok("Slow.")

    began = time.monotonic()
    checks.findings([Check(f"slow {number}", "", "", slow) for number in range(8)])
    assert time.monotonic() - began < 1.5


def test_every_check_has_a_name_of_its_own_a_meaning_and_a_remedy():
    names = [check.name for check in checks.CHECKS]
    assert len(set(names)) == len(names)
    assert [check.name for check in checks.CHECKS if not (check.meaning and check.remedy.endswith("."))] == []


def test_what_is_known_not_to_run_yet_is_a_warning_when_it_fails(monkeypatch):
    away = [Check(name, "", "", lambda: failed("Nobody answers.")) for name in ("database", "cache")]
    monkeypatch.setattr(checks, "CHECKS", (*away, WELL))
    found = checks.findings(checks.for_site(copies=1, not_started=["database", "well"]))
    assert [finding.state for finding in found] == [State.WARNING, State.FAILED, State.OK]
    assert "not started yet" in found[0].sentence


def test_the_connections_are_those_of_all_copies(db):
    looks = {check.name: check.look for check in checks.for_site(copies=7, not_started=[])}
    assert "7 servers" in looks["connections"]().sentence
