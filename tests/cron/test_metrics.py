"""The names of what the monitor measures, and how many CloudWatch counts."""

from cron import metrics
from cron.metrics import Metric, Point


def billed(wanted: tuple[Metric, ...], targets: int) -> int:
    """How many CloudWatch counts: every combination of a name and its dimensions."""
    return sum(len(metric.services) * (targets if metric.has_target else 1) for metric in wanted)


def test_the_default_set_of_one_target_is_free():
    assert billed(metrics.DEFAULT, targets=1) == 10


def test_a_further_target_costs_three_metrics():
    assert billed(metrics.DEFAULT, targets=2) == 13
    assert billed(metrics.ALL, targets=1) == 11


def test_names_are_unique_and_have_a_meaning():
    assert len({metric.name for metric in metrics.ALL}) == len(metrics.ALL)
    assert [metric.name for metric in metrics.ALL if not metric.meaning or not metric.services] == []


def test_dimensions_are_service_and_target_only():
    site = Point(metrics.AVAILABILITY, "site", 1, at=0, target="https://people.example.org")
    assert site.dimensions == {"Service": "site", "Target": "https://people.example.org"}
    assert Point(metrics.READY, "cache", 0, at=0).dimensions == {"Service": "cache"}


def test_every_environment_has_a_namespace_of_its_own():
    assert metrics.namespace("dev") == "Colophon/dev"
