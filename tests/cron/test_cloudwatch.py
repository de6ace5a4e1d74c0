"""What reaches CloudWatch, read back by its API; and what is kept, sent later or dropped while it is away."""

import io
import json
import urllib.request
from datetime import UTC, datetime, timedelta

import pytest
from botocore.config import Config

from cron import cloud, cloudwatch, metrics
from cron.cloudwatch import Outbox
from cron.metrics import Point
from tests.bucket_server import BucketServer
from tests.cron import servers

NAMESPACE = "Colophon/test"
MINUTE = 60
NOW = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=45)
AT = NOW.timestamp()


@pytest.fixture
def figures(aws):
    """CloudWatch without any figure."""
    urllib.request.urlopen(urllib.request.Request(f"{aws.url}/moto-api/reset", method="POST"), timeout=10).close()
    return aws


def beat(at: float) -> Point:
    return Point(metrics.HEARTBEAT, "monitor", 1, at)


def kept(aws: BucketServer, metric: metrics.Metric, service: str = "monitor", **more: str) -> dict[float, float]:
    """Sums by the minute, in seconds since AT."""
    dimensions = {"Service": service, **more}
    answer = aws.client("cloudwatch").get_metric_statistics(
        Namespace=NAMESPACE,
        MetricName=metric.name,
        Dimensions=[{"Name": name, "Value": value} for name, value in dimensions.items()],
        StartTime=NOW - timedelta(hours=1),
        EndTime=NOW + timedelta(hours=2),
        Period=MINUTE,
        Statistics=["Sum"],
    )
    return {found["Timestamp"].timestamp() - AT: found["Sum"] for found in answer["Datapoints"]}


def lines(said: io.StringIO) -> list[dict]:
    return [json.loads(line) for line in said.getvalue().splitlines()]


def test_a_figure_arrives_with_its_dimensions_and_its_moment(figures):
    outbox = Outbox(NAMESPACE, servers.services(figures.url))
    url = "https://people.example.org"
    outbox.add([Point(metrics.LATENCY, "site", 123.5, AT, url), beat(AT)], AT)
    assert outbox.send(AT)
    assert len(outbox) == 0
    assert kept(figures, metrics.LATENCY, "site", Target=url) == {0: 123.5}
    assert kept(figures, metrics.HEARTBEAT) == {0: 1}
    assert kept(figures, metrics.DROPPED_POINTS) == {0: 0}
    listed = figures.client("cloudwatch").list_metrics(Namespace=NAMESPACE)["Metrics"]
    assert {frozenset(d["Name"] for d in found["Dimensions"]) for found in listed} == {
        frozenset({"Service"}),
        frozenset({"Service", "Target"}),
    }


def test_what_waited_arrives_with_the_moments_it_was_measured_at(figures, said):
    outbox = Outbox(NAMESPACE, servers.services(f"http://127.0.0.1:{servers.closed_port()}"))
    for minute in range(5):
        outbox.add([beat(AT + minute * MINUTE)], AT + minute * MINUTE)
        assert not outbox.send(AT + minute * MINUTE)
    assert len(outbox) == 5
    outbox._services = servers.services(figures.url)
    assert outbox.send(AT + 5 * MINUTE)
    assert kept(figures, metrics.HEARTBEAT) == {minute * MINUTE: 1 for minute in range(5)}
    assert {line["problem"] for line in lines(said)} == {"EndpointConnectionError"}


def test_half_an_hour_without_cloudwatch_leaves_a_quarter_and_a_count(figures, said):
    outbox = Outbox(NAMESPACE, servers.services(f"http://127.0.0.1:{servers.closed_port()}"))
    for minute in range(31):
        outbox.add([beat(AT + minute * MINUTE)], AT + minute * MINUTE)
    outbox.send(AT + 30 * MINUTE)
    assert (len(outbox), outbox.dropped) == (16, 15)
    outbox._services = servers.services(figures.url)
    assert outbox.send(AT + 30 * MINUTE)
    assert kept(figures, metrics.HEARTBEAT) == {minute * MINUTE: 1 for minute in range(15, 31)}
    assert kept(figures, metrics.DROPPED_POINTS) == {30 * MINUTE: 15}
    assert outbox.dropped == 0


def test_never_more_than_a_thousand_wait_and_the_newest_stay(said):
    outbox = Outbox(NAMESPACE, servers.services("http://127.0.0.1:1"))
    outbox.add([Point(metrics.HEARTBEAT, "monitor", number, AT) for number in range(1500)], AT)
    assert (len(outbox), outbox.dropped) == (1000, 500)
    assert outbox._waiting[0].value == 500


def test_dropping_is_said_once_a_minute(said):
    outbox = Outbox(NAMESPACE, servers.services("http://127.0.0.1:1"))
    for second in range(0, 180, 10):
        outbox.add([beat(AT) for _ in range(1010)], AT + second)
    said_of = [line["dropped"] for line in lines(said) if line["message"] == "points were dropped"]
    assert len(said_of) == 3
    assert sum(said_of) <= outbox.dropped == 18 * 1010 - 1000


def test_many_figures_go_in_batches(figures):
    outbox = Outbox(NAMESPACE, servers.services(figures.url))
    outbox.add([beat(AT + number % 10 * MINUTE) for number in range(1000)], AT + 9 * MINUTE)
    assert outbox.send(AT + 9 * MINUTE)
    assert sum(kept(figures, metrics.HEARTBEAT).values()) == 1000


@pytest.mark.parametrize(
    ("status", "body", "problem"),
    [
        (400, '{"__type": "ThrottlingException", "message": "canary"}', "Throttling"),
        (403, '{"__type": "AccessDeniedException", "message": "canary"}', "AccessDenied"),
        (500, "<html>canary</html>", ""),
        (200, "nonsense", None),
    ],
)
def test_a_cloudwatch_that_refuses_loses_nothing(said, status, body, problem):
    with servers.site() as refusing:
        refusing.page = servers.Page(status=status, body=body.encode())
        outbox = Outbox(NAMESPACE, servers.services(refusing.url))
        outbox.add([beat(AT)], AT)
        is_sent = outbox.send(AT)
    assert is_sent == (problem is None)
    assert len(outbox) == (0 if is_sent else 1)
    assert "canary" not in said.getvalue()
    assert is_sent or problem in lines(said)[-1]["problem"]


def test_a_silent_cloudwatch_is_given_up_within_its_limits(said, monkeypatch):
    monkeypatch.setattr(cloud, "LIMITS", cloud.LIMITS.merge(Config(read_timeout=0.2)))
    with servers.silent() as url:
        outbox = Outbox(NAMESPACE, servers.services(url))
        outbox.add([beat(AT)], AT)
        assert not outbox.send(AT)
    assert lines(said)[-1]["problem"] == "ReadTimeoutError"


def test_a_request_says_what_would_be_sent():
    said = cloudwatch.request(NAMESPACE, [beat(0)])
    assert said["MetricData"][0]["MetricName"] == "Heartbeat"
    assert said["MetricData"][0]["Timestamp"] == datetime(1970, 1, 1, tzinfo=UTC)
