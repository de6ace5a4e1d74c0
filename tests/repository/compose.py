"""The compose files as Compose reads them, so that a test without Docker can look at every service."""

import re
from typing import Any

import yaml

from tests.repository import tree

ENVIRONMENTS = ("local", "dev", "production")
FILES = [f"docker-compose.{name}.yml" for name in ENVIRONMENTS]
SHARED = "compose/services.yml"
LOGS = "compose/logs.awslogs.yml"
_INTERPOLATED = re.compile(r"(?<!\$)\$\{([A-Z][A-Z0-9_]*)(?::?([-?+])([^}]*))?\}")

Service = dict[str, Any]


def document(environment: str) -> dict[str, Any]:
    return dict(yaml.safe_load(tree.read(f"docker-compose.{environment}.yml")))


def services(environment: str) -> dict[str, Service]:
    """Every service of an environment with what it takes from compose/services.yml."""
    shared = yaml.safe_load(tree.read(SHARED))["services"]
    return {name: _extended(own, shared) for name, own in document(environment)["services"].items()}


def variables(*paths: str) -> dict[str, str]:
    """What Compose puts in from outside, with the default that the files give it."""
    found: dict[str, str] = {}
    for path in paths:
        for name, how, rest in _INTERPOLATED.findall(tree.read(path)):
            found[name] = found.get(name, "") or ("required" if how == "?" else rest if how == "-" else "")
    return dict(sorted(found.items()))


def _extended(own: Service, shared: dict[str, Service]) -> Service:
    base = dict(shared[own["extends"]["service"]])
    for key, value in own.items():
        before = base.get(key)
        if isinstance(before, dict) and isinstance(value, dict):
            base[key] = {**before, **value}
        elif isinstance(before, list) and isinstance(value, list) and key != "command":
            base[key] = [*before, *value]
        else:
            base[key] = value
    del base["extends"]
    return base
