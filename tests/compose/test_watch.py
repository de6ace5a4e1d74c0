"""How a rollout notices that a release fails its visitors, from what the application writes of them."""

import json

import pytest

from tests.compose.machine import Machine
from tests.compose.pipeline import install
from tests.compose.releases import said, script, with_docker


@pytest.fixture
def machine(tmp_path) -> Machine:
    return with_docker(tmp_path)


def test_a_clock_that_is_none_is_refused_before_anything_begins(machine):
    for given in ("soon", "1e3", "08", "-1", "a[$(touch x)]"):
        done = script(machine, 'compose/bin/rollout "$ENV"', WATCH_SECONDS=given)
        assert done.returncode == 1
        assert f"WATCH_SECONDS is a whole number of seconds, not {given}." in done.stderr


def line(status: int, route: str | None = "people:page") -> str:
    """As the application writes it about a request."""
    return json.dumps({"logger": "profiles.requests", "route": route, "method": "GET", "status": status})


@pytest.mark.parametrize(
    ("failed", "served", "sentence"),
    [
        (4, 0, ""),
        (5, 96, ""),
        (5, 95, "It answered 500 to 5 of 100 visits."),
        (5, 20, "It answered 500 to 5 of 25 visits."),
        (0, 50, ""),
    ],
)
def test_a_release_that_fails_some_of_its_visitors_on_whatever_page_is_noticed(machine, failed, served, sentence):
    lines = [line(500)] * (failed // 2) + [line(500, None)] * (failed - failed // 2) + [line(200)] * served
    assert noticed(machine, [*lines, "no request"]) == sentence


def test_what_probes_and_the_command_itself_ask_hides_no_visit(machine):
    """Nor do the files of a page, of which there are more than pages."""
    visits = [line(500)] * 5 + [line(200)] * 95
    others = [line(200, route) for route in ("pages:live", "pages:ready", None) for _ in range(40)]
    own = [line(200, "pages:home"), line(200, "directory:people")] * 30
    assert noticed(machine, visits + others + own, ours=60) == "It answered 500 to 5 of 100 visits."
    assert noticed(machine, [line(500)] * 5, ours=60) == "It answered 500 to 5 of 5 visits."


def noticed(machine: Machine, lines: list[str], ours: int = 0) -> str:
    (machine.folder / "said").write_text("\n".join(lines))
    install(machine.folder, "docker", f'case "$1" in ps) echo c0ffee ;; logs) cat {machine.folder}/said ;; esac')
    return said(machine, f"PROJECT=site failed_visitors green 2026-01-01T00:00:00Z {ours}")
