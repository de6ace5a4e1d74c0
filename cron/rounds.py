"""One round after another: look, decide, send, tell; and a file that says that the last one ended."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from cron import alerts, logs, metrics
from cron.cloud import Services
from cron.cloudwatch import Outbox
from cron.decisions import Decision, State, decide
from cron.findings import Answer, Certificate, Findings, Host, Readiness
from cron.health import HEARTBEAT
from cron.looks import availability, backups, certificate, host, readiness
from cron.settings import Settings
from cron.together import Together

GRACE = 2  # seconds beyond a look's own limit until it is left behind
T = TypeVar("T")


class Looks:
    """What is looked at in a round, each look by the name of its subject."""

    def __init__(self, settings: Settings, services: Services) -> None:
        self._settings = settings
        self._together = Together()
        self._backups = backups.Remembered(backups.place(settings.backups, services)) if settings.backups else None

    def look(self, at: float) -> Findings:
        limit = self._settings.timeout + GRACE
        found = self._together.run(self._looks(at), limit)
        late = f"no answer within {limit:g} s"
        targets = self._settings.targets
        return Findings(
            answers=tuple(_found(found, t.url, Answer(t, problem=late)) for t in targets),
            certificates={url: _found(found, name, Certificate(problem=late)) for url, name in self._secured().items()},
            readiness=_found(found, "readiness", Readiness(problem=late)),
            backup=_found(found, "backups", self._backups.none(late, at)) if self._backups else None,
            host=_found(found, "host", Host()),
        )

    def _looks(self, at: float) -> dict[str, Callable[[], object]]:
        seconds, verify = self._settings.timeout, self._settings.verify
        looks: dict[str, Callable[[], object]] = {}
        for target in self._settings.targets:
            looks[target.url] = partial(availability.look, target, seconds=seconds, verify=verify)
        for url, name in self._secured().items():
            looks[name] = partial(certificate.look, url, seconds=seconds, at=at)
        looks["readiness"] = partial(readiness.look, self._settings.ready_url, seconds=seconds, verify=verify)
        looks["host"] = partial(host.look, self._settings.disk_path)
        if self._backups:
            looks["backups"] = partial(self._backups.look, at)
        return looks

    def _secured(self) -> dict[str, str]:
        urls = [target.url for target in self._settings.targets]
        return {url: f"certificate of {url}" for url in urls if url.startswith("https:")}


class Rounds:
    """What lasts from one round to the next."""

    def __init__(self, settings: Settings, services: Services, heartbeat: Path = HEARTBEAT) -> None:
        self._settings, self._heartbeat = settings, heartbeat
        self._looks = Looks(settings, services)
        self._state = State()
        self._outbox = Outbox(metrics.namespace(settings.environment), services) if settings.cloud.region else None
        self._post = alerts.Post(settings.environment, alerts.channels(settings, services))

    def once(self, at: float) -> Decision:
        """People first: what they are told does not wait for the figures."""
        decision = decide(self._state, self._looks.look(at), self._settings, at)
        self._state = decision.state
        _log(decision)
        self._post.add(decision.alerts)
        self._post.deliver()
        if self._outbox is not None:
            self._outbox.add(decision.points, at)
            self._outbox.send(at)
        self._beat()
        return decision

    def _beat(self) -> None:
        """How old the file may become stands in it, so that who reads it needs no settings."""
        try:
            self._heartbeat.write_text(f"{3 * self._settings.seconds:g}")
        except OSError as error:
            logs.warn("the heartbeat cannot be written", problem=str(error.strerror))


def forever(rounds: Rounds, seconds: float, clock: Callable[[], float] = time.time) -> None:
    """Rounds begin at whole multiples; one that took too long leaves out those that it missed."""
    while True:
        rounds.once(clock())
        time.sleep(seconds - clock() % seconds)


def _log(decision: Decision) -> None:
    figures = {
        f"{point.metric.name} {point.target or point.service}": round(point.value, 3) for point in decision.points
    }
    wrong = {verdict.subject: verdict.sentence for verdict in decision.verdicts if not verdict.is_well}
    logs.say("round", figures=figures, wrong=wrong)
    for alert in decision.alerts:
        tell = logs.say if alert.is_well else logs.warn
        tell("well again" if alert.is_well else "alert", subject=alert.subject, found=alert.sentence)


def _found(found: Mapping[str, object], name: str, otherwise: T) -> T:
    """A look that ended, or what is said of one that hangs."""
    value = found.get(name)
    return value if isinstance(value, type(otherwise)) else otherwise
