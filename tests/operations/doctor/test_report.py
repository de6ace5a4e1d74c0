"""The doctor's report in its three forms."""

import json

import pytest

from profiles.operations.doctor import report
from profiles.operations.doctor.findings import Finding, State
from tests.repository import tree

WELL = Finding("cache", State.OK, "It answers.")
DAMP = Finding("temporary disk", State.WARNING, "Little is free.", "Add space.")
WET = Finding("mail", State.FAILED, "Nobody answers.", "Check EMAIL_URL.")
ALL = [WELL, DAMP, WET]


def test_a_table_shows_what_to_do_below_what_is_wrong():
    lines = report.written(ALL, "table").splitlines()
    assert lines[:3] == [
        "ok       cache               It answers.",
        "WARNING  temporary disk      Little is free.",
        "                             -> Add space.",
    ]
    assert lines[-1] == "1 ok, 1 warning, 1 failed, 0 skipped."


def test_json_has_every_part():
    assert json.loads(report.written(ALL, "json"))[1] == {
        "name": "temporary disk",
        "state": "warning",
        "sentence": "Little is free.",
        "remedy": "Add space.",
    }


def test_the_other_half_has_the_same_columns():
    script = tree.read("compose/bin/doctor")
    assert script.count(f"%-{report.STATE_WIDTH}s %-{report.NAME_WIDTH}s  ") == 2  # its own line, and what to do


def test_no_text_makes_another_line_or_moves_the_cursor():
    sly = Finding("mail", State.OK, "a\nok\tfake\x1b[2J")
    assert len(report.written([sly], "table").splitlines()) == len(report.written([WELL], "table").splitlines())
    assert "\x1b" not in report.written([sly], "table")


@pytest.mark.parametrize(("findings", "status"), [([], 0), ([WELL, DAMP], 0), (ALL, 1)])
def test_only_a_failure_fails(findings, status):
    assert report.exit_status(findings) == status
