"""What the site tells of its components, and what it says when it tells nothing."""

import json

import pytest

from cron.looks import readiness
from tests.cron import servers
from tests.cron.servers import Page

WELL = {"status": "ok", "components": {"database": "ok", "cache": "ok"}}
ILL = {"status": "failed", "components": {"database": "failed", "cache": "ok"}}


@pytest.fixture
def site():
    with servers.site() as running:
        yield running


def test_each_component_is_told(site):
    site.page = Page(body=json.dumps(WELL).encode())
    assert readiness.look(site.url, seconds=5).components == {"database": True, "cache": True}
    site.page = Page(status=503, body=json.dumps(ILL).encode())
    assert readiness.look(site.url, seconds=5).components == {"database": False, "cache": True}


def test_another_status_tells_nothing(site):
    site.page = Page(status=404, body=json.dumps(WELL).encode())
    found = readiness.look(site.url, seconds=5)
    assert (found.components, found.problem) == ({}, "readiness is not told, the status is 404")


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", b'{"components": 1}', b'{"components": {}}', b"\xff"])
def test_another_form_tells_nothing(site, body):
    site.page = Page(body=body)
    assert readiness.look(site.url, seconds=5).problem == "readiness is told in no known form"


def test_no_answer_tells_why():
    assert readiness.look(f"http://127.0.0.1:{servers.closed_port()}", seconds=1).problem == "the connection is refused"


def test_what_is_told_is_bounded():
    many = {"components": {"c" * 500 + str(number): "ok" for number in range(500)}}
    found = readiness.read(json.dumps(many).encode()).components
    assert len(found) <= 20
    assert max(map(len, found)) <= 40


def test_the_page_is_the_sites_own(client, db):
    """What the monitor reads is what the application writes."""
    assert readiness.read(client.get("/healthz/ready").content).components == {"database": True, "cache": True}
