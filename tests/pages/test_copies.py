"""Answers kept in the process: bounded, for a short time, shared by threads."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from profiles.pages import copies
from profiles.pages.copies import Copies, Copy, Name
from profiles.shared.believed import BELIEF


def _name(username, language="en"):
    return Name(f"/people/{username}/", language, False)


def _copy(etag, content, **more):
    return Copy(etag, etag, (), content, **more)


@pytest.fixture
def kept(monkeypatch, no_copies):
    monkeypatch.setattr(copies, "MOST_BYTES", 30)
    monkeypatch.setattr(copies, "MOST_OF_ONE", 20)
    return Copies()


def test_what_was_kept_is_found_under_its_language_and_name_alone(kept):
    kept.keep(_name("ada"), _copy("1", b"Ada"))
    assert kept.find(_name("ada", "en")).content == b"Ada"
    assert kept.find(_name("ada", "de")) is None
    assert kept.find(_name("ben", "en")) is None


def test_a_newer_copy_takes_the_place_of_the_older(kept):
    for number in range(10):
        kept.keep(_name("ada"), _copy(str(number), b"0123456789"))
        kept.keep(_name("ben"), _copy(str(number), b"0123456789"))
    assert kept.find(_name("ada", "en")).etag == "9"
    assert kept.find(_name("ben", "en")).etag == "9"


def test_the_one_looked_at_least_recently_goes_first(kept):
    for name in ("ada", "ben", "cleo"):
        kept.keep(_name(name), _copy("1", b"0123456789"))
    kept.find(_name("ada", "en"))
    kept.keep(_name("dora"), _copy("1", b"0123456789"))
    assert [name for name in ("ada", "ben", "cleo", "dora") if kept.find(_name(name, "en"))] == ["ada", "cleo", "dora"]


def test_small_copies_are_bounded_in_number(monkeypatch):
    monkeypatch.setattr(copies, "MOST", 2)
    kept = Copies()
    for name in ("ada", "ben", "cleo"):
        kept.keep(_name(name), _copy("1", b""))
    assert kept.find(_name("ada", "en")) is None
    assert kept.find(_name("cleo", "en"))


def test_one_that_is_too_large_is_not_kept_and_drives_none_out(kept):
    kept.keep(_name("ada"), _copy("1", b"Ada"))
    kept.keep(_name("ben"), _copy("1", b"0123456789" * 3))
    assert kept.find(_name("ben", "en")) is None
    assert kept.find(_name("ada", "en"))


def test_a_copy_grows_old(kept):
    young = _copy("1", b"Ada")
    kept.keep(_name("ada"), _copy("1", b"Ada", made_at=young.made_at - copies.SECONDS - 1))
    assert kept.find(_name("ada", "en")) is None


def test_threads_share_one_without_losing_count(kept):
    def look(number):
        name = f"person-{number % 5}"
        kept.keep(_name(name), _copy(name, name.encode()))
        found = kept.find(_name(name, "en"))
        return found is None or found.etag == name

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(look, range(2000)))
    assert kept._bytes == sum(len(copy.content) for copy in kept._kept.values()) <= 30


def test_a_copy_is_believed_for_a_moment(kept, settings):
    settings.COPIES_TRUSTED_SECONDS = 5
    now = time.monotonic()
    kept.keep(_name("ada"), _copy("1", b"Ada", checked_at=now - 6))
    assert kept.find_true(_name("ada")) is None
    kept.keep_true(_name("ada"), kept.find(_name("ada")), now - 4)
    assert kept.find_true(_name("ada"))


def test_after_a_change_no_copy_is_believed_that_was_checked_before(kept, settings):
    settings.COPIES_TRUSTED_SECONDS = 60
    kept.keep(_name("ada"), _copy("1", b"Ada"))
    began = time.monotonic()
    BELIEF.end()
    assert kept.find_true(_name("ada")) is None
    kept.keep_true(_name("ada"), kept.find(_name("ada")), began)  # who looked before may have seen what was before
    assert kept.find_true(_name("ada")) is None
    kept.keep_true(_name("ada"), kept.find(_name("ada")), time.monotonic())
    assert kept.find_true(_name("ada"))


def test_who_waits_too_long_for_a_turn_goes_on_alone(kept, monkeypatch):
    monkeypatch.setattr(copies, "WAIT_SECONDS", 0.01)
    with kept.turn(_name("ada")) as is_mine:
        assert is_mine
        with ThreadPoolExecutor(1) as threads:
            assert threads.submit(_takes_a_turn, kept).result() is False
    assert _takes_a_turn(kept)


def _takes_a_turn(kept):
    with kept.turn(_name("ada")) as is_mine:
        return is_mine
