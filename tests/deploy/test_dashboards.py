"""Dashboards and alarms: every metric they name is one that the code emits, and every one emitted is shown."""

import ast
import json
import logging
import os
import re
import subprocess
import sys
import urllib.request

import pytest

from cron import metrics as monitors
from profiles.shared import metrics as own
from profiles.shared.logs import JsonFormatter
from tests import embedded_metrics
from tests.bucket_server import KEYS, REGION, BucketServer
from tests.deploy import template
from tests.deploy.template import Named
from tests.repository import tree

NAMESPACE = "Colophon/production"
STACK = "colophon-production-dashboards"


def emitted_by_the_monitor() -> set[Named]:
    points = [
        monitors.Point(metric, service, 1.0, 0.0, "https://people.example.org" if metric.has_target else "")
        for metric in monitors.ALL
        for service in metric.services
    ]
    space = monitors.namespace("production")
    return {Named(space, point.metric.name, point.service, frozenset(point.dimensions)) for point in points}


@pytest.fixture
def emitted(settings, monkeypatch) -> set[Named]:
    """By the monitor, as its list says; by the application, as a minute of it is written."""
    settings.METRICS_NAMESPACE = NAMESPACE
    monkeypatch.setattr(own, "_minute", None)
    lines: list[str] = []
    handler = logging.Handler()
    handler.setFormatter(JsonFormatter())
    handler.emit = lambda record: lines.append(handler.format(record))
    own.logger.addHandler(handler)
    own.answered("pages:home", 500, 0.1)
    own.flush()
    own.logger.removeHandler(handler)
    data = embedded_metrics.read(lines)
    mine = {
        Named(datum.namespace, datum.name, dict(datum.dimensions)["Service"], frozenset(dict(datum.dimensions)))
        for datum in data
    }
    return mine | emitted_by_the_monitor()


def test_every_metric_that_is_shown_is_emitted(emitted):
    shown = {named for widget in template.widgets() for named in template.in_widget(widget)}
    assert len(shown) > 15
    assert shown - emitted == set()


def test_every_metric_that_is_emitted_is_shown(emitted):
    assert emitted - {named for widget in template.widgets() for named in template.in_widget(widget)} == set()


@pytest.mark.parametrize("name", template.alarms())
def test_an_alarm_is_about_metrics_that_are_emitted(emitted, name):
    named = template.in_alarm(template.alarms()[name])
    assert named
    assert named - emitted == set()


@pytest.mark.parametrize("name", template.alarms())
def test_an_alarm_tells_its_beginning_and_its_end(name):
    alarm = template.alarms()[name]
    assert alarm["AlarmActions"] == alarm["OKActions"] == [template.VALUES["Alarms"]]
    assert alarm["AlarmDescription"].endswith(".")
    assert "TreatMissingData" in alarm


def test_the_absence_of_the_heartbeat_is_an_alarm():
    alarm = template.alarms()["MonitorSilent"]
    assert (alarm["MetricName"], alarm["TreatMissingData"]) == (monitors.HEARTBEAT.name, "breaching")
    assert alarm["Period"] * alarm["EvaluationPeriods"] <= 300


def test_two_alarms_watch_how_fast_the_objective_is_used_up():
    """A burn rate of 1 uses in 30 days just what 99.9 % leave; these use a share of it in their time."""
    shares = {}
    for name in ("BurningFast", "BurningSlowly"):
        alarm = template.alarms()[name]
        (period,) = {query["MetricStat"]["Period"] for query in alarm["Metrics"] if "MetricStat" in query}
        shares[name] = alarm["Threshold"] * period / (30 * 24 * 3600)
        assert "1000 * failed" in alarm["Metrics"][0]["Expression"]  # over what may fail: one in a thousand
    assert shares == pytest.approx({"BurningFast": 0.02, "BurningSlowly": 0.05})


@pytest.mark.parametrize(
    ("hour", "burn"),
    [
        ({"requests": 5000, "errors": 0, "asked": 60, "got": 60}, 0),
        ({"requests": 10_000, "errors": 10, "asked": 0, "got": 0}, 1),
        ({"requests": 10_000, "errors": 144, "asked": 0, "got": 0}, 14.4),
        ({"requests": 0, "errors": 0, "asked": 60, "got": 0}, 1000),  # nobody is there to count
        ({"requests": 940, "errors": 20, "asked": 60, "got": 40}, 40),
        ({"requests": 10, "errors": 2, "asked": 60, "got": 60}, 0),  # two failures are no trend
    ],
)
def test_a_burn_rate_is_how_many_times_what_may_fail_has_failed(hour, burn):
    for name in ("BurningFast", "BurningSlowly"):
        assert template.calculated(template.alarms()[name], **hour) == pytest.approx(burn)


@pytest.mark.parametrize(
    ("failures", "successes", "is_alarm"), [(5, 0, True), (4, 0, False), (6, 7, False), (9, 8, True), (0, 0, False)]
)
def test_sign_in_is_broken_when_more_fail_than_succeed(failures, successes, is_alarm):
    alarm = template.alarms()["SignInBroken"]
    assert bool(template.calculated(alarm, failures=failures, successes=successes)) is is_alarm


def test_expressions_refer_to_what_is_there():
    for alarm in template.alarms().values():
        queries = alarm.get("Metrics", [])
        expressions = {query["Id"]: query["Expression"] for query in queries if "Expression" in query}
        assert template.unknown_ids(expressions, {query["Id"] for query in queries}) == set()
        assert [query.get("ReturnData", True) for query in queries].count(True) == bool(queries)
    for widget in template.widgets():
        options = [line[-1] for line in widget["properties"].get("metrics", ()) if isinstance(line[-1], dict)]
        expressions = {option["id"]: option["expression"] for option in options if "expression" in option}
        assert template.unknown_ids(expressions, {option["id"] for option in options if "id" in option}) == set()


def test_the_widgets_lie_side_by_side():
    taken: set[tuple[int, int]] = set()
    for widget in template.widgets():
        x, y, width, height = (widget[key] for key in ("x", "y", "width", "height"))
        cells = {(column, row) for column in range(x, x + width) for row in range(y, y + height)}
        assert x + width <= 24
        assert not cells & taken
        taken |= cells


def test_every_alarm_is_on_the_dashboard():
    (shown,) = (set(widget["properties"]["alarms"]) for widget in template.widgets() if widget["type"] == "alarm")
    assert {arn.rpartition(":")[2] for arn in shown} == {alarm["AlarmName"] for alarm in template.alarms().values()}


def test_the_page_explains_every_line_and_every_alarm():
    page = tree.read("docs/dashboards.md")
    titles = {widget["properties"]["title"] for widget in template.widgets()}
    names = {alarm["AlarmName"].removeprefix("colophon-production-") for alarm in template.alarms().values()}
    assert {title for title in titles if f"**{title}**" not in page} == set()
    assert {name for name in names if f"`{name}`" not in page} == set()
    metrics = {metric.name for metric in (*own.METRICS, *monitors.ALL)}
    assert {name for name in metrics if f"`{name}`" not in page} == set()


def test_the_page_counts_what_is_paid_for():
    queries = [query for alarm in template.alarms().values() for query in alarm.get("Metrics", [alarm])]
    paid = sum("Expression" not in query for query in queries)
    said = re.search(r"(\d+) alarms over (\d+) metrics", tree.read("docs/dashboards.md"))
    assert said
    assert [int(number) for number in said.groups()] == [len(template.alarms()), paid]


def make(aws: BucketServer, *arguments: str, **variables: str) -> str:
    """What the program said; it must end well."""
    environment = {
        "AWS_ENDPOINT_URL": aws.url,
        "AWS_REGION": REGION,
        "AWS_ACCESS_KEY_ID": KEYS[0],
        "AWS_SECRET_ACCESS_KEY": KEYS[1],
        "SITE_URL": "https://people.example.org",
        "DASHBOARDS_SECONDS": "0",
    }
    done = subprocess.run(
        [sys.executable, template.FOLDER / "dashboards.py", "production", *arguments],
        env=os.environ | environment | variables,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def nothing_yet(aws):
    urllib.request.urlopen(f"{aws.url}/moto-api/reset", data=b"", timeout=30).close()
    return aws


def test_a_dry_run_says_what_would_be_made_and_makes_nothing(nothing_yet):
    assert "would be made" in make(nothing_yet, "--dry-run")
    assert nothing_yet.client("cloudwatch").list_dashboards()["DashboardEntries"] == []


def test_the_dashboard_is_drawn_as_it_is_written(nothing_yet):
    assert "is made" in make(nothing_yet)
    read = nothing_yet.client("cloudwatch").get_dashboard(DashboardName="colophon-production")["DashboardBody"]
    assert json.loads(read)["widgets"] == template.widgets()


def test_asking_twice_changes_nothing(nothing_yet):
    make(nothing_yet)
    assert "nothing to do" in make(nothing_yet)
    assert "nothing to do" in make(nothing_yet, "--dry-run")


def test_a_change_is_told_then_made(nothing_yet):
    make(nothing_yet)
    assert "would be changed" in make(nothing_yet, "--dry-run", SITE_URL="https://new.example.org")
    assert "is changed" in make(nothing_yet, SITE_URL="https://new.example.org/")
    (stack,) = nothing_yet.client("cloudformation").describe_stacks(StackName=STACK)["Stacks"]
    given = {found["ParameterKey"]: found["ParameterValue"] for found in stack["Parameters"]}
    assert given["Target"] == "https://new.example.org"


def test_the_service_takes_every_alarm_as_it_is_written(aws):
    """The stand-in makes no alarms from templates, so they are made from the template's text by its API."""
    service = aws.client("cloudwatch")
    for alarm in template.alarms().values():
        service.put_metric_alarm(**alarm)
    found = {alarm["AlarmName"]: alarm for alarm in service.describe_alarms()["MetricAlarms"]}
    assert set(found) == {alarm["AlarmName"] for alarm in template.alarms().values()}
    for alarm in template.alarms().values():
        read = found[alarm["AlarmName"]]
        same = ("Threshold", "ComparisonOperator", "EvaluationPeriods", "TreatMissingData", "AlarmActions")
        assert {name: read[name] for name in same} == {name: alarm[name] for name in same}


def test_it_asks_about_its_own_stack_alone():
    """So rights on that stack are enough."""
    program = ast.parse(tree.read("deploy/aws/dashboards.py"))
    calls = [node for node in ast.walk(program) if isinstance(node, ast.Call)]
    named = {call: ast.unparse(call.func) for call in calls}
    asking = {call: name for call, name in named.items() if name.startswith("cloud.") or name == "change"}
    about = {name for call, name in asking.items() if "StackName" in {keyword.arg for keyword in call.keywords}}
    assert "cloud.describe_stacks" in about
    assert set(asking.values()) - about == {"cloud.get_waiter"}  # which asks nothing yet


@pytest.mark.parametrize(("name", "value"), [("SITE_URL", ""), ("AWS_REGION", "")])
def test_what_is_missing_is_said_in_a_sentence(aws, name, value, monkeypatch):
    monkeypatch.delenv("AWS_DEFAULT_REGION", raising=False)
    with pytest.raises(AssertionError, match=f"{name} is not set"):
        make(aws, **{name: value})


def test_a_cloud_that_is_away_is_said_in_a_sentence(aws):
    with pytest.raises(AssertionError, match="CloudFormation refused, or was not reached"):
        make(aws, AWS_ENDPOINT_URL="http://127.0.0.1:9")
