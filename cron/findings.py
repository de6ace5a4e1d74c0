"""What one round of looks found: facts, before anybody judges them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cron.settings import Target


@dataclass(frozen=True)
class Answer:
    """How a target answered; `problem` when it did not."""

    target: Target
    status: int = 0
    milliseconds: float = 0
    has_words: bool = True
    leads_to: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Certificate:
    """Days until it expires, below 0 after that; `problem` when none was shown."""

    days: float = 0
    problem: str = ""


@dataclass(frozen=True)
class Readiness:
    """Each component that the site tells of, and whether it is ready; `problem` when it told nothing."""

    components: Mapping[str, bool] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True)
class Backup:
    """When the newest good one was finished, in seconds since 1970; `problem` when there is none.

    Then it is that of the last good one seen, or the first look: so the age grows until somebody hears of it.
    """

    finished_at: float = 0
    problem: str = ""


@dataclass(frozen=True)
class Host:
    """Used parts in percent, and the load for each CPU; None where it cannot be seen."""

    disk: float | None = None
    memory: float | None = None
    load: float | None = None


@dataclass(frozen=True)
class Findings:
    """All of a round; certificates by the address of their target, and no backup where none is looked at."""

    answers: tuple[Answer, ...]
    certificates: Mapping[str, Certificate] = field(default_factory=dict)
    readiness: Readiness = Readiness()
    backup: Backup | None = None
    host: Host = Host()
