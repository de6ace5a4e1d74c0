"""What a check looked at and what it found, in words fit for an operator's terminal: never a value of a secret."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Seen:
    """What one look found. A remedy of its own replaces the check's."""

    state: State
    sentence: str
    remedy: str = ""


@dataclass(frozen=True)
class Finding:
    """One line of the report: the name of a check and what it found; the remedy is empty when all is well."""

    name: str
    state: State
    sentence: str
    remedy: str = ""


@dataclass(frozen=True)
class Check:
    """One thing that the doctor looks at. `look` is bounded in time and answers `failed` instead of raising."""

    name: str
    meaning: str
    remedy: str
    look: Callable[[], Seen]

    def finding(self, seen: Seen) -> Finding:
        is_well = seen.state in (State.OK, State.SKIPPED)
        return Finding(self.name, seen.state, seen.sentence, "" if is_well else seen.remedy or self.remedy)


def ok(sentence: str) -> Seen:
    return Seen(State.OK, sentence)


def warning(sentence: str, remedy: str = "") -> Seen:
    """Also for what could not be looked at: not known is never well."""
    return Seen(State.WARNING, sentence, remedy)


def failed(sentence: str, remedy: str = "") -> Seen:
    return Seen(State.FAILED, sentence, remedy)


def skipped(sentence: str) -> Seen:
    """For a part that this site does without."""
    return Seen(State.SKIPPED, sentence)
