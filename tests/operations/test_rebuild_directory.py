"""The index made anew: complete, going on where it stopped, one at a time."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from profiles.directory import indexing
from profiles.directory.models import Entry, Rebuild, Word
from profiles.operations.management.commands import rebuild_directory
from tests import cast


@pytest.fixture
def people(db, monkeypatch):
    monkeypatch.setattr(rebuild_directory, "BATCH", 2)
    return [cast.join(f"p-{number}", f"Anna Lind{letter}").publish() for number, letter in enumerate("abcde")]


def test_every_published_page_is_found_again_and_nothing_else(people, ada, capsys):
    Entry.objects.all().delete()
    Word.objects.all().delete()
    Word.objects.create(text="canary", is_public=True, pieces=[])
    call_command("rebuild_directory")
    assert Entry.objects.count() == 5
    assert set(Word.objects.values_list("text", flat=True)) >= {"anna", "linda", "linde"}
    assert not Word.objects.filter(text__in=["canary", "lovelace"])
    assert "6 pages" in capsys.readouterr().out


def test_an_interrupted_rebuild_goes_on_where_it_stopped(people, monkeypatch, capsys):
    done = []

    def interrupted(profiles):
        if len(done) == 2 and not Rebuild.objects.filter(profiles__gt=4):
            raise KeyboardInterrupt
        done.append(len(profiles))

    monkeypatch.setattr(indexing, "index", interrupted)
    with pytest.raises(CommandError, match="goes on where it stopped"):
        call_command("rebuild_directory")
    assert Rebuild.objects.get().profiles == 4
    monkeypatch.setattr(indexing, "index", lambda profiles: done.append(len(profiles)))
    call_command("rebuild_directory")
    assert done == [2, 2, 1]
    assert "Going on after 4 pages" in capsys.readouterr().out


def test_from_the_start_means_all(people):
    Rebuild.objects.create(last_profile=people[-1].profile.pk, profiles=5)
    call_command("rebuild_directory", from_start=True)
    assert Rebuild.objects.get().profiles == 5
    assert Rebuild.objects.get().finished_at


def test_two_rebuilds_at_once_are_one(people, monkeypatch):
    other = connections["default"].copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [rebuild_directory._LOCK])
        with pytest.raises(CommandError, match="Another rebuild"):
            call_command("rebuild_directory")
    other.close()
