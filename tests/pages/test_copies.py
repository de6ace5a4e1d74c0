"""Answers kept in the process: bounded, for a short time, shared by threads."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from profiles.pages import copies
from profiles.pages.copies import Copies, Copy


@pytest.fixture
def kept(monkeypatch):
    monkeypatch.setattr(copies, "MOST_BYTES", 30)
    monkeypatch.setattr(copies, "MOST_OF_ONE", 20)
    return Copies()


def test_what_was_kept_is_found_under_its_language_and_name_alone(kept):
    kept.keep("en", "ada", Copy("1", b"Ada"))
    assert kept.find("en", "ada").content == b"Ada"
    assert kept.find("de", "ada") is None
    assert kept.find("en", "ben") is None


def test_a_newer_copy_takes_the_place_of_the_older(kept):
    for number in range(10):
        kept.keep("en", "ada", Copy(str(number), b"0123456789"))
        kept.keep("en", "ben", Copy(str(number), b"0123456789"))
    assert kept.find("en", "ada").etag == "9"
    assert kept.find("en", "ben").etag == "9"


def test_the_one_looked_at_least_recently_goes_first(kept):
    for name in ("ada", "ben", "cleo"):
        kept.keep("en", name, Copy("1", b"0123456789"))
    kept.find("en", "ada")
    kept.keep("en", "dora", Copy("1", b"0123456789"))
    assert [name for name in ("ada", "ben", "cleo", "dora") if kept.find("en", name)] == ["ada", "cleo", "dora"]


def test_small_copies_are_bounded_in_number(monkeypatch):
    monkeypatch.setattr(copies, "MOST", 2)
    kept = Copies()
    for name in ("ada", "ben", "cleo"):
        kept.keep("en", name, Copy("1", b""))
    assert kept.find("en", "ada") is None
    assert kept.find("en", "cleo")


def test_one_that_is_too_large_is_not_kept_and_drives_none_out(kept):
    kept.keep("en", "ada", Copy("1", b"Ada"))
    kept.keep("en", "ben", Copy("1", b"0123456789" * 3))
    assert kept.find("en", "ben") is None
    assert kept.find("en", "ada")


def test_a_copy_grows_old(kept):
    young = Copy("1", b"Ada")
    kept.keep("en", "ada", Copy("1", b"Ada", made_at=young.made_at - copies.SECONDS - 1))
    assert kept.find("en", "ada") is None


def test_threads_share_one_without_losing_count(kept):
    def look(number):
        name = f"person-{number % 5}"
        kept.keep("en", name, Copy(name, name.encode()))
        found = kept.find("en", name)
        return found is None or found.etag == name

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(look, range(2000)))
    assert kept._bytes == sum(len(copy.content) for copy in kept._kept.values()) <= 30
