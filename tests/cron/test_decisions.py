"""When people are told, by table: a fault that lasts, its end that lasts, and one that comes and goes."""

import pytest

from cron.decisions import State, decide
from cron.findings import Answer, Findings
from cron.settings import Limits, Settings, Target

URL = "https://people.example.org"
TARGET = Target(URL)
MINUTE = 60.0
GOOD, BAD = Answer(TARGET, status=200), Answer(TARGET, status=503)


def told(history: str, rounds: int = 2, every: float = MINUTE) -> str:
    """For each round in which the site was well (.) or not (x): an alert (A), its end (E), or nothing (-)."""
    settings = Settings("test", (TARGET,), "", limits=Limits(rounds=rounds))
    state, said = State(), ""
    for number, found in enumerate(history):
        findings = Findings((GOOD if found == "." else BAD,))
        decision = decide(state, findings, settings, at=number * every)
        state = decision.state
        assert len(decision.alerts) <= 1
        said += {(): "-"}.get(decision.alerts) or ("E" if decision.alerts[0].is_well else "A")
    return said


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ("......", "------"),
        ("x.....", "------"),
        ("xx....", "-A-E--"),
        ("xxxxxx", "-A----"),
        ("..xxx...", "---A--E-"),
        ("xx.xx.xx", "-A------"),
        ("x.x.x.x.x.", "----------"),
    ],
)
def test_a_fault_and_its_end_are_told_after_two_rounds(history, expected):
    assert told(history) == expected


@pytest.mark.parametrize(("rounds", "expected"), [(1, "A--E--"), (2, "-A--E-"), (3, "--A--E")])
def test_how_many_rounds_is_a_setting(rounds, expected):
    assert told("xxx...", rounds) == expected


def test_one_that_comes_and_goes_is_believed_less_and_less():
    """Without patience there would be 16 messages."""
    assert told("xx.." * 8) == "-A-E" + "-A--" + "----" * 6


def test_after_a_second_fault_its_end_takes_four_rounds():
    assert told("xx..xx......") == "-A-E-A---E--"


def test_after_an_hour_patience_is_forgotten():
    assert told("xx.." + "." * 60 + "xx..") == "-A-E" + "-" * 60 + "-A-E"


def test_patience_has_an_end():
    history = "xx" + "." * 20
    assert told(history * 6, every=1).count("E") == 6


def test_an_alert_says_what_and_since_when():
    settings = Settings("test", (TARGET,), "")
    state = State()
    for at in (0.0, 60.0):
        decision = decide(state, Findings((BAD,)), settings, at)
        state = decision.state
    (alert,) = decision.alerts
    assert (alert.subject, alert.is_well, alert.since, alert.at) == (URL, False, 0.0, 60.0)
    assert alert.sentence == "answers 503 instead of 200"
    assert state.ill == {URL}


def test_subjects_are_judged_each_for_itself():
    other = Target("https://b.example")
    settings = Settings("test", (TARGET, other), "", limits=Limits(rounds=1))
    decision = decide(State(), Findings((BAD, Answer(other, status=200))), settings, 0)
    assert [alert.subject for alert in decision.alerts] == [URL]


def test_a_subject_of_which_nothing_is_known_stays_what_it_was():
    settings = Settings("test", (TARGET,), "", limits=Limits(rounds=1, slow_ms=100))
    slow = Findings((Answer(TARGET, status=200, milliseconds=500),))
    state = decide(State(), slow, settings, 0).state
    assert state.ill == {f"speed of {URL}"}
    decision = decide(state, Findings((BAD,)), settings, 60)
    assert decision.state.ill == {URL, f"speed of {URL}"}


def test_deciding_changes_nothing_that_it_was_given():
    settings = Settings("test", (TARGET,), "", limits=Limits(rounds=1))
    before = State()
    decide(before, Findings((BAD,)), settings, 0)
    assert before == State()
