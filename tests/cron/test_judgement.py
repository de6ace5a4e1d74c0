"""What findings mean, by table: which figures are sent, what is wrong, and what is not known."""

import pytest

from cron import judgement, metrics
from cron.findings import Answer, Backup, Certificate, Findings, Host, Readiness
from cron.settings import Limits, Target
from tests.cron.test_metrics import billed

AT = 1_000_000.0
URL = "https://people.example.org"
TARGET = Target(URL)
WELL = Answer(TARGET, status=200, milliseconds=120)
AWAY = Answer(TARGET, problem="the connection is refused")
READY = Readiness({"database": True, "cache": True})


def findings(answer=WELL, **changed):
    whole = {
        "certificates": {URL: Certificate(days=40)},
        "readiness": READY,
        "backup": Backup(finished_at=AT - 3600),
        "host": Host(disk=40, memory=50, load=0.5),
    }
    return Findings((answer,), **{**whole, **changed})


def figures(found, wanted=metrics.DEFAULT):
    return {(p.metric.name, p.service, p.target): p.value for p in judgement.points(found, AT, wanted)}


def wrong(found, ill=(), **limits):
    judged = judgement.verdicts(found, AT, Limits(**limits), ill)
    return {verdict.subject: verdict.sentence for verdict in judged if not verdict.is_well}


def test_a_round_in_which_all_is_well_sends_every_figure_but_the_dropped():
    found = figures(findings())
    assert found == {
        ("Availability", "site", URL): 1,
        ("Latency", "site", URL): 120,
        ("CertificateDays", "site", URL): 40,
        ("Ready", "database", ""): 1,
        ("Ready", "cache", ""): 1,
        ("BackupAge", "backups", ""): 3600,
        ("DiskUsed", "host", ""): 40,
        ("MemoryUsed", "host", ""): 50,
        ("Heartbeat", "monitor", ""): 1,
    }
    assert len(found) == billed(metrics.DEFAULT, targets=1) - 1  # the outbox adds what it dropped
    assert wrong(findings()) == {}


def test_the_load_is_sent_where_it_is_wanted():
    assert figures(findings(), metrics.ALL)["LoadPerCpu", "host", ""] == 0.5


def test_of_what_cannot_be_measured_no_figure_is_sent():
    nothing = findings(
        AWAY,
        certificates={URL: Certificate(problem="none")},
        readiness=Readiness(problem="none"),
        backup=None,
        host=Host(),
    )
    assert figures(nothing) == {("Availability", "site", URL): 0, ("Heartbeat", "monitor", ""): 1}


def test_components_that_no_dashboard_knows_are_told_but_not_sent():
    found = findings(readiness=Readiness({"database": True, "search": False}))
    assert {service for name, service, _ in figures(found) if name == "Ready"} == {"database"}
    assert wrong(found) == {"search": "failed"}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"answer": AWAY}, {URL: "the connection is refused"}),
        ({"answer": Answer(TARGET, status=503)}, {URL: "answers 503 instead of 200"}),
        (
            {"answer": Answer(TARGET, status=302, leads_to="/login/")},
            {URL: "answers 302 instead of 200 and leads to /login/"},
        ),
        (
            {"answer": Answer(TARGET, status=200, has_words=False)},
            {URL: "answers 200 without the expected words"},
        ),
        ({"answer": Answer(TARGET, status=200, milliseconds=3001)}, {f"speed of {URL}": "answers in 3001 ms"}),
        ({"certificates": {URL: Certificate(days=9.96)}}, {f"certificate of {URL}": "expires in 10.0 days"}),
        ({"certificates": {URL: Certificate(days=-2)}}, {f"certificate of {URL}": "expired 2.0 days ago"}),
        (
            {"certificates": {URL: Certificate(problem="no certificate is shown")}},
            {f"certificate of {URL}": "no certificate is shown"},
        ),
        ({"readiness": Readiness({"database": False, "cache": True})}, {"database": "failed"}),
        ({"readiness": Readiness({"database": True, "cache": False})}, {"cache": "failed"}),
        ({"readiness": Readiness(problem="in no known form")}, {"readiness": "in no known form"}),
        ({"backup": Backup(finished_at=AT - 27 * 3600)}, {"backups": "the newest good one is 27.0 hours old"}),
        ({"backup": Backup(problem="there is none")}, {"backups": "there is none"}),
        ({"host": Host(disk=91, memory=50, load=1)}, {"disk": "91 % used"}),
        ({"host": Host(disk=40, memory=96, load=1)}, {"memory": "96 % used"}),
        ({"host": Host(disk=40, memory=50, load=4.1)}, {"load": "4.1 processes want each CPU"}),
    ],
)
def test_each_fault_is_told_alone_and_in_words(changed, expected):
    assert wrong(findings(**changed)) == expected


def test_at_its_limit_nothing_is_wrong_yet():
    at_limits = findings(
        Answer(TARGET, status=200, milliseconds=3000),
        certificates={URL: Certificate(days=10)},
        backup=Backup(finished_at=AT - 26 * 3600),
        host=Host(disk=90, memory=95, load=4),
    )
    assert wrong(at_limits) == {}


def test_what_hovers_at_its_limit_stays_ill_until_it_is_clearly_better():
    subjects = {f"speed of {URL}", f"certificate of {URL}", "backups", "disk", "memory", "load"}
    hovering = findings(
        Answer(TARGET, status=200, milliseconds=2900),
        certificates={URL: Certificate(days=10.2)},
        backup=Backup(finished_at=AT - 25.5 * 3600),
        host=Host(disk=88, memory=93, load=3.9),
    )
    assert wrong(hovering) == {}
    assert set(wrong(hovering, ill=subjects)) == subjects
    assert wrong(findings(), ill=subjects) == {}


def test_a_site_that_is_away_is_told_once():
    away = findings(AWAY, certificates={URL: Certificate(problem="none")}, readiness=Readiness(problem="none"))
    assert wrong(away) == {URL: "the connection is refused"}


def test_where_no_backups_are_looked_at_none_is_missed():
    assert wrong(findings(backup=None)) == {}
    assert ("BackupAge", "backups", "") not in figures(findings(backup=None))


def test_a_backup_of_a_clock_that_is_ahead_has_no_negative_age():
    assert figures(findings(backup=Backup(finished_at=AT + 60)))["BackupAge", "backups", ""] == 0


def test_without_a_good_backup_its_age_grows_until_the_alarm_rings():
    none = findings(backup=Backup(finished_at=AT - 27 * 3600, problem="there is none"))
    assert figures(none)["BackupAge", "backups", ""] == 27 * 3600


@pytest.mark.parametrize(("seconds", "expected"), [(899, {}), (900, {"backups": "there is none"})])
def test_a_site_that_begins_has_a_while_for_its_first_backup(seconds, expected):
    assert wrong(findings(backup=Backup(finished_at=AT - seconds, problem="there is none"))) == expected
