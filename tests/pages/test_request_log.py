"""The line that each request leaves in the log, and what it holds of what people sent: nothing."""

import json
import logging

import pytest

from profiles.people import cards
from profiles.shared import logs

SECRETS = ("canary-query", "canary-cookie", "canary-form", "canary-agent")


@pytest.fixture
def lines(caplog):
    """What the log holds, as text."""
    caplog.set_level(logging.DEBUG)
    caplog.handler.setFormatter(logs.JsonFormatter())
    return lambda: caplog.text


def test_a_request_leaves_one_line_of_facts(ada, stranger, lines):
    ada.publish()
    answer = stranger.get("/people/ada/")
    requests = [json.loads(line) for line in lines().splitlines() if '"message": "request"' in line]
    assert len(requests) == 1
    assert requests[0]["route"] == "pages:profile"
    assert requests[0]["status"] == 200
    assert requests[0]["request_id"] == answer.headers["X-Request-Id"]
    assert requests[0]["milliseconds"] >= 0


def test_no_line_holds_what_people_sent(ada, stranger, lines):
    stranger.get("/people/", {"q": "canary-query"}, HTTP_USER_AGENT="canary-agent")
    stranger.get("/canary-query/", HTTP_COOKIE="session=canary-cookie")
    ada.client.post("/me/edit/about/", {"text": "canary-form", "version": "canary-form"})
    for secret in SECRETS:
        assert secret not in lines()


def test_a_failure_is_logged_without_its_text(stranger, lines, monkeypatch):
    def fail(*_):
        raise RuntimeError("canary-form in a row")

    monkeypatch.setattr(cards, "newest", fail)
    stranger.raise_request_exception = False
    assert stranger.get("/").status_code == 500
    text = lines()
    assert "builtins.RuntimeError" in text
    assert "canary-form" not in text


def test_the_reference_on_a_broken_page_leads_to_the_line_with_its_places(stranger, lines, monkeypatch):
    def fail(*_):
        raise RuntimeError

    monkeypatch.setattr(cards, "newest", fail)
    stranger.raise_request_exception = False
    reference = stranger.get("/").headers["X-Request-Id"]
    failed = [json.loads(line) for line in lines().splitlines() if '"passed"' in line]
    assert failed
    assert {line["request_id"] for line in failed} == {reference}
    assert not logs.request_id.get(), "the next request begins without it"


@pytest.mark.parametrize(
    ("given", "is_kept"),
    [("00-" + "a" * 32 + "-" + "b" * 16 + "-01", True), ("00-a-b-01", False), ("c4n4ry", False), ("", False)],
)
def test_a_well_formed_trace_is_known_while_its_request_is_answered(db, stranger, monkeypatch, given, is_kept):
    seen = []
    monkeypatch.setattr(cards, "newest", lambda *_: seen.append(logs.trace.get()) or [])
    stranger.get("/?composed", headers={"traceparent": given})
    assert seen == [given if is_kept else ""]
    assert logs.trace.get() == ""
