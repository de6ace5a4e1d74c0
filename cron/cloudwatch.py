"""Sends figures to CloudWatch, and keeps a quarter of an hour of them while it is away."""

from collections import deque
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from cron import logs, metrics
from cron.cloud import FAULTS, Services, named
from cron.metrics import Point

MOST_POINTS = 1000
MOST_SECONDS = 900
BATCH = 500  # CloudWatch takes 1,000 at once
SAID_EVERY = 60


def request(namespace: str, points: Iterable[Point]) -> dict[str, Any]:
    """The arguments of PutMetricData."""
    return {"Namespace": namespace, "MetricData": [_datum(point) for point in points]}


class Outbox:
    """Figures on their way. What is older than a quarter of an hour, or beyond a thousand, is dropped and counted."""

    def __init__(self, namespace: str, services: Services) -> None:
        self._namespace, self._services = namespace, services
        self._waiting: deque[Point] = deque()
        self._said_at = float("-inf")
        self._unsaid = 0
        self.dropped = 0  # since CloudWatch last heard of it

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, points: Iterable[Point], at: float) -> None:
        self._waiting.extend(points)
        dropped = 0
        while self._waiting and (len(self._waiting) > MOST_POINTS or at - self._waiting[0].at > MOST_SECONDS):
            self._waiting.popleft()
            dropped += 1
        self.dropped += dropped
        self._unsaid += dropped
        if self._unsaid and at - self._said_at >= SAID_EVERY:
            logs.warn("points were dropped", dropped=self._unsaid, waiting=len(self._waiting))
            self._said_at, self._unsaid = at, 0

    def send(self, at: float) -> bool:
        """Oldest first, each with the time it was measured at, until all are gone or one batch is refused."""
        told = [Point(metrics.DROPPED_POINTS, "monitor", self.dropped, at)]
        try:
            client = self._services.client("cloudwatch")
            while told or self._waiting:
                batch = list(islice(self._waiting, BATCH))
                client.put_metric_data(**request(self._namespace, [*batch, *told]))
                for _ in batch:
                    self._waiting.popleft()
                if told:
                    self.dropped, told = 0, []
        except FAULTS as fault:
            logs.warn("figures were not sent", problem=named(fault), waiting=len(self._waiting))
            return False
        return True


def _datum(point: Point) -> dict[str, Any]:
    return {
        "MetricName": point.metric.name,
        "Dimensions": [{"Name": name, "Value": value} for name, value in point.dimensions.items()],
        "Timestamp": datetime.fromtimestamp(point.at, UTC),
        "Value": point.value,
        "Unit": point.metric.unit,
    }
