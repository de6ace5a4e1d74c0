"""manage.py prepare_release: static files are kept before anything is migrated, where releases share a folder."""

import pytest
from django.core.management import CommandError, call_command


@pytest.fixture
def migrated(monkeypatch) -> list[str]:
    """Where migrations were asked for, in place of those: they have tests of their own."""
    found: list[str] = []
    name = "profiles.operations.management.commands.prepare_release.call_command"
    monkeypatch.setattr(name, lambda command, **_: found.append(command))
    return found


@pytest.fixture
def folders(tmp_path, settings):
    own, kept = tmp_path / "own", tmp_path / "kept"
    own.mkdir()
    kept.mkdir()
    (own / "a.0123456789ab.css").touch()
    settings.STATIC_ROOT, settings.KEPT_STATIC_ROOT = own, kept
    return kept


def test_the_files_are_kept_and_the_tables_brought_up_to_date(folders, migrated):
    call_command("prepare_release", "r2 r1")
    assert (folders / "r2/a.0123456789ab.css").exists()
    assert migrated == ["migrate_once"]


def test_without_a_release_only_the_tables_are(folders, migrated):
    call_command("prepare_release", "")
    assert list(folders.iterdir()) == []
    assert migrated == ["migrate_once"]


def test_a_folder_that_cannot_be_written_is_a_sentence_before_anything_is_migrated(folders, settings, migrated):
    settings.KEPT_STATIC_ROOT = folders / "none"
    with pytest.raises(CommandError, match=r"The static files could not be kept in .*: No such file or directory"):
        call_command("prepare_release", "r2")
    assert migrated == []
