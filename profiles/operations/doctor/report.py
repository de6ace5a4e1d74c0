"""Findings as a table, to which compose/bin/doctor adds what the machine itself shows, or as JSON."""

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from profiles.operations.doctor.findings import Finding, State

FORMATS = ("table", "json")
STATE_WIDTH, NAME_WIDTH = 8, 18  # as compose/bin/doctor has them, so that each half can be written by itself


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes. Read before Django is there, too: see config/doctor.py."""
    parser.add_argument("--format", choices=FORMATS, default="table")
    parser.add_argument("--copies", type=int, default=1, help="of the application, each with connections of its own")
    parser.add_argument("--backups", type=int, metavar="HOURS", help="look at these alone, made every so many hours")
    parser.add_argument(
        "--not-started", action="append", default=[], metavar="NAME", help="a check whose failure is not known yet"
    )


def written(findings: Sequence[Finding], form: str) -> str:
    if form == "json":
        return json.dumps([asdict(finding) for finding in findings], indent=2)
    return "\n".join([*_table(findings), "", summary(findings)])


def summary(findings: Iterable[Finding]) -> str:
    counted = Counter(finding.state for finding in findings)
    return ", ".join(f"{counted[state]} {state}" for state in State) + "."


def exit_status(findings: Iterable[Finding]) -> int:
    return int(any(finding.state is State.FAILED for finding in findings))


def _table(findings: Sequence[Finding]) -> Iterable[str]:
    for finding in findings:
        state = finding.state.upper() if finding.state in (State.WARNING, State.FAILED) else finding.state
        yield f"{state:{STATE_WIDTH}} {finding.name:{NAME_WIDTH}}  {_printable(finding.sentence)}"
        if finding.remedy:
            yield f"{'':{STATE_WIDTH}} {'':{NAME_WIDTH}}  -> {_printable(finding.remedy)}"


def _printable(text: str) -> str:
    """On one line, and without what moves a terminal's cursor."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
