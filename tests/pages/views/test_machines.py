"""What load balancers, crawlers and researchers ask."""

import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from psycopg import OperationalError

from profiles.pages.views import machines
from profiles.shared import leaving


def test_live_depends_on_nothing(stranger):
    answer = stranger.get("/healthz/live")
    assert answer.status_code == 200


def test_ready_tells_exactly_this(db, stranger):
    answer = stranger.get("/healthz/ready", HTTP_HOST="10.0.0.7:8000")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "components": {"database": "ok", "cache": "ok"}}
    assert answer.headers["Cache-Control"] == "no-store"


def test_ready_reports_a_failed_cache_and_stays_ready(db, stranger, monkeypatch):
    monkeypatch.setattr(cache, "get", lambda *_: None)
    answer = stranger.get("/healthz/ready")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "components": {"database": "ok", "cache": "failed"}}


def test_ready_fails_once_the_server_is_told_to_stop(db, stranger):
    leaving.begin()
    try:
        answer = stranger.get("/healthz/ready")
        assert stranger.get("/healthz/live").status_code == 200
    finally:
        leaving.forget()
    assert answer.status_code == 503
    assert answer.json() == {"status": "failed", "components": {"database": "ok", "cache": "ok"}}
    assert stranger.get("/healthz/ready").status_code == 200


def test_ready_fails_when_the_database_does_not_answer(stranger, monkeypatch):
    def refuse() -> None:
        raise OperationalError

    monkeypatch.setattr(machines, "connection", SimpleNamespace(pool=SimpleNamespace(open=refuse)))
    answer = stranger.get("/healthz/ready")
    assert answer.status_code == 503
    assert answer.json() == {"status": "failed", "components": {"database": "failed", "cache": "ok"}}


def test_security_txt_has_a_contact_and_is_not_stale(stranger, settings):
    settings.SECURITY_CONTACT = "security@people.example"
    answer = stranger.get("/.well-known/security.txt")
    text = answer.content.decode()
    assert "Contact: mailto:security@people.example" in text
    expires = datetime.fromisoformat(re.search("Expires: (.*)", text)[1])
    assert 30 < (expires - datetime.now(UTC)).days < 366


@pytest.mark.parametrize(
    ("given", "said"), [("", "http://testserver/about/"), ("https://x.example/report", "https://x.example/report")]
)
def test_security_txt_without_a_mailbox(stranger, settings, given, said):
    settings.SECURITY_CONTACT = given
    assert f"Contact: {said}\n" in stranger.get("/.well-known/security.txt").content.decode()


def test_a_password_is_changed_at_the_provider_if_anywhere(stranger, settings):
    assert stranger.get("/.well-known/change-password").status_code == 404
    settings.OIDC_ACCOUNT_PAGE = "https://provider.example/account/password"
    answer = stranger.get("/.well-known/change-password")
    assert (answer.status_code, answer.headers["Location"]) == (302, settings.OIDC_ACCOUNT_PAGE)
