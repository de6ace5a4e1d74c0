"""The application's own metrics: what one minute leaves in the log, how much of it at most, and nobody's data."""

import logging
import random
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.urls import get_resolver

from profiles.accounts.oidc import problems
from profiles.shared import metrics, rate_limits
from profiles.shared.logs import JsonFormatter
from tests import embedded_metrics

NAMESPACE = "Colophon/production"
WEB = (("Service", "web"),)
NOON = 1_800_000_000.0  # a full minute


class Log:
    """What was written, as data; and the clock of what is counted."""

    def __init__(self, monkeypatch) -> None:
        self.lines: list[str] = []
        self.monkeypatch = monkeypatch
        self.at(NOON)

    def at(self, now: float) -> None:
        self.monkeypatch.setattr(metrics, "time", SimpleNamespace(time=lambda: now))

    @property
    def data(self) -> list[embedded_metrics.Datum]:
        return embedded_metrics.read(self.lines)

    def of(self, metric: metrics.Metric, route: str = "") -> embedded_metrics.Datum:
        dimensions = (*WEB, ("Route", route)) if route else WEB
        found = [datum for datum in self.data if (datum.name, datum.dimensions) == (metric.name, dimensions)]
        assert len(found) == 1, self.lines
        return found[0]


@pytest.fixture
def log(settings, monkeypatch):
    settings.METRICS_NAMESPACE, settings.THREADS = NAMESPACE, 4
    monkeypatch.setattr(metrics, "_minute", None)
    monkeypatch.setattr(metrics, "_began", 0.0)
    log = Log(monkeypatch)
    handler = logging.Handler()
    handler.setFormatter(JsonFormatter())
    handler.emit = lambda record: log.lines.append(handler.format(record))
    metrics.logger.addHandler(handler)
    yield log
    metrics.logger.removeHandler(handler)


def test_nothing_is_written_where_nobody_asked(log, settings):
    settings.METRICS_NAMESPACE = ""
    metrics.answered("pages:home", 200, 0.1)
    metrics.count(metrics.SIGN_INS)
    metrics.flush()
    assert log.lines == []


def test_a_minute_becomes_one_line_and_one_for_each_route(log):
    for status in (200, 200, 404, 500):
        metrics.answered("pages:home", status, 0.1)
    metrics.answered("pages:about", 200, 0.1)
    metrics.count(metrics.SIGN_INS)
    metrics.flush()
    assert len(log.lines) == 3
    assert {datum.namespace for datum in log.data} == {NAMESPACE}
    assert {datum.at for datum in log.data} == {NOON * 1000}
    assert (log.of(metrics.REQUESTS).sum, log.of(metrics.REFUSALS).sum, log.of(metrics.ERRORS).sum) == (5, 1, 1)
    assert (log.of(metrics.SIGN_INS).sum, log.of(metrics.SIGN_IN_FAILURES).sum) == (1, 0)
    assert log.of(metrics.SERVER_LATENCY, "pages:home").samples == 4
    assert log.of(metrics.ERRORS, "pages:home").sum == 1


def test_every_metric_is_written_with_its_unit(log):
    metrics.answered("pages:home", 500, 0.1)
    metrics.flush()
    everything = {(metric.name, metric.unit) for metric in metrics.METRICS}
    assert {(datum.name, datum.unit) for datum in log.data if datum.dimensions == WEB} == everything
    by_route = {metric.name for metric in metrics.METRICS if metric.by_route}
    assert {datum.name for datum in log.data if datum.dimensions != WEB} == by_route


def test_a_route_without_errors_costs_no_metric_of_errors(log):
    metrics.answered("pages:home", 200, 0.1)
    metrics.flush()
    assert {datum.name for datum in log.data if datum.dimensions != WEB} == {"ServerLatency"}


def test_a_minute_is_written_when_it_is_over_and_not_before(log):
    metrics.answered("pages:home", 200, 0.1)
    log.at(NOON + 59)
    metrics.turn()
    assert log.lines == []
    log.at(NOON + 60)
    metrics.turn()
    metrics.turn()
    assert log.of(metrics.REQUESTS).sum == 1


def test_two_minutes_are_told_apart(log):
    for second in (0, 61):
        log.at(NOON + second)
        metrics.turn()
        metrics.answered("pages:home", 200, 0.1)
    metrics.flush()
    assert [datum.at for datum in log.data if datum.name == "Requests"] == [NOON * 1000, (NOON + 60) * 1000]


def test_any_latency_is_kept_within_a_few_percent(log):
    dice = random.Random(7)
    given = sorted(10 ** dice.uniform(-3, 1.7) for _ in range(1000))
    for seconds in given:
        metrics.answered("pages:home", 200, seconds)
    metrics.flush()
    for share in (0.5, 0.95, 0.99):
        truth = given[int(share * len(given)) - 1] * 1000
        assert log.of(metrics.SERVER_LATENCY).percentile(share) == pytest.approx(truth, rel=0.08)


def test_the_widest_spread_fits_into_one_line(log):
    for step in range(-200, 200):
        metrics.answered("pages:home", 200, 1.07**step)
    metrics.answered("pages:home", 200, 0.0)
    metrics.flush()
    latency = log.of(metrics.SERVER_LATENCY, "pages:home")
    assert latency.samples == 401
    assert max(value for value, _ in latency.values) <= metrics.LONGEST * 1.08


@pytest.mark.parametrize(("second", "ended", "percent"), [(0, 60, 5.0), (30, 60, 10.0), (0, 600, 5.0), (0, 0, 100.0)])
def test_busy_is_the_share_of_the_time_that_all_threads_had(log, second, ended, percent):
    log.at(NOON + second)
    metrics.answered("pages:home", 200, 12.0)
    log.at(NOON + ended)
    metrics.flush()
    assert log.of(metrics.THREADS_BUSY).sum == percent


def test_threads_lose_no_count(log):
    def work(_number: int) -> None:
        for _ in range(500):
            metrics.turn()
            metrics.answered("pages:home", 200, 0.001)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    metrics.flush()
    assert log.of(metrics.REQUESTS).sum == 4000
    assert log.of(metrics.SERVER_LATENCY, "pages:home").samples == 4000


@pytest.mark.django_db
def test_strangers_cannot_make_metrics(log, stranger, ada):
    """Each metric costs: whatever is asked for, the names are those of the site's own routes."""
    ada.publish()
    for path in ("/people/ada/", "/people/c4n4ry/", "/c4n4ry/", "/c4n4ry/?x=c4n4ry", "/static/c4n4ry.js", "/%00", "/"):
        stranger.get(path)
    stranger.generic("C4N4RY", "/people/c4n4ry/")
    metrics.flush()
    routes = {dict(datum.dimensions).get("Route") for datum in log.data} - {None}
    assert routes == {"pages:home", "pages:profile", "unknown"}
    assert log.of(metrics.SERVER_LATENCY, "unknown").samples == 4
    assert not any(word in line.lower() for line in log.lines for word in ("c4n4ry", "ada", "request_id"))


@pytest.mark.django_db
def test_the_admin_is_one_route_and_a_style_sheet_is_static(log, ada):
    ada.user.is_staff = True
    ada.user.save()
    for path in ("/admin/", "/admin/accounts/user/", "/static/css/base.css"):
        assert ada.client.get(path).status_code == 200
    metrics.flush()
    assert log.of(metrics.SERVER_LATENCY, "admin").samples == 2
    assert log.of(metrics.SERVER_LATENCY, "static").samples == 1


def test_probes_are_no_visits_but_they_turn_the_minute(log, stranger):
    metrics.answered("pages:home", 200, 0.1)
    stranger.get("/healthz/live")
    log.at(NOON + 61)
    stranger.get("/healthz/live")
    assert log.of(metrics.REQUESTS).sum == 1


def test_a_failed_sign_in_is_counted(log, rf):
    request = rf.get("/")
    request.resolver_match = get_resolver().resolve("/")
    problems.page(request, problems.SignInFailed(problems.LOST, "state"), retry_url="/")
    metrics.flush()
    assert (log.of(metrics.SIGN_IN_FAILURES).sum, log.of(metrics.SIGN_INS).sum) == (1, 0)


@pytest.mark.redis
def test_a_cache_that_does_not_answer_is_counted_also_while_it_is_left_alone(log, redis):
    cache.set("a", 1)
    redis.stop()
    for _ in range(5):
        cache.get("a")
    metrics.flush()
    assert log.of(metrics.CACHE_FAILURES).sum == 5


@pytest.mark.redis
def test_limits_that_redis_does_not_keep_are_counted(log, redis, settings):
    settings.RATE_LIMITS = {"search": "120/minute"}
    redis.stop()
    rate_limits.check("search", "somebody")
    metrics.flush()
    assert log.of(metrics.CACHE_FAILURES).sum == 1
