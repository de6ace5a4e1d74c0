"""Findings as a table for people, as JSON, or as lines for the script that adds what the machine itself shows."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from profiles.operations.doctor.findings import Finding, State

FORMATS = ("table", "json", "lines")


def written(findings: Sequence[Finding], form: str) -> str:
    if form == "json":
        return json.dumps([asdict(finding) for finding in findings], indent=2)
    if form == "lines":
        return "\n".join(_line(finding) for finding in findings)
    return "\n".join([*_table(findings), "", summary(findings)])


def summary(findings: Iterable[Finding]) -> str:
    counted = Counter(finding.state for finding in findings)
    return ", ".join(f"{counted[state]} {state}" for state in State) + "."


def exit_status(findings: Iterable[Finding]) -> int:
    return int(any(finding.state is State.FAILED for finding in findings))


def _table(findings: Sequence[Finding]) -> Iterable[str]:
    width = max((len(finding.name) for finding in findings), default=0)
    for finding in findings:
        state = finding.state.upper() if finding.state in (State.WARNING, State.FAILED) else finding.state
        yield f"{state:8} {finding.name:{width}}  {_printable(finding.sentence)}"
        if finding.remedy:
            yield f"{'':8} {'':{width}}  -> {_printable(finding.remedy)}"


def _line(finding: Finding) -> str:
    """State, name, sentence and remedy with a tab between each."""
    return "\t".join((finding.state, finding.name, _printable(finding.sentence), _printable(finding.remedy)))


def _printable(text: str) -> str:
    """On one line, and without what moves a terminal's cursor."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
