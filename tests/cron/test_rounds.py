"""Whole rounds against real servers: what is looked at, sent and told, while parts of it are away."""

import json
import time
from dataclasses import replace

import pytest

from cron import metrics, rounds
from cron.cloud import Services
from cron.rounds import Rounds
from cron.settings import Cloud, Limits, Settings, Target
from tests import bucket_server
from tests.cron import servers
from tests.cron.servers import Page

AT = 1_790_000_000.0
MINUTE = 60.0
READY = Page(body=json.dumps({"status": "ok", "components": {"database": "ok", "cache": "ok"}}).encode())
FAILED = Page(
    status=503, body=json.dumps({"status": "failed", "components": {"database": "failed", "cache": "ok"}}).encode()
)


@pytest.fixture
def site():
    with servers.site() as running:
        running.page = READY
        yield running


@pytest.fixture
def room():
    with servers.site() as running:
        yield running


@pytest.fixture
def cloudwatch():
    """Takes whatever it is sent; what it keeps is proven beside cron/cloudwatch.py."""
    with servers.site() as running:
        yield running


@pytest.fixture
def wanted(site, room, tmp_path):
    return Settings(
        "test",
        (Target(site.url),),
        f"{site.url}/healthz/ready",
        timeout=5,
        backups=str(tmp_path),
        webhook=room.url,
        limits=Limits(rounds=2, disk_percent=100, memory_percent=100, load_per_cpu=1000),
    )


def watching(settings: Settings, tmp_path) -> Rounds:
    return Rounds(settings, Services(settings.cloud), tmp_path / "heartbeat")


def back_up(folder, at: float) -> None:
    (folder / "2026-09-20T120000Z").mkdir(exist_ok=True)
    finished = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(at))
    (folder / "2026-09-20T120000Z/manifest.json").write_text(json.dumps({"finished_at": finished, "files": []}))


def told(room) -> list[tuple[str, str]]:
    return [(sent["state"], sent["subject"]) for sent in (json.loads(asked.body) for asked in room.asked)]


def test_a_round_looks_at_everything_and_says_so(wanted, said, tmp_path):
    back_up(tmp_path, AT - 3600)
    decision = watching(wanted, tmp_path).once(AT)
    names = {point.metric.name for point in decision.points}
    assert names == {metric.name for metric in metrics.DEFAULT} - {"CertificateDays", "DroppedPoints"}
    line = json.loads(said.getvalue())
    assert line["wrong"] == {}
    assert line["figures"]["BackupAge backups"] == 3600


def test_a_part_that_fails_is_told_after_two_rounds_and_so_is_its_return(wanted, site, room, said, tmp_path):
    back_up(tmp_path, AT)
    watch = watching(wanted, tmp_path)
    for minute, page in enumerate([READY, FAILED, FAILED, FAILED, READY, READY]):
        site.page = page
        watch.once(AT + minute * MINUTE)
        assert len(room.asked) == {0: 0, 1: 0, 2: 2, 3: 2, 4: 2, 5: 4}[minute]
    assert set(told(room)[:2]) == {("alert", site.url), ("alert", "database")}
    assert set(told(room)[2:]) == {("ok", site.url), ("ok", "database")}


def test_a_backup_that_grows_old_is_told(wanted, room, said, tmp_path):
    back_up(tmp_path, AT)
    watch = watching(wanted, tmp_path)
    for hour in (25, 25.5, 26.5, 26.6):
        watch.once(AT + hour * 3600)
    assert told(room) == [("alert", "backups")]
    back_up(tmp_path, AT + 27 * 3600)
    for hour in (27, 27.1):
        watch.once(AT + hour * 3600)
    assert told(room)[1:] == [("ok", "backups")]


def test_a_first_backup_has_a_while_then_its_lack_is_told_and_its_age_grows(wanted, room, said, tmp_path):
    watch = watching(wanted, tmp_path)
    ages = []
    for minute in (0, 1, 14, 15, 16):
        assert told(room) == []
        (age,) = (p.value for p in watch.once(AT + minute * MINUTE).points if p.metric is metrics.BACKUP_AGE)
        ages.append(age / MINUTE)
    assert ages == [0, 1, 14, 15, 16]
    assert told(room) == [("alert", "backups")]


@pytest.mark.filterwarnings("ignore:Unverified HTTPS request")
def test_a_certificate_that_is_short_is_told_and_its_renewal_too(room, said, tmp_path):
    limits = Limits(rounds=1, disk_percent=100, memory_percent=100, load_per_cpu=1000)
    now = time.time()
    with servers.site(servers.secured(servers.certified(tmp_path, days=30))) as secured:
        target = (Target(secured.url),)
        settings = Settings("test", target, secured.url, verify=False, webhook=room.url, limits=limits)
        secured.page = READY
        watch = watching(settings, tmp_path)
        watch.once(now)
        assert told(room) == []
        watch.once(now + 25 * 86_400)
        assert told(room) == [("alert", f"certificate of {secured.url}")]
        watch.once(now)
    assert told(room)[-1] == ("ok", f"certificate of {secured.url}")


def test_figures_go_out_in_every_round(wanted, cloudwatch, said, tmp_path):
    watch = watching(replace(wanted, cloud=cloud(cloudwatch.url)), tmp_path)
    watch.once(AT)
    watch.once(AT + MINUTE)
    assert len(cloudwatch.asked) == 2
    assert b"Colophon/test" in cloudwatch.asked[0].body


def test_without_a_region_nothing_is_sent(wanted, cloudwatch, said, tmp_path):
    no_region = replace(cloud(cloudwatch.url), region="")
    watching(replace(wanted, cloud=no_region), tmp_path).once(AT)
    assert cloudwatch.asked == []


def test_people_are_told_while_cloudwatch_is_away(wanted, site, room, said, tmp_path):
    away = cloud(f"http://127.0.0.1:{servers.closed_port()}")
    watch = watching(replace(wanted, cloud=away), tmp_path)
    site.page = FAILED
    for minute in range(2):
        watch.once(AT + minute * MINUTE)
    assert ("alert", site.url) in told(room)
    assert "figures were not sent" in said.getvalue()


def test_half_an_hour_without_cloudwatch_stays_bounded_and_the_rest_arrives(wanted, cloudwatch, said, tmp_path):
    cloudwatch.page = Page(status=500)
    watch = watching(replace(wanted, cloud=cloud(cloudwatch.url)), tmp_path)
    for minute in range(31):
        watch.once(AT + minute * MINUTE)
    assert watch._outbox is not None
    assert 0 < len(watch._outbox) <= 16 * 10
    assert watch._outbox.dropped > 0
    cloudwatch.page = Page()
    watch.once(AT + 31 * MINUTE)
    assert len(watch._outbox) == watch._outbox.dropped == 0
    assert watch._heartbeat.exists()


def test_a_site_that_hangs_keeps_no_round(wanted, said, tmp_path, monkeypatch):
    monkeypatch.setattr(rounds, "GRACE", 0)
    with servers.silent() as url:
        watch = watching(replace(wanted, targets=(Target(url),), ready_url=url, timeout=0.2), tmp_path)
        started = time.monotonic()
        decision = watch.once(AT)
    assert time.monotonic() - started < 3
    assert decision.verdicts[0].sentence == "no answer within 0.2 s"


def test_each_round_is_a_heartbeat_that_says_how_old_it_may_become(wanted, said, tmp_path):
    watching(replace(wanted, seconds=5), tmp_path).once(AT)
    assert (tmp_path / "heartbeat").read_text() == "15"


def test_a_heartbeat_that_cannot_be_written_is_said_and_no_more(wanted, said, tmp_path):
    Rounds(wanted, Services(wanted.cloud), tmp_path / "no/heartbeat").once(AT)
    assert "the heartbeat cannot be written" in said.getvalue()


def cloud(url: str) -> Cloud:
    key, secret = bucket_server.KEYS
    return Cloud(region=bucket_server.REGION, endpoint=url, key=key, secret=secret)
