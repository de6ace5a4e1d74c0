"""Reads log lines as CloudWatch does: which metric, with which dimensions, has which values."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

LARGEST_LINE = 256_000  # bytes, from here on with the rest of this page from the format's specification
MOST_METRICS = 100
MOST_VALUES = 100


@dataclass(frozen=True)
class Datum:
    namespace: str
    name: str
    unit: str
    dimensions: tuple[tuple[str, str], ...]
    at: int  # milliseconds since 1970
    values: tuple[tuple[float, float], ...]  # each with how often it occurred

    @property
    def sum(self) -> float:
        return sum(value * times for value, times in self.values)

    @property
    def samples(self) -> float:
        return sum(times for _, times in self.values)

    def percentile(self, share: float) -> float:
        seen = 0.0
        for value, times in sorted(self.values):
            seen += times
            if seen >= share * self.samples:
                return value
        raise AssertionError("a share is at most 1")


def read(lines: Iterable[str]) -> list[Datum]:
    """Every datum of the lines that are such; fails for one that CloudWatch would refuse."""
    found = []
    for text in lines:
        if '"_aws"' in text:
            assert len(text) < LARGEST_LINE
            line = json.loads(text)
            for declared in line["_aws"]["CloudWatchMetrics"]:
                found += _data(line, declared)
    return found


def _data(line: dict, declared: dict) -> Iterable[Datum]:
    assert 0 < len(declared["Metrics"]) <= MOST_METRICS
    for names in declared["Dimensions"]:
        dimensions = tuple((name, line[name]) for name in names)
        assert all(isinstance(value, str) and 0 < len(value) <= 255 for _, value in dimensions)
        for metric in declared["Metrics"]:
            values = _values(line[metric["Name"]])
            at = line["_aws"]["Timestamp"]
            yield Datum(declared["Namespace"], metric["Name"], metric["Unit"], dimensions, at, values)


def _values(given: object) -> tuple[tuple[float, float], ...]:
    if isinstance(given, dict):
        assert len(given["Values"]) == len(given["Counts"]) <= MOST_VALUES
        assert (min(given["Values"]), max(given["Values"])) == (given["Min"], given["Max"])
        return tuple(zip(given["Values"], given["Counts"], strict=True))
    assert isinstance(given, int | float)
    return ((given, 1),)
