"""What this process counts, written once a minute as log lines that CloudWatch reads as metrics (`_aws`).

The form is CloudWatch's embedded metric format, with latencies as values and their counts, at most 100 of them. A line
holds no path, no person and no request: names of routes come from the URLconf, so their number is known.
"""

import logging
import math
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from django.conf import settings

logger = logging.getLogger(__name__)
SERVICE = "web"
STEP = 1.15  # from one kept latency to the next: at most 7 % beside the truth
SHORTEST, LONGEST = 0.5, 60_000.0  # milliseconds; between them STEP makes fewer than 100 values
SECONDS = 60


@dataclass(frozen=True)
class Metric:
    """One name in CloudWatch; `by_route` says that each route has its own beside the sum."""

    name: str
    unit: str
    meaning: str
    by_route: bool = False


REQUESTS = Metric("Requests", "Count", "Answers, but those to probes")
REFUSALS = Metric("Refusals", "Count", "Answers with a status of 400 to 499")
ERRORS = Metric("Errors", "Count", "Answers with a status of 500 and above", True)
SERVER_LATENCY = Metric("ServerLatency", "Milliseconds", "From the first look at a request to its answer", True)
THREADS_BUSY = Metric("ThreadsBusy", "Percent", "Of the time that the threads of a process had")
SIGN_INS = Metric("SignIns", "Count", "People who came back from their provider and are signed in")
SIGN_IN_FAILURES = Metric("SignInFailures", "Count", "Sign-ins that ended with a page about what went wrong")
CACHE_FAILURES = Metric("CacheFailures", "Count", "Calls to the cache or the limits that Redis did not answer")
METRICS = (
    *(REQUESTS, REFUSALS, ERRORS, SERVER_LATENCY, THREADS_BUSY),
    *(SIGN_INS, SIGN_IN_FAILURES, CACHE_FAILURES),
)
_COUNTED = tuple(metric.name for metric in METRICS if metric.unit == "Count")


@dataclass
class _Route:
    latencies: Counter[float] = field(default_factory=Counter)
    errors: int = 0


class _Minute:
    """What was counted in one minute of the clock, of which this process saw all, or what is after `began`."""

    def __init__(self, now: float, began: float) -> None:
        self.number = int(now // SECONDS)
        self.since = max(began, self.number * SECONDS)
        self.counts = dict.fromkeys(_COUNTED, 0)
        self.busy = 0.0  # seconds
        self.routes: dict[str, _Route] = {}

    def add(self, route: str, status: int, seconds: float) -> None:
        self.busy += seconds
        self.counts[REQUESTS.name] += 1
        self.counts[REFUSALS.name] += 400 <= status < 500
        self.counts[ERRORS.name] += status >= 500
        seen = self.routes.setdefault(route, _Route())
        seen.latencies[_kept(seconds * 1000)] += 1
        seen.errors += status >= 500

    def write(self, now: float) -> None:
        had = max(1.0, min(now, (self.number + 1) * SECONDS) - self.since) * settings.THREADS
        everything = sum((route.latencies for route in self.routes.values()), Counter[float]())
        values: dict[str, object] = {**self.counts, THREADS_BUSY.name: round(min(1.0, self.busy / had) * 100, 2)}
        if everything:
            values[SERVER_LATENCY.name] = _histogram(everything)
        self._say(values, {})
        for name, route in sorted(self.routes.items()):
            values = {SERVER_LATENCY.name: _histogram(route.latencies)}
            if route.errors:  # a metric is paid for while it is sent
                values[ERRORS.name] = route.errors
            self._say(values, {"Route": name})

    def _say(self, values: dict[str, object], named: dict[str, str]) -> None:
        dimensions = {"Service": SERVICE, **named}
        declared = {
            "Namespace": settings.METRICS_NAMESPACE,
            "Dimensions": [list(dimensions)],
            "Metrics": [{"Name": metric.name, "Unit": metric.unit} for metric in METRICS if metric.name in values],
        }
        head = {"Timestamp": self.number * SECONDS * 1000, "CloudWatchMetrics": [declared]}
        logger.info("metrics", extra={"_aws": head, **dimensions, **values})


_lock = threading.Lock()
_minute: _Minute | None = None
_began = 0.0


def count(metric: Metric) -> None:
    """One more of what is counted."""
    if settings.METRICS_NAMESPACE:
        with _lock:
            _now_counting(time.time()).counts[metric.name] += 1


def answered(route: str, status: int, seconds: float) -> None:
    """A request of this route got this answer; `seconds` is how long it took."""
    if settings.METRICS_NAMESPACE:
        with _lock:
            _now_counting(time.time()).add(route, status, seconds)


def turn() -> None:
    """Write the minute that is over, if one is. Whatever is asked turns it, and probes ask every few seconds."""
    number = int(time.time() // SECONDS)
    if _minute and _minute.number != number:
        _write(all_but=number)


def flush() -> None:
    """Write what was counted so far: the process may end now."""
    _write()


def _write(all_but: int | None = None) -> None:
    global _minute
    with _lock:
        if not _minute or _minute.number == all_but:
            return  # another thread was faster
        over, _minute = _minute, None
    over.write(time.time())


def _now_counting(now: float) -> _Minute:
    global _minute, _began  # noqa: PLW0603
    if not _minute:
        _began = _began or now
        _minute = _Minute(now, _began)
    return _minute


def _kept(milliseconds: float) -> float:
    """The nearest of the few values that are kept."""
    steps = round(math.log(min(max(milliseconds, SHORTEST), LONGEST) / SHORTEST, STEP))
    return float(f"{SHORTEST * STEP**steps:.3g}")


def _histogram(latencies: Counter[float]) -> dict[str, object]:
    values = sorted(latencies)
    counts = [latencies[value] for value in values]
    total = round(sum(value * number for value, number in zip(values, counts, strict=True)), 3)
    return {"Values": values, "Counts": counts, "Min": values[0], "Max": values[-1], "Count": sum(counts), "Sum": total}
