"""The release's short name: another for other code or configuration, the same for the same."""

import os
import re

import pytest

from profiles.shared.release import fingerprint


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "app").mkdir()
    (tmp_path / "app/views.py").write_text("one")
    (tmp_path / "app/page.html").write_text("one")
    return tmp_path


def test_it_is_twelve_hex_digits(folder):
    assert re.fullmatch(r"[0-9a-f]{12}", fingerprint(folder, ""))


def test_the_same_code_has_the_same_name(folder):
    assert fingerprint(folder, "", "a") == fingerprint(folder, "", "a")


def test_the_commit_counts_and_then_the_files_do_not(folder):
    before = fingerprint(folder, "abc")
    (folder / "app/views.py").write_text("two")
    assert fingerprint(folder, "abc") == before
    assert fingerprint(folder, "abd") != before


@pytest.mark.parametrize("name", ["views.py", "page.html", "new.css", "django.mo"])
def test_without_a_commit_every_changed_file_counts(folder, name):
    before = fingerprint(folder, "")
    (folder / "app" / name).write_text("two")
    os.utime(folder / "app" / name, (1, 1))
    assert fingerprint(folder, "") != before


def test_configuration_counts(folder):
    assert fingerprint(folder, "abc", "Colophon") != fingerprint(folder, "abc", "Another")
    assert fingerprint(folder, "abc", "a", "b") != fingerprint(folder, "abc", "ab", "")
