"""Cursors survive the way through an address, whatever the name."""

from uuid import UUID

import pytest
from django.core.exceptions import BadRequest

from profiles.directory.cursors import Cursor

ID = UUID("018f0000-0000-7000-8000-000000000001")


@pytest.mark.parametrize("sort_key", ["", "lovelace ada", "王 貞治", "ابن الهيثم", "x" * 400])
def test_what_is_written_is_read(sort_key):
    assert Cursor.read(str(Cursor(sort_key, ID))) == Cursor(sort_key, ID)


def test_nothing_is_no_cursor():
    assert Cursor.read("") is None


def test_a_lone_surrogate_is_refused():
    import base64
    import json

    text = base64.urlsafe_b64encode(json.dumps(["\ud800", ID.hex]).encode()).decode()
    with pytest.raises(BadRequest):
        Cursor.read(text)
