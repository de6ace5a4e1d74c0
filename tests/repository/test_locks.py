"""The gate for locks: what was changed by hand, or not made anew after a wish, is told; so is an index that is away."""

import shutil
from pathlib import Path

import pytest

from tests.repository import locks, tree


@pytest.fixture
def checkout(tmp_path) -> Path:
    """With nothing to lock, so that the index is not asked."""
    (tmp_path / "requirements").mkdir()
    for path in tree.files(under=("requirements",)):
        (tmp_path / path).write_text("")
    shutil.copy(tree.ROOT / "Makefile", tmp_path)
    return tmp_path


def test_locks_that_are_what_their_wishes_give_pass(checkout):
    assert locks.main(checkout) == 0


def test_a_line_that_was_written_by_hand_is_told(checkout, capsys):
    (checkout / "requirements/base.txt").write_text("idna==1.0\n")
    assert locks.main(checkout) == 1
    assert "base.txt: not what `make lock` makes." in capsys.readouterr().err


def test_an_index_that_is_away_is_a_failure_that_says_so(checkout, monkeypatch, capsys):
    (checkout / "requirements/base.in").write_text("idna\n")
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("UV_NO_CACHE", "1")
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")
    assert locks.main(checkout) == 2
    assert "NOT CHECKED" in capsys.readouterr().err
