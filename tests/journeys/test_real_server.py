"""A real gunicorn: what no test client sees, because it happens before Django or without its database."""

import contextlib
import os
import signal
import time

import pytest

from config.local import postgres
from tests import embedded_metrics, this_database
from tests.journeys.real_server import own_database, serving, until

CANARY = "c4n4ry"


@pytest.fixture(scope="module")
def server(django_db_setup):
    with serving(**this_database.variables()) as running:
        yield running


def test_what_was_counted_is_written_before_the_server_ends():
    """And at whatever level its other lines are."""
    with serving(METRICS="emf", LOG_LEVEL="ERROR", DRAIN_SECONDS="1") as server:
        assert server.ask("/c4n4ry/").status == 404
        os.kill(server.pid, signal.SIGTERM)
        assert until(lambda: '"_aws"' in server.log.read_text(), 10), server.log.read_text()
        data = embedded_metrics.read(server.log.read_text().splitlines())
    assert {datum.namespace for datum in data} == {"Colophon/local"}
    assert [datum.sum for datum in data if datum.name == "Requests"] == [1]


CHARSETS = (
    "hex",
    "rot13",
    "zlib_codec",
    "undefined",
    "idna",
    "unicode_escape",
    "utf-16",
    "utf-8",
    '"hex"',
    "none-such",
)


@pytest.mark.parametrize("charset", CHARSETS)
def test_no_charset_that_a_stranger_names_decodes_anything(server, charset):
    for parameter in (f"charset={charset}", f"x=1;  CHARSET={charset}", f"charset*=utf-8''{charset}"):
        answer = server.ask(f"/healthz/live?x={CANARY}", Content__Type=f"a/b; {parameter}")
        assert answer.status == 200, parameter
        assert "Content-Security-Policy" in answer.headers


def test_a_parameter_in_a_strange_encoding_is_not_read(server):
    for parameter in ("x*=hex''%41", "boundary*=none-such''%41", "x*0*=''", "=", ";", 'x="'):
        assert server.ask("/healthz/live", Content__Type=f"a/b; {parameter}").status == 200, parameter


def test_a_form_is_read_as_utf_8_whatever_it_says(server):
    for kind in ("application/x-www-form-urlencoded; charset=hex", "multipart/form-data; charset=hex; boundary=b"):
        body = "q=%C3%A9" if "url" in kind else '--b\r\nContent-Disposition: form-data; name="q"\r\n\r\né\r\n--b--\r\n'
        answer = server.ask("/healthz/live", "POST", body.encode(), Content__Type=kind)
        assert answer.status == 403, "read, and refused for want of a token"


def test_nobody_tells_where_the_application_lies(server):
    for name in ("SCRIPT_NAME", "PATH_INFO"):
        assert server.ask("/healthz/live", **{name: "/elsewhere"}).status == 200


def test_every_line_is_json_without_what_was_sent(server):
    server.ask(f"/{CANARY}?x={CANARY}", Content__Type=f"a/b; charset={CANARY}")
    assert b"400" in server.send(f"GET /{CANARY} {CANARY}\r\n\r\n".encode())
    assert b"400" in server.send(f"GET / HTTP/1.1\r\n{CANARY} : x\r\n\r\n".encode())
    assert until(lambda: any(line["level"] == "warning" for line in server.lines()), 5)
    assert "gunicorn.error" in {line["logger"] for line in server.lines()}
    assert CANARY not in server.log.read_text()
    assert "127.0.0.1" not in server.log.read_text()


def test_a_forged_cookie_makes_no_public_page_with_a_cookie(server):
    answer = server.ask("/about/", Cookie=f"session={'a' * 32}")
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_stopped_database_is_told_within_a_second_and_forgotten_within_five():
    with own_database() as name, contextlib.ExitStack() as life:
        life.enter_context(postgres.running(name))
        server = life.enter_context(serving(POSTGRES_HOST=postgres.socket_folder(name)))
        assert server.ask("/healthz/ready").status == 200
        postgres.stop(postgres.server(name))
        deadline = time.monotonic() + 10  # a pool whose pauses double would try again 3.5 seconds later at the earliest
        while time.monotonic() < deadline:
            began = time.monotonic()
            assert server.ask("/healthz/ready").status == 503
            assert time.monotonic() - began < 1
            time.sleep(0.2)
        with postgres.running(name):
            assert until(lambda: server.ask("/healthz/ready").status == 200, 2.5)


def test_a_server_that_is_told_to_stop_serves_on_while_it_says_that_it_is_not_ready():
    """Without a database it was not ready before either, and said so of the database."""
    with serving(DRAIN_SECONDS="3") as leaving:
        os.kill(leaving.pid, signal.SIGTERM)
        assert until(lambda: leaving.ask("/healthz/ready").status == 503, 5)
        began, answers = time.monotonic(), []
        while time.monotonic() - began < 2:
            answers.append(leaving.ask("/healthz/live").status)
        assert set(answers) == {200}
        assert len(answers) > 20
        assert until(lambda: "Shutting down" in leaving.log.read_text(), 10), leaving.log.read_text()


def test_a_second_order_to_stop_counts_at_once():
    with serving(DRAIN_SECONDS="60") as server:
        os.kill(server.pid, signal.SIGTERM)
        assert until(lambda: "Handling signal" in server.log.read_text(), 5)
        os.kill(server.pid, signal.SIGTERM)
        assert until(lambda: "Shutting down" in server.log.read_text(), 10), server.log.read_text()
