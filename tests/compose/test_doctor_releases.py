"""What compose/bin/doctor says of the release that runs and of the newest backup, beside a Docker of the test's own."""

import fcntl
from datetime import UTC, datetime, timedelta

import pytest

from tests.compose.test_containers import Site

IMAGE = "sha256:abc"
NAME = "20260101T000000Z"


@pytest.fixture
def site(tmp_path) -> Site:
    """One release, live in blue, as the record says."""
    made = Site(tmp_path)
    runtime = made.folder / ".runtime/production"
    (runtime / "releases" / NAME).mkdir(parents=True)
    (runtime / "traefik").mkdir()
    (runtime / "live").write_text(f"blue {NAME}\n")
    (runtime / "releases" / NAME / "images").write_text(f"{IMAGE}\nother\nother\n")
    (runtime / "releases" / NAME / "tag").write_text("sha-1\n")
    (runtime / "releases" / NAME / "before").write_text("\n")
    (runtime / "traefik/live.yml").write_text("url: http://site-web-blue-1:8000\n")
    made.answers(**{"ids-web-blue": "c0ffee\n", "image-of-slot": f"{IMAGE}\n"})
    made.answers(manifests=manifest(hours_ago=3))
    return made


def manifest(hours_ago: float) -> str:
    return f"/backups/{datetime.now(UTC) - timedelta(hours=hours_ago):%Y%m%dT%H%M%SZ}/manifest.json\n"


def test_what_runs_as_recorded_is_well(site):
    states, shown = site.lines()
    assert states["release"] == "ok"
    assert "sha-1 runs in blue, as the record says." in shown


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"ids-web-green": "facade\n"}, "a command was interrupted and left web-green beside the live web-blue"),
        ({"image-of-slot": "sha256:def\n"}, "web-blue runs another image than the record's"),
    ],
)
def test_what_a_command_that_was_killed_has_left_fails(site, answers, sentence):
    site.answers(**answers)
    states, shown = site.lines()
    assert states["release"] == "FAILED"
    assert sentence in shown
    assert "-> Run: make up ENV=production" in shown


def test_visitors_who_are_sent_elsewhere_fail(site):
    (site.folder / ".runtime/production/traefik/live.yml").write_text("url: http://site-web-green-1:8000\n")
    states, shown = site.lines()
    assert (states["release"], "visitors are not sent to web-blue" in shown) == ("FAILED", True)


def test_a_command_that_is_at_work_is_no_fault(site):
    site.answers(**{"ids-web-green": "facade\n"})
    with (site.folder / ".runtime/production/lock").open("w") as lock:
        lock.write("1 make rollout by ada, since today\n")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        states, shown = site.lines()
    assert states["release"] == "WARNING"
    assert "make rollout by ada, since today" in shown


def test_a_site_without_a_record_is_told_how_it_gets_one(site):
    (site.folder / ".runtime/production/live").write_text("blue\n")
    assert site.lines()[0]["release"] == "WARNING"
    site.answers(**{"ids-web-blue": ""})
    assert site.lines()[0]["release"] == "skipped"


@pytest.mark.parametrize(("hours_ago", "state"), [(3, "ok"), (47, "ok"), (60, "FAILED")])
def test_a_backup_may_be_two_of_its_turns_old(site, hours_ago, state):
    site.answers(manifests=manifest(60) + manifest(hours_ago))
    assert site.lines()[0]["backups"] == state


def test_without_a_backup_there_is_a_warning(site):
    site.answers(manifests="")
    states, shown = site.lines()
    assert (states["backups"], "There is none yet." in shown) == ("WARNING", True)


def test_the_age_of_backups_in_a_bucket_is_the_monitors(site):
    site.write("BACKUP_TO", "s3://elsewhere/prefix")
    assert site.lines()[0]["backups"] == "skipped"
