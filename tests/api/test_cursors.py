"""Cursors are read as they were written, and nothing else is one."""

import base64
import json

import pytest
from django.core.exceptions import BadRequest

from profiles.api import cursors


def encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize("values", [("a", 1), ("", 0), ("ж" * 400, 2**62), ("x" * 399, 7)])
def test_what_was_written_is_read(values):
    assert cursors.read(cursors.write("list", *values), "list", (str, int)) == list(values)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "!!!!",
        "é",
        encoded(["other", "a", 1]),
        encoded(["list", "a"]),
        encoded(["list", "a", 1, 2]),
        encoded(["list", 1, "a"]),
        encoded(["list", "a", True]),
        encoded(["list", "a", -1]),
        encoded(["list", "a", 2**63]),
        encoded(["list", "a", 1.5]),
        encoded(["list", "\0", 1]),
        encoded(["list", "\ud800", 1]),
        encoded({"list": 1}),
        encoded("list"),
        encoded(None),
        base64.urlsafe_b64encode(b"[" * 2000).decode(),
    ],
)
def test_nothing_else_is_a_cursor(text):
    with pytest.raises(BadRequest):
        cursors.read(text, "list", (str, int))
