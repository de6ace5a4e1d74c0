"""Headers, caching and error pages of every answer."""

import io

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client

from profiles.pages import errors, middleware
from profiles.people import cards


def test_a_stopped_database_is_a_503_where_details_are_shown_too(stranger, settings, monkeypatch):
    def fail(*_):
        raise OperationalError

    settings.DEBUG = True
    monkeypatch.setattr(cards, "newest", fail)
    stranger.raise_request_exception = False
    answer = stranger.get("/")
    assert answer.status_code == 503
    assert "Traceback" not in answer.content.decode()


@pytest.mark.parametrize(("failure", "status"), [(RuntimeError, 500), (OperationalError, 503)])
def test_a_broken_page_is_a_page(db, stranger, monkeypatch, failure, status):
    def fail(*_):
        raise failure

    monkeypatch.setattr(cards, "newest", fail)
    stranger.raise_request_exception = False
    answer = stranger.get("/")
    page = answer.content.decode()
    assert answer.status_code == status
    assert "<h1" in page
    assert answer.headers["X-Request-Id"] in page
    assert "Content-Security-Policy" in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert ("Retry-After" in answer.headers) is (status == 503)


def test_a_database_that_stops_under_a_signed_in_page_is_a_503(ada, monkeypatch):
    from profiles.accounts import queries as accounts

    def fail(*_):
        raise OperationalError

    monkeypatch.setattr(accounts, "live_session", fail)
    ada.client.raise_request_exception = False
    answer = ada.client.get("/me/")
    assert answer.status_code == 503
    assert "What was saved is safe" in answer.content.decode()


@pytest.fixture(params=[False, True], ids=["details hidden", "details shown"])
def away(request, ada, settings, monkeypatch):
    """Ada is signed in when the database stops; how often it was asked since."""
    from profiles.accounts import queries as accounts

    asked = []

    def fail(*_):
        asked.append(1)
        raise OperationalError

    settings.DEBUG = request.param
    monkeypatch.setattr(accounts, "live_session", fail)
    return asked


def test_a_missing_page_needs_no_database(ada, away):
    ada.client.raise_request_exception = False
    for path in ("/nobody-here/", "/api/v1/nothing"):
        answer = ada.client.get(path)
        assert answer.status_code == 404
        assert "Traceback" not in answer.content.decode()
    assert len(away) <= 1


def test_a_form_without_its_token_needs_no_database(ada, away):
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.cookies["session"] = ada.client.cookies["session"].value
    answer = browser.post("/me/publish/")
    assert answer.status_code == 403
    assert str(errors.WORDS[403].title) in answer.content.decode()
    assert len(away) == 1


@pytest.mark.parametrize("shown", [False, True])
def test_what_is_sent_to_an_address_without_its_slash_is_a_404(db, stranger, settings, shown):
    settings.DEBUG = shown
    stranger.raise_request_exception = False
    answer = stranger.post("/people", {"q": "x"})
    assert answer.status_code == 404
    assert str(errors.WORDS[404].title) in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("/display/", "text/plain", 403),
        ("/missing/", "text/plain", 404),
        ("/display/", "application/x-www-form-urlencoded", 413),
    ],
)
def test_a_body_that_nobody_wants_is_heard_to_its_end(rf, path, form, status):
    """Else the server would close the connection under whoever still sends it."""
    sent = io.BytesIO(b"x" * 2_000_000)
    request = rf.post(path, sent.getvalue(), content_type=form, **{"wsgi.input": sent})
    assert middleware.Sanity(lambda asked: HttpResponse("early", status=403))(request).status_code == status
    assert sent.tell() == 2_000_000


@pytest.mark.parametrize("path", ["/people/ada/", "/people/", "/", "/api/v1/people/ada"])
def test_an_answer_that_takes_a_forged_cookie_back_is_kept_by_nobody(ada, path):
    ada.publish()
    browser = Client()
    etag = browser.get(path).headers["ETag"]
    for headers in ({}, {"If-None-Match": etag}):
        browser.cookies["session"] = "a" * 32
        answer = browser.get(path, headers=headers)
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_public_picture_that_comes_with_a_cookie_is_kept_by_nobody(rf):
    answer = HttpResponse(headers={"Cache-Control": "public, max-age=300"})
    assert middleware.CachePolicy(lambda _: answer)(rf.get("/media/x.webp")).headers["Cache-Control"] == (
        "public, max-age=300"
    )
    answer.delete_cookie("session")
    kept = middleware.CachePolicy(lambda _: answer)(rf.get("/media/x.webp")).headers["Cache-Control"]
    assert kept == "private, no-store"


def test_the_last_page_needs_nothing(stranger, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError

    monkeypatch.setattr(cards, "newest", fail)
    monkeypatch.setattr(errors, "page", fail)
    stranger.raise_request_exception = False
    answer = stranger.get("/")
    assert answer.status_code == 500
    assert "<h1" in answer.content.decode()


def test_details_of_errors_are_only_shown_by_a_switch(db, stranger, settings):
    settings.DEBUG = True
    settings.DEBUG_PROPAGATE_EXCEPTIONS = False
    for path, status in (("/nobody-here/", 404), ("/people/nobody/", 404), ("/people/?after=x", 400)):
        answer = stranger.get(path)
        assert answer.status_code == status
        assert "Traceback" not in answer.content.decode()
        assert "URLconf" not in answer.content.decode()


def test_a_missing_slash_is_added(db, stranger):
    answer = stranger.get("/people")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/people/"


def test_errors_of_the_api_are_problems(db, stranger):
    for path, status in (
        ("/api/v1/nothing", 404),
        ("/api/v1/people/nobody", 404),
        ("/api/v1/me", 401),
        ("/api/v1/me?x=%", 400),
    ):
        answer = stranger.get(path)
        assert answer.status_code == status
        assert answer.headers["Content-Type"] == "application/problem+json"
        problem = answer.json()
        assert problem["status"] == status
        assert set(problem) == {"type", "title", "status", "detail", "instance"}
        assert answer.headers["X-Request-Id"] in problem["instance"]


def test_hsts_goes_with_https(db, stranger, settings):
    settings.SECURE_HSTS_SECONDS = 63_072_000
    assert "Strict-Transport-Security" not in stranger.get("/").headers
    assert stranger.get("/", secure=True).headers["Strict-Transport-Security"] == "max-age=63072000"


@pytest.mark.parametrize("path", ["/", "/nowhere/", "/robots.txt"])
def test_a_test_site_asks_search_engines_to_forget_it(db, stranger, settings, path):
    assert "X-Robots-Tag" not in stranger.get(path).headers
    settings.IS_INDEXED = False
    assert stranger.get(path).headers["X-Robots-Tag"] == "noindex, nofollow"


def test_the_policy_allows_nothing_inline(db, stranger):
    policy = stranger.get("/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "nonce" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def test_a_request_with_a_session_is_never_cached(ada):
    browser = Client()
    browser.cookies["session"] = ada.client.cookies["session"].value
    assert browser.get("/about/").headers["Cache-Control"] == "private, no-store"
    browser.cookies["session"] = "0" * 32
    assert browser.get("/about/").headers["Cache-Control"] == "private, no-store"
