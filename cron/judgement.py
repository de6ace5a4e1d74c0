"""Pure: what the findings of a round mean, as figures to send and as verdicts in words."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from cron import metrics
from cron.findings import Answer, Findings
from cron.metrics import Metric, Point
from cron.settings import Limits

HOUR, DAY = 3600, 86_400
MARGIN = 0.05  # by which a figure must be better than its limit before it counts as well again


@dataclass(frozen=True)
class Verdict:
    """Whether one subject is well, and a sentence for a person."""

    subject: str
    is_well: bool
    sentence: str


def points(findings: Findings, at: float, wanted: tuple[Metric, ...]) -> list[Point]:
    """What could be measured; of what could not, nothing is said."""
    found = [*_of_targets(findings, at), *_of_the_rest(findings, at), Point(metrics.HEARTBEAT, "monitor", 1, at)]
    return [point for point in found if point.metric in wanted]


def verdicts(findings: Findings, at: float, limits: Limits, ill: Collection[str] = ()) -> list[Verdict]:
    """`ill` are the subjects that were told as faults. A subject of which nothing is known has no verdict."""
    judge = _Judge(ill)
    found = [*_answers(findings, limits, judge), *_certificates(findings, limits, judge), *_readiness(findings)]
    return [*found, *_backup(findings, at, limits, judge), *_host(findings, limits, judge)]


@dataclass(frozen=True)
class _Judge:
    """Holds a figure against its limit, a little stricter while its subject is ill."""

    ill: Collection[str]

    def above(self, subject: str, value: float, limit: float) -> bool:
        return value > limit * (1 - MARGIN if subject in self.ill else 1)

    def below(self, subject: str, value: float, limit: float) -> bool:
        return value < limit * (1 + MARGIN if subject in self.ill else 1)


def is_right(answer: Answer) -> bool:
    return not answer.problem and answer.status == answer.target.status and answer.has_words


def _of_targets(findings: Findings, at: float) -> Iterator[Point]:
    for answer in findings.answers:
        url = answer.target.url
        yield Point(metrics.AVAILABILITY, "site", float(is_right(answer)), at, url)
        if not answer.problem:
            yield Point(metrics.LATENCY, "site", answer.milliseconds, at, url)
        certificate = findings.certificates.get(url)
        if certificate and not certificate.problem:
            yield Point(metrics.CERTIFICATE_DAYS, "site", certificate.days, at, url)


def _of_the_rest(findings: Findings, at: float) -> Iterator[Point]:
    for component, is_ready in findings.readiness.components.items():
        if component in metrics.COMPONENTS:  # others would cost, and no dashboard shows them; alerts tell of all
            yield Point(metrics.READY, component, float(is_ready), at)
    if findings.backup:  # without a good one too: its age grows, so the alarm about it rings by itself
        yield Point(metrics.BACKUP_AGE, "backups", max(0, at - findings.backup.finished_at), at)
    host = findings.host
    seen = {metrics.DISK_USED: host.disk, metrics.MEMORY_USED: host.memory, metrics.LOAD_PER_CPU: host.load}
    for metric, value in seen.items():
        if value is not None:
            yield Point(metric, "host", value, at)


def _answers(findings: Findings, limits: Limits, judge: _Judge) -> Iterator[Verdict]:
    for answer in findings.answers:
        url = answer.target.url
        yield Verdict(url, is_right(answer), _said(answer))
        if is_right(answer):  # how long a wrong answer took says nothing of the right one
            subject = f"speed of {url}"
            is_slow = judge.above(subject, answer.milliseconds, limits.slow_ms)
            yield Verdict(subject, not is_slow, f"answers in {answer.milliseconds:.0f} ms")


def _said(answer: Answer) -> str:
    if answer.problem:
        return answer.problem
    if answer.status != answer.target.status:
        leads = f" and leads to {answer.leads_to}" if answer.leads_to else ""
        return f"answers {answer.status} instead of {answer.target.status}{leads}"
    return f"answers {answer.status}" if answer.has_words else f"answers {answer.status} without the expected words"


def _certificates(findings: Findings, limits: Limits, judge: _Judge) -> Iterator[Verdict]:
    for url, certificate in findings.certificates.items():
        subject = f"certificate of {url}"
        if not certificate.problem:
            is_short = judge.below(subject, certificate.days, limits.certificate_days)
            yield Verdict(subject, not is_short, _ending(certificate.days))
        elif all(is_right(answer) for answer in findings.answers if answer.target.url == url):
            yield Verdict(subject, False, certificate.problem)


def _ending(days: float) -> str:
    return f"expires in {days:.1f} days" if days > 0 else f"expired {-days:.1f} days ago"


def _readiness(findings: Findings) -> Iterator[Verdict]:
    for component, is_ready in findings.readiness.components.items():
        yield Verdict(component, is_ready, "is ready" if is_ready else "failed")
    is_up = all(is_right(answer) for answer in findings.answers)
    if not findings.readiness.problem:
        yield Verdict("readiness", is_well=True, sentence="is told")
    elif is_up:  # a site that is away cannot tell, and that is told already
        yield Verdict("readiness", is_well=False, sentence=findings.readiness.problem)


def _backup(findings: Findings, at: float, limits: Limits, judge: _Judge) -> Iterator[Verdict]:
    backup = findings.backup
    if backup is None:
        return
    age = max(0, at - backup.finished_at)
    if backup.problem:
        if age >= limits.backup_seconds:
            yield Verdict("backups", is_well=False, sentence=backup.problem)
        return
    is_old = judge.above("backups", age, limits.backup_hours * HOUR)
    yield Verdict("backups", not is_old, f"the newest good one is {age / HOUR:.1f} hours old")


def _host(findings: Findings, limits: Limits, judge: _Judge) -> Iterator[Verdict]:
    host = findings.host
    if host.disk is not None:
        yield Verdict("disk", not judge.above("disk", host.disk, limits.disk_percent), f"{host.disk:.0f} % used")
    if host.memory is not None:
        is_short = judge.above("memory", host.memory, limits.memory_percent)
        yield Verdict("memory", not is_short, f"{host.memory:.0f} % used")
    if host.load is not None:
        is_busy = judge.above("load", host.load, limits.load_per_cpu)
        yield Verdict("load", not is_busy, f"{host.load:.1f} processes want each CPU")
