"""The site has one address: readers of its other hosts are sent there."""

from urllib.parse import urlsplit

import pytest


@pytest.fixture
def many_hosts(settings):
    settings.SITE = urlsplit("https://people.example.org")
    settings.SITE_URL = "https://people.example.org"
    settings.ALLOWED_HOSTS = ["people.example.org", "www.example.org"]


@pytest.mark.parametrize(
    "path", ["/", "/people/?q=a%20b&c=%2F", "/nobody/", "//elsewhere.example.com/x", "/\\elsewhere"]
)
def test_readers_of_another_host_are_sent_to_the_same_page_of_the_site(stranger, many_hosts, path):
    answer = stranger.get(path, HTTP_HOST="www.example.org")
    assert answer.status_code == 301
    target = urlsplit(answer.headers["Location"])
    assert (target.scheme, target.netloc) == ("https", "people.example.org")
    assert target.query == urlsplit(path).query
    assert target.path.startswith("/")


def test_nothing_else_is_done_at_another_host(stranger, many_hosts):
    assert stranger.post("/display/", HTTP_HOST="www.example.org").status_code == 404
    assert stranger.get("/", HTTP_HOST="elsewhere.example.com").status_code == 400
    assert stranger.get("/", HTTP_HOST="a.www.example.org").status_code == 400
    assert stranger.get("/healthz/live", HTTP_HOST="www.example.org").status_code == 200


def test_the_site_itself_sends_nobody_on(db, stranger, many_hosts):
    assert stranger.get("/about/", HTTP_HOST="people.example.org").status_code == 200
