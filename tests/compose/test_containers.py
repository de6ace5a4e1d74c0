"""compose/bin/doctor beside a Docker whose answers the test chooses: what it says of containers, volumes and images."""

import os
import shutil
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.compose.machine import Machine
from tests.repository import tree

UP = "Up 2 minutes (healthy)"
STARTED = {
    "web-blue": f"running\t{UP}",
    "migrate": "exited\tExited (0) 2 minutes ago",
    "traefik": f"running\t{UP}",
    "postgres": f"running\t{UP}",
    "redis": f"running\t{UP}",
}
WELL = {
    "media": "/look 10001 755\n",
    "postgres": "/look 999 1777\n",
    "acme": "/look 0 1777\n/look/acme.json 65532 600\n",
}
INSIDE = """ok       variables           Well.
skipped  cache               Not here.

1 ok, 0 warning, 0 failed, 1 skipped.
"""
OF_BACKUPS = """ok       newest backup       Young.

1 ok, 0 warning, 0 failed, 0 skipped.
"""
FAILING = """FAILED   mail                Nobody answers.
                             -> Check it.

0 ok, 0 warning, 1 failed, 0 skipped.
"""


class Site(Machine):
    """A machine with a Docker, where a good site runs."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.docker = folder / "programs"
        self.docker.mkdir()
        shutil.copy2(tree.ROOT / "tests/compose/docker", self.docker)
        self.path = f"{self.docker}{os.pathsep}{self.path}"
        self.answers(engine="28.0.0", compose="2.40.0", quiet="", config='{\n  "name": "site",\n}\n', inside=INSIDE)
        self.answers(
            services="\n".join(STARTED),
            images="traefik:v3.7\ncolophon:local\n",
            running="c0ffee\n",
            holder="c0ffee proxy\n",
        )
        self.answers(made=datetime.now(UTC).isoformat(), volumes="media\n", networks="edge\n")
        self.answers(of_backups=OF_BACKUPS)
        self.containers(**STARTED)
        for name, seen in WELL.items():
            self.answers(**{f"volume-{name}": f"{name}\n", f"seen-{name}": seen})

    def answers(self, **texts: str) -> None:
        for name, text in texts.items():
            (self.docker / name.replace("_", "-")).write_text(text)

    def containers(self, *more: str, **states: str) -> None:
        lines = [f"{service}\t{state}" for service, state in states.items()]
        self.answers(containers="\n".join([*lines, *more, ""]))

    def asked(self) -> str:
        return (self.docker / "asked").read_text()


@pytest.fixture
def site(tmp_path) -> Site:
    return Site(tmp_path)


def test_a_good_site_is_well(site):
    states, shown = site.lines()
    for name in ("Docker", "Compose files", "containers", "volumes", "images", "variables"):
        assert states[name] == "ok", shown
    assert "4 run, none of them ill." in shown


@pytest.mark.parametrize(
    ("service", "state"),
    [
        ("migrate", "exited\tExited (1) 2 minutes ago"),
        ("web-blue", "exited\tExited (0) 2 minutes ago"),
        ("web-blue", "created\tCreated"),
        ("web-blue", "running\tUp 2 minutes (unhealthy)"),
        ("traefik", "restarting\tRestarting (1) 2 seconds ago"),
        ("redis", "paused\tUp 2 minutes (Paused)"),
        ("postgres", "dead\tDead"),
    ],
)
def test_a_container_that_is_not_well_fails(site, service, state):
    site.containers(**{**STARTED, service: state})
    states, shown = site.lines()
    assert states["containers"] == "FAILED"
    assert f"Not well: {service} (" in shown


def test_what_another_release_left_behind_is_not_judged(site):
    site.containers(**STARTED, **{"web-green": "exited\tExited (137) 2 days ago"})
    assert site.lines()[0]["containers"] == "ok"


def test_a_container_that_is_not_there_fails(site):
    site.containers(**{name: state for name, state in STARTED.items() if name != "redis"})
    states, shown = site.lines()
    assert (states["containers"], "redis (not there)" in shown) == ("FAILED", True)


def test_every_copy_is_there(site):
    copies = site.folder / ".runtime/production/replicas"
    copies.parent.mkdir(parents=True)
    copies.write_text("2\n")
    states, shown = site.lines()
    assert (states["containers"], "web-blue (not there)" in shown) == ("FAILED", True)
    site.containers(f"web-blue\trunning\t{UP}", **STARTED)
    assert site.lines()[0]["containers"] == "ok"
    assert "--copies 2" in site.asked()


def test_a_site_that_was_not_started_yet_is_a_warning(site):
    site.containers()
    site.answers(running="")
    assert site.lines()[0]["containers"] == "WARNING"
    assert "--not-started database --not-started cache" in site.asked()


@pytest.mark.parametrize(
    ("volume", "seen"),
    [
        ("media", "/look 0 755\n"),
        ("postgres", "/look 10001 700\n"),
        ("acme", "/look 0 755\n"),
        ("acme", "/look 0 1777\n/look/acme.json 0 600\n"),
        ("acme", "/look 0 1777\n/look/acme.json 65532 644\n"),
    ],
)
def test_a_volume_of_somebody_else_fails(site, volume, seen):
    site.answers(**{f"seen-{volume}": seen})
    states, shown = site.lines()
    assert states["volumes"] == "FAILED"
    assert f"Not as they should be: {volume}" in shown


@pytest.mark.parametrize("volume", WELL)
@pytest.mark.parametrize("seen", ["", "no such file\n"])
def test_a_volume_that_cannot_be_seen_is_not_called_well(site, volume, seen):
    site.answers(**{f"seen-{volume}": seen})
    states, shown = site.lines()
    assert states["volumes"] == "WARNING"
    assert f"nothing could be seen of {volume}." in shown


def test_a_site_without_a_certificate_yet_is_well(site):
    site.answers(**{"seen-acme": "/look 0 1777\n"})
    assert site.lines()[0]["volumes"] == "ok"


@pytest.mark.parametrize(("days", "state"), [(44, "ok"), (46, "WARNING")])
def test_an_image_of_ours_that_is_old_is_named_and_no_other(site, days, state):
    site.answers(made=(datetime.now(UTC) - timedelta(days=days)).isoformat())
    states, shown = site.lines()
    assert states["images"] == state
    assert "traefik" not in shown


def test_it_looks_into_the_applications_own_image_whichever_is_named_first(site):
    site.answers(images="colophon-backup:local\ncolophon-monitor:local\ncolophon:local\n")
    _, shown = site.lines()
    assert "colophon:local is not older" in shown
    assert {line.split()[-1] for line in site.asked().splitlines() if " --format {{.Created}} " in line} == {
        "colophon:local"
    }


def test_both_halves_are_counted(site):
    site.answers(inside=FAILING)
    states, shown = site.lines()
    assert (states["mail"], "-> Check it." in shown) == ("FAILED", True)
    counted = Counter(state.lower() for state in states.values())
    summary = ", ".join(f"{counted[state]} {state}" for state in ("ok", "warning", "failed", "skipped"))
    assert shown.endswith(f"\n\n{summary}.\n")


def test_an_image_that_says_nothing_fails(site):
    site.answers(inside="no such program\n")
    states, shown = site.lines()
    assert (states["inside the image"], "no such program" in shown) == ("FAILED", True)


@pytest.mark.parametrize(
    ("written", "is_beside"),
    [("", True), ("REDIS_URL=redis://elsewhere/0\n", False), ("REDIS_URL=\n", False), ("#REDIS_URL=x\n", True)],
)
def test_redis_is_waited_for_only_where_it_is_ours(site, written, is_beside):
    site.answers(running="")
    with (site.files / ".django").open("a") as variables:
        variables.write(written)
    site.lines()
    assert ("--not-started cache" in site.asked()) is is_beside


def test_nothing_is_left_of_the_question(site):
    site.answers(networks="edge\n")
    site.lines()
    assert "network rm" not in site.asked()


def test_nothing_is_left_of_a_question_that_was_interrupted(site):
    site.answers(interrupted="", networks="edge\n")
    assert site.run("doctor").returncode != 0
    assert "network rm made\n" in site.asked()
    assert "network rm edge" not in site.asked()


def test_backups_are_asked_about_where_they_are_made(site):
    site.write("BACKUP_EVERY_HOURS", "6")
    states, _ = site.lines()
    assert states["newest backup"] == "ok"
    (asked,) = [line for line in site.asked().splitlines() if " doctor --backups " in line]
    assert asked.endswith("run --rm --no-deps -T --quiet-pull backup python manage.py doctor --backups 6")


def test_before_their_service_is_started_an_old_backup_is_no_failure(site):
    site.answers(running="")
    site.lines()
    (asked,) = [line for line in site.asked().splitlines() if " doctor --backups " in line]
    assert "--backups 24 --not-started newest backup --not-started backup tools" in asked


def test_backups_that_cannot_be_asked_about_are_a_failure_that_says_why(site):
    site.answers(of_backups="no such image\n")
    states, shown = site.lines()
    assert states["backups"] == "FAILED"
    assert "They could not be asked about: no such image" in shown


def test_a_backup_that_is_old_fails_the_doctor(site):
    site.answers(of_backups=OF_BACKUPS.replace("ok      ", "FAILED  ", 1))
    assert site.lines()[0]["newest backup"] == "FAILED"
