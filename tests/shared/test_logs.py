"""Log lines: facts and ids, and never what people wrote or what an exception quotes."""

import io
import json
import logging
import sys

import pytest

from profiles.shared.logs import JsonFormatter, request_id

CANARY = "c4n4ry"


@pytest.fixture
def written(monkeypatch):
    """Log through a real handler and read what was written."""

    def write(name: str, message: str, *arguments: object, **named: object) -> tuple[dict, str]:
        stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        handler = logging.StreamHandler(stream)
        handler.setFormatter(JsonFormatter())
        logger = logging.getLogger(name)
        monkeypatch.setattr(logger, "handlers", [handler])
        monkeypatch.setattr(logger, "propagate", False)  # the runner's own handler chokes on a lone surrogate
        logger.error(message, *arguments, **named)
        stream.flush()
        text = stream.buffer.getvalue().decode()
        assert text.count("\n") == 1
        return json.loads(text), text

    return write


def test_our_facts_are_there(written):
    line, _ = written("profiles.requests", "request", extra={"status": 200, "route": "pages:home"})
    assert line["message"] == "request"
    assert line["status"] == 200
    assert line["route"] == "pages:home"
    assert line["level"] == "error"
    assert line["logger"] == "profiles.requests"
    assert line["at"].endswith("+00:00")


def test_our_arguments_are_filled_in(written):
    line, _ = written("profiles.people", "%s pictures", 3)
    assert line["message"] == "3 pictures"


def test_of_others_neither_arguments_nor_facts_are_kept(written):
    line, text = written("django.security.x", "Invalid host: %r", CANARY, extra={"sql": CANARY})
    assert line["message"] == "Invalid host: %r"
    assert CANARY not in text


def test_of_others_a_message_that_is_filled_already_is_not_kept(written):
    line, text = written("psycopg.pool", f"error connecting to {CANARY}")
    assert line["message"] == "psycopg.pool"
    assert CANARY not in text


def test_a_logger_whose_name_only_begins_like_ours_is_another(written):
    _, text = written("profilesque", f"hello {CANARY}", extra={"fact": CANARY})
    assert CANARY not in text


def test_gunicorn_fills_its_texts_with_what_was_sent_so_they_are_not_kept(written):
    _, text = written("gunicorn.error", f"Invalid request from ip={CANARY}: {CANARY}")
    assert CANARY not in text
    line, text = written("gunicorn.error", "Error handling request %s %s", "GET", CANARY)
    assert line["message"] == "Error handling request %s %s"
    assert CANARY not in text


def test_every_line_of_a_request_carries_its_id_whoever_writes_it(written):
    assert "request_id" not in written("profiles.people", "before")[0]
    token = request_id.set("r-1")
    try:
        assert written("profiles.people", "during")[0]["request_id"] == "r-1"
        assert written("django.request", "%s", "during")[0]["request_id"] == "r-1"
    finally:
        request_id.reset(token)


def test_an_exception_is_a_type_and_places_without_its_text(written):
    def deep() -> None:
        raise ValueError(CANARY) from KeyError(CANARY)

    try:
        deep()
    except ValueError:
        line, text = written("profiles.people", "failed", exc_info=sys.exc_info())
    assert line["error"] == "builtins.ValueError"
    assert line["passed"][-1].endswith(" deep")
    assert CANARY not in text


def test_request_objects_are_not_written(written):
    _, text = written("profiles.requests", "request", extra={"request": CANARY})
    assert CANARY not in text


@pytest.mark.parametrize("odd", ["a\nb", "a\u2028b", "\ud800", "\x00", "a\x1b[31m"], ids=ascii)
def test_odd_text_stays_one_line_of_json(written, odd):
    line, text = written("profiles.people", odd)
    assert line["message"] == odd
    assert text.isascii()
    assert "\x1b" not in text
