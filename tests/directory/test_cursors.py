"""Cursors survive the way through an address, whatever the name, and forged ones are refused."""

import base64
import json
from uuid import UUID

import pytest

from profiles.directory.cursors import Cursor, Rank

ID = UUID("018f0000-0000-7000-8000-000000000001")


@pytest.mark.parametrize("sort_key", ["", "lovelace ada", "王 貞治", "ابن الهيثم", "x" * 400])
def test_what_is_written_is_read(sort_key):
    assert Cursor.read(str(Cursor(sort_key, ID))) == Cursor(sort_key, ID)


def test_nothing_is_no_cursor():
    assert Cursor.read("") is None


def test_a_place_among_the_best_is_read_as_it_was_written():
    assert Cursor.read(str(Rank(3, ID))) == Rank(3, ID)


def forged(*values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


FORGED = {
    "a lone surrogate": ("\ud800", ID.hex),
    "an empty character": ("a\0", ID.hex),
    "a truth": (True, ID.hex),
    "a fraction": (1.5, ID.hex),
    "no number": (float("nan"), ID.hex),
    "below all": (-1, ID.hex),
    "beyond all": (10**40, ID.hex),
    "of an older release": (1, 1_700_000_000_000_000, ID.hex),
    "a list": ([1], ID.hex),
    "nothing": (None, ID.hex),
    "a number as id": (1, 5),
    "no id": (1, "x"),
    "nobody": (),
}


@pytest.mark.parametrize("values", FORGED.values(), ids=FORGED)
@pytest.mark.parametrize("address", ["/people/?q=ada", "/people/?", "/people/?language=en"])
@pytest.mark.parametrize("name", ["after", "before"])
def test_a_forged_place_is_a_400(ada, stranger, address, name, values):
    ada.publish()
    assert stranger.get(f"{address}&{name}={forged(*values)}").status_code == 400
