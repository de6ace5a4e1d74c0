"""Takes alerts to people, by a topic of SNS and a webhook, each in its own time: what is not delivered stays."""

from collections import deque
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Protocol

import requests

from cron import logs
from cron.cloud import FAULTS, Services, named
from cron.decisions import Alert
from cron.settings import Settings

MOST_WAITING = 100
SUBJECT_LENGTH = 100  # of a mail that SNS sends
LIMITS = (2, 5)  # seconds to connect, and between two bytes


class Undelivered(Exception):
    """The message says why, without the address."""


class Channel(Protocol):
    """A way to people."""

    name: str

    def deliver(self, alert: Alert, environment: str) -> None:
        """Or Undelivered."""


def sentence(alert: Alert, environment: str) -> str:
    """In one line: where, what, since when."""
    since = datetime.fromtimestamp(alert.since, UTC).strftime("%H:%M UTC")
    state = "well again" if alert.is_well else "ALERT"
    return f"Colophon {environment}: {state}: {alert.subject}: {alert.sentence} (since {since})"


class Topic:
    """SNS, whose subscribers are mailboxes, telephones or machines."""

    name = "SNS"

    def __init__(self, address: str, services: Services) -> None:
        self._address, self._services = address, services

    def deliver(self, alert: Alert, environment: str) -> None:
        text = sentence(alert, environment)
        region = self._address.split(":")[3]
        try:
            client = self._services.client("sns", region)
            client.publish(TopicArn=self._address, Subject=_subject(text), Message=text)
        except FAULTS as fault:
            raise Undelivered(named(fault)) from None


class Webhook:
    """Posts JSON; `text` is what chat rooms show, the rest is for programs."""

    name = "webhook"

    def __init__(self, address: str) -> None:
        self._address = address

    def deliver(self, alert: Alert, environment: str) -> None:
        body = {
            "text": sentence(alert, environment),
            "environment": environment,
            "subject": alert.subject,
            "state": "ok" if alert.is_well else "alert",
            "found": alert.sentence,
            "since": _iso(alert.since),
            "at": _iso(alert.at),
        }
        try:
            with requests.Session() as session:
                session.trust_env = False
                answer = session.post(self._address, json=body, timeout=LIMITS, allow_redirects=False, stream=True)
                answer.close()
        except (requests.RequestException, ValueError) as error:
            raise Undelivered(type(error).__name__) from None
        if not answer.ok or answer.is_redirect:
            raise Undelivered(f"status {answer.status_code}")


class Post:
    """Every channel with the alerts that wait for it, in their order."""

    def __init__(self, environment: str, channels: Iterable[Channel]) -> None:
        self._environment = environment
        self._waiting: dict[Channel, deque[Alert]] = {channel: deque(maxlen=MOST_WAITING) for channel in channels}

    def __len__(self) -> int:
        return sum(len(waiting) for waiting in self._waiting.values())

    def add(self, alerts: Iterable[Alert]) -> None:
        """Beyond a hundred the oldest go."""
        for alert in alerts:
            for waiting in self._waiting.values():
                waiting.append(alert)

    def deliver(self) -> None:
        """A channel that fails is left alone until the next round."""
        for channel, waiting in self._waiting.items():
            while waiting:
                try:
                    channel.deliver(waiting[0], self._environment)
                except Undelivered as problem:
                    logs.warn("alert not delivered", channel=channel.name, problem=str(problem), waiting=len(waiting))
                    break
                waiting.popleft()


def channels(settings: Settings, services: Services) -> list[Channel]:
    found: list[Channel] = []
    if settings.cloud.topic:
        found.append(Topic(settings.cloud.topic, services))
    if settings.webhook:
        found.append(Webhook(settings.webhook))
    return found


def _subject(text: str) -> str:
    """One line of ASCII, as SNS takes it."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return plain.encode("ascii", "replace").decode()[:SUBJECT_LENGTH]


def _iso(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="seconds")
