"""Reads a CloudFormation template, and which metrics its alarms and dashboards name."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "deploy/aws"
VALUES = {
    "Environment": "production",
    "Target": "https://people.example.org",
    "Mail": "",
    "Alarms": "arn:aws:sns:eu-central-1:123456789012:colophon-production-alarms",
    "AWS::Region": "eu-central-1",
    "AWS::Partition": "aws",
    "AWS::AccountId": "123456789012",
}
_SEARCH = re.compile(r"""\{"?([^,"]+)"?,([\w,]+)\} MetricName="(\w+)" Service="(\w+)\"""")
_ID = re.compile(r"\b[a-z]\w*\b(?!\()")


@dataclass(frozen=True)
class Named:
    """A metric as somebody names it: the value of its dimension Service, and the names of all its dimensions."""

    namespace: str
    name: str
    service: str
    dimensions: frozenset[str]


class _Loader(yaml.SafeLoader):
    """With CloudFormation's short tags, filled in from VALUES."""


def _sub(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> str:
    return re.sub(r"\$\{([\w:]+)\}", lambda found: VALUES[found[1]], loader.construct_scalar(node))


_Loader.add_constructor("!Sub", _sub)
_Loader.add_constructor("!Ref", lambda loader, node: VALUES[loader.construct_scalar(node)])
_Loader.add_constructor("!Not", lambda loader, node: None)


def resources(kind: str) -> dict[str, dict[str, Any]]:
    """The properties of all resources of this kind, by their names in the template."""
    template = yaml.load((FOLDER / "dashboards.yaml").read_text(), _Loader)
    return {
        name: found["Properties"]
        for name, found in template["Resources"].items()
        if found["Type"] == f"AWS::CloudWatch::{kind}"
    }


def alarms() -> dict[str, dict[str, Any]]:
    return resources("Alarm")


def widgets() -> list[dict[str, Any]]:
    (dashboard,) = resources("Dashboard").values()
    return json.loads(dashboard["DashboardBody"])["widgets"]


def in_alarm(alarm: dict[str, Any]) -> set[Named]:
    asked = [query["MetricStat"]["Metric"] for query in alarm.get("Metrics", [alarm]) if "MetricStat" in query]
    return {_named_by_api(metric) for metric in asked or [alarm]}


def in_widget(widget: dict[str, Any]) -> set[Named]:
    found = set()
    for line in widget["properties"].get("metrics", ()):
        if isinstance(line[0], dict):
            searched = _SEARCH.findall(line[0]["expression"])
            assert searched or "SEARCH" not in line[0]["expression"], line
            found |= {Named(space, name, who, frozenset(keys.split(","))) for space, keys, name, who in searched}
        else:
            named = [part for part in line if isinstance(part, str)]
            pairs = dict(zip(named[2::2], named[3::2], strict=True))
            found.add(Named(named[0], named[1], pairs["Service"], frozenset(pairs)))
    return found


def unknown_ids(expressions: dict[str, str], ids: set[str]) -> set[str]:
    """What expressions refer to that nothing is called; words inside quotes are no references."""
    used = {word for text in expressions.values() for word in _ID.findall(re.sub(r"'[^']*'", "", text))}
    return used - ids


def calculated(alarm: dict[str, Any], **values: float) -> float:
    """What an alarm's expressions give, for one value of each of its metrics: as far as they are written here."""
    expressions = {query["Id"]: query["Expression"] for query in alarm["Metrics"] if "Expression" in query}
    known: dict[str, object] = {
        "FILL": lambda value, _otherwise: value,
        "IF": lambda so, one, other: one if so else other,
    }
    known |= values
    for name in sorted(expressions, key=lambda name: name not in ("failed",)):  # the one that others refer to
        known[name] = eval(expressions[name].replace(" AND ", " and "), {"__builtins__": {}}, known)
    (shown,) = [query["Id"] for query in alarm["Metrics"] if query.get("ReturnData", True)]
    return float(known[shown])  # type: ignore[arg-type]


def _named_by_api(metric: dict[str, Any]) -> Named:
    pairs = {pair["Name"]: pair["Value"] for pair in metric["Dimensions"]}
    return Named(metric["Namespace"], metric["MetricName"], pairs["Service"], frozenset(pairs))
