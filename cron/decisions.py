"""Pure: (state, findings) -> (state, figures, alerts). A fault is told once it lasts, its end once that lasts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from cron import judgement
from cron.findings import Findings
from cron.judgement import Verdict
from cron.metrics import Point
from cron.settings import Settings

HOUR = 3600
PATIENCE = 8  # times as many rounds at most, for a subject that comes and goes


@dataclass(frozen=True)
class Standing:
    """What was told of a subject, and for how many rounds in a row it has been otherwise."""

    is_well: bool = True
    otherwise: int = 0
    since: float = 0  # of that row
    raised_at: tuple[float, ...] = ()  # faults told in the last hour


@dataclass(frozen=True)
class Alert:
    """A fault or its end, for people."""

    subject: str
    is_well: bool
    sentence: str
    since: float
    at: float


@dataclass(frozen=True)
class State:
    """The standing of every subject; a new one is well until it proves otherwise."""

    standings: Mapping[str, Standing] = field(default_factory=dict)

    @property
    def ill(self) -> frozenset[str]:
        return frozenset(subject for subject, standing in self.standings.items() if not standing.is_well)


@dataclass(frozen=True)
class Decision:
    """What follows from a round."""

    state: State
    verdicts: tuple[Verdict, ...]
    points: tuple[Point, ...]
    alerts: tuple[Alert, ...]


def decide(state: State, findings: Findings, settings: Settings, at: float) -> Decision:
    found = judgement.verdicts(findings, at, settings.limits, state.ill)
    rounds = settings.limits.rounds
    after = {v.subject: _after(state.standings.get(v.subject, Standing()), v, rounds, at) for v in found}
    alerts = _alerts(state, after, found, at)
    points = judgement.points(findings, at, settings.metrics)
    return Decision(State({**state.standings, **after}), tuple(found), tuple(points), tuple(alerts))


def _after(before: Standing, verdict: Verdict, rounds: int, at: float) -> Standing:
    """A fault that came and went within the hour must be gone for twice as long as the last time."""
    raised_at = tuple(moment for moment in before.raised_at if at - moment < HOUR)
    if verdict.is_well == before.is_well:
        return replace(before, otherwise=0, raised_at=raised_at)
    otherwise = before.otherwise + 1
    since = before.since if before.otherwise else at
    patience = 1 if before.is_well else min(2 ** max(0, len(raised_at) - 1), PATIENCE)
    if otherwise < rounds * patience:
        return replace(before, otherwise=otherwise, since=since, raised_at=raised_at)
    if before.is_well:
        raised_at = (*raised_at, at)
    return Standing(verdict.is_well, since=since, raised_at=raised_at)


def _alerts(state: State, after: Mapping[str, Standing], found: list[Verdict], at: float) -> Iterator[Alert]:
    for verdict in found:
        before, now = state.standings.get(verdict.subject, Standing()), after[verdict.subject]
        if now.is_well != before.is_well:
            yield Alert(verdict.subject, now.is_well, verdict.sentence, now.since, at)
