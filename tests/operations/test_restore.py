"""manage.py restore: what it asks, what it says, and that nothing happens without a yes."""

import io
import shutil

import pytest
from django.core.management import CommandError, call_command

from profiles.operations.backups import make, manifest
from profiles.people.models import Profile
from tests.operations.backups.conftest import ada, alone, folder, key  # noqa: F401  # fixtures

pytestmark = pytest.mark.usefixtures("alone")


@pytest.fixture
def name(ada, folder, settings):  # noqa: F811
    settings.BACKUP_TO = str(folder._path)
    name = make.make(folder, encrypted_for="").name
    Profile.objects.update(display_name="Newer")
    return name


def shown() -> str:
    return Profile.objects.get().display_name


def test_the_newest_is_restored_after_its_name_was_typed(name, monkeypatch, capsys):
    monkeypatch.setattr("builtins.input", lambda _: name)
    call_command("restore")
    said = capsys.readouterr().out
    assert f"The backup {name} is 0.0 hours old." in said
    assert f"What was written since {name} will be gone" in said
    assert "The site is as it was then" in said
    assert shown() == "Ada Lovelace"


def test_anything_else_that_is_typed_changes_nothing(name, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda _: "yes")
    with pytest.raises(CommandError, match=r"Nothing was changed\. That was not its name\."):
        call_command("restore")
    assert shown() == "Newer"


def test_nobody_to_answer_changes_nothing(name, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(CommandError, match=r"--yes"):
        call_command("restore")
    assert shown() == "Newer"


def test_a_drill_asks_nothing_and_changes_nothing(name, capsys):
    call_command("restore", drill=True)
    assert "The drill went well" in capsys.readouterr().out
    assert shown() == "Newer"


def test_a_named_backup_from_a_named_place_is_restored(name, folder, settings):  # noqa: F811
    settings.BACKUP_TO = ""
    call_command("restore", name, place=str(folder._path), yes=True)
    assert shown() == "Ada Lovelace"


def test_a_key_is_found_in_the_file_that_age_writes(name, folder, key, tmp_path):  # noqa: F811
    encrypted = make.make(folder, encrypted_for=str(key.to_public())).name
    written = tmp_path / "key.txt"
    written.write_text(f"# created: today\n# public key: {key.to_public()}\n{key}\n")
    call_command("restore", encrypted, key=written, drill=True)
    written.write_text("nothing\n")
    with pytest.raises(CommandError, match="The key is none"):
        call_command("restore", encrypted, key=written, drill=True)


def test_a_backup_of_another_site_wants_a_word_more(name, folder):  # noqa: F811
    written = folder._path / name / manifest.NAME
    written.write_text(written.read_text().replace("http://testserver", "https://other.example"))
    with pytest.raises(CommandError, match=r"It is of https://other.example; OF_ANOTHER_SITE=1 "):
        call_command("restore", yes=True)
    call_command("restore", drill=True, of_another_site=True)


def test_no_backup_is_one_sentence(transactional_db, settings, tmp_path):
    settings.BACKUP_TO = str(tmp_path)
    with pytest.raises(CommandError, match=r"Nothing was changed\. There is no backup\."):
        call_command("restore", yes=True)


def test_a_key_that_cannot_be_read_is_one_sentence(name, tmp_path):
    with pytest.raises(CommandError, match="Nothing was changed: No such file"):
        call_command("restore", key=tmp_path / "none", yes=True)


def test_what_is_passed_over_is_said(name, folder, capsys):  # noqa: F811
    shutil.copytree(folder._path / name, folder._path / "29991231T000000Z")
    call_command("restore", drill=True)
    said = capsys.readouterr().out
    assert f"The backup {name} is" in said
    assert "It holds 1 people and 2 files." in said
    assert "Passed over, for they hold nobody or are of a moment that has not come: 29991231T000000Z." in said
