"""What pages of other sites may ask of the API, as browsers see it (Fetch, CORS protocol)."""

import pytest

KNOWN, OTHER = "https://app.example.org", "https://elsewhere.example.org"
CREDENTIALS = "Access-Control-Allow-Credentials"


@pytest.fixture(autouse=True)
def known_origin(settings):
    settings.CORS_ALLOWED_ORIGINS = [KNOWN]


@pytest.fixture
def page(ada):
    ada.publish()
    return "/api/v1/people/ada"


def preflight(browser, origin: str, method: str = "GET"):
    asked = {"HTTP_ORIGIN": origin, "HTTP_ACCESS_CONTROL_REQUEST_METHOD": method}
    return browser.options("/api/v1/people/ada", HTTP_ACCESS_CONTROL_REQUEST_HEADERS="authorization", **asked)


def test_any_site_reads_what_strangers_read(page, stranger):
    answer = stranger.get(page, HTTP_ORIGIN=OTHER)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]


def test_no_answer_allows_cookies(page, ada, stranger):
    for browser in (ada.client, stranger):
        for origin in (KNOWN, OTHER, "null"):
            for answer in (browser.get(page, HTTP_ORIGIN=origin), preflight(browser, origin)):
                assert CREDENTIALS not in answer.headers


def test_only_known_sites_may_send_tokens_and_write(stranger, db):
    known = preflight(stranger, KNOWN, "PATCH")
    assert known.status_code == 204
    assert known.headers["Access-Control-Allow-Origin"] == KNOWN
    assert "Authorization" in known.headers["Access-Control-Allow-Headers"]
    assert "PATCH" in known.headers["Access-Control-Allow-Methods"]
    for origin in (OTHER, f"{KNOWN}.elsewhere.example.org", KNOWN.replace("https", "http"), "null"):
        other = preflight(stranger, origin, "PATCH")
        assert "Access-Control-Allow-Headers" not in other.headers
        assert other.headers["Access-Control-Allow-Methods"] == "GET, HEAD"


def test_an_unknown_site_reads_no_answer_to_writing(page, stranger):
    assert "Access-Control-Allow-Origin" not in stranger.post(page, HTTP_ORIGIN=OTHER).headers
    assert stranger.post(page, HTTP_ORIGIN=KNOWN).headers["Access-Control-Allow-Origin"] == KNOWN


def test_an_unknown_site_looks_nobody_up(page, stranger):
    """What a browser sends without asking first is a POST of a plain text, and its answer is kept from the page."""
    lookup, asked = "/api/v1/people:lookup", '{"usernames": ["ada"]}'
    may_ask = {"HTTP_ACCESS_CONTROL_REQUEST_METHOD": "POST", "HTTP_ACCESS_CONTROL_REQUEST_HEADERS": "content-type"}
    for origin, is_known in ((OTHER, False), (KNOWN, True)):
        before = stranger.options(lookup, HTTP_ORIGIN=origin, **may_ask)
        assert ("Content-Type" in before.headers.get("Access-Control-Allow-Headers", "")) == is_known
        for kind, status in (("application/json", 200), ("text/plain", 415)):
            answer = stranger.post(lookup, asked, content_type=kind, HTTP_ORIGIN=origin)
            assert answer.status_code == status
            assert ("Access-Control-Allow-Origin" in answer.headers) == is_known


def test_errors_may_be_read_too(db, stranger):
    answer = stranger.get("/api/v1/people/nobody", HTTP_ORIGIN=OTHER)
    assert answer.status_code == 404
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_caches_tell_origins_apart(page, stranger):
    assert "Origin" in stranger.get(page).headers["Vary"]
    assert "Origin" in preflight(stranger, KNOWN).headers["Vary"]


def test_pages_are_not_for_other_sites(db, stranger):
    for path in ("/", "/people/", "/display/"):
        assert "Access-Control-Allow-Origin" not in stranger.get(path, HTTP_ORIGIN=KNOWN).headers
