"""The site comes back as it was; what is live stays untouched until everything is compared."""

import os
import signal

import psycopg
import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.utils import timezone

from profiles.operations.backups import make, media, postgres, restore, steps, verify
from profiles.operations.backups.problems import Broken, Refused
from profiles.people.models import Kind, Picture, Profile
from tests.operations.backups.conftest import databases

pytestmark = pytest.mark.usefixtures("alone")


def restored(found, **more):
    said: list[str] = []
    before = restore.restore(found, now=timezone.now(), say=said.append, **more)
    return before, said


def test_what_was_lost_comes_back_and_what_was_there_stays_beside(ada, made):
    lost = sorted(media.names())
    for name in lost:
        default_storage.delete(name)
    ada.write(Kind.HEADLINE, "Vandalised")
    before, said = restored(made)
    assert "Analyst of engines" in Client().get("/people/ada/").content.decode()
    assert all(default_storage.exists(name) for name in lost)
    assert "2 files were missing." in said
    with postgres.looking_at(before):
        assert Profile.objects.count() == 1
    with postgres.server() as server:
        assert before in databases(server)


def test_nobody_is_signed_in_after_it(ada, made):
    assert ada.client.get("/me/").status_code == 200
    restored(made)
    assert ada.client.get("/me/").status_code == 302


def test_pages_count_as_changed_after_it(ada, made):
    version = ada.profile.public_version
    etag = Client().get("/people/ada/").headers["ETag"]
    restored(made)
    assert ada.profile.public_version == version + steps.NEWER
    assert Client().get("/people/ada/", headers={"If-None-Match": etag}).status_code == 200


def test_an_encrypted_backup_comes_back_with_its_key(ada, folder, key):
    name = make.make(folder, encrypted_for=str(key.to_public())).name
    Profile.objects.update(display_name="Vandal")
    restored(verify.backup(folder, name, identity=str(key)))
    assert Profile.objects.get().display_name == "Ada Lovelace"


def test_a_drill_changes_nothing_and_leaves_nothing(ada, made):
    Profile.objects.update(display_name="Newer")
    with postgres.server() as server:
        before = databases(server)
        restore.drill(made, now=timezone.now(), say=lambda _: None)
        assert databases(server) == before
    assert Profile.objects.get().display_name == "Newer"


def test_rows_that_differ_from_the_manifest_are_refused_before_anything_is_swapped(ada, made, monkeypatch):
    """As if pg_restore had lost a row and said nothing."""
    fill = restore._fill

    def lossy(found, name, told):
        fill(found, name, told)
        with postgres.looking_at(name), connection.cursor() as cursor:
            cursor.execute("DELETE FROM people_change")

    monkeypatch.setattr(restore, "_fill", lossy)
    with pytest.raises(Broken, match=r"people_change has 0 rows instead of"):
        restored(made)
    assert Client().get("/people/ada/").status_code == 200
    with postgres.server() as server:
        own = str(connection.settings_dict["NAME"])
        assert not [name for name in databases(server) if name.startswith(f"{own}_")]


def test_a_site_that_answers_no_page_is_not_swapped_in(ada, made, monkeypatch):
    monkeypatch.setattr(restore, "PAGES", ("/healthz/ready", "/nobody-of-that-name/"))
    with pytest.raises(Broken, match="/nobody-of-that-name/ answers 404"):
        restored(made)


def test_a_backup_of_a_newer_release_is_refused(ada, folder):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_later', now())")
        made = verify.backup(folder, make.make(folder, encrypted_for="").name)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE name = '9999_later'")
    with pytest.raises(Refused, match="people 9999_later is not known here"):
        restored(made)


def test_a_user_who_may_make_no_database_is_told_what_to_do(ada, made):
    chosen = connection.settings_dict
    user, password = chosen["USER"], chosen["PASSWORD"]
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE of_little_right LOGIN PASSWORD 'little'")
        cursor.execute("GRANT SELECT ON django_migrations TO of_little_right")
    postgres.let_go()
    connection.settings_dict |= {"USER": "of_little_right", "PASSWORD": "little"}
    try:
        with pytest.raises(Refused, match="CREATEDB"):
            restored(made)
    finally:
        postgres.let_go()
        connection.settings_dict |= {"USER": user, "PASSWORD": password}
        with connection.cursor() as cursor:
            cursor.execute("DROP OWNED BY of_little_right; DROP ROLE of_little_right")


def test_what_a_killed_restore_left_behind_goes_with_the_next(ada, made):
    own = str(connection.settings_dict["NAME"])
    with postgres.server() as server:
        server.execute(f'CREATE DATABASE "{own}_restored_20200101t000000z"')
        restored(made)
        assert f"{own}_restored_20200101t000000z" not in databases(server)


def test_a_second_restore_meanwhile_is_refused(ada, made):
    with (
        restore._alone(str(connection.settings_dict["NAME"])),
        pytest.raises(Refused, match="Another restore or drill is at work"),
    ):
        restored(made)


def test_whoever_is_in_the_database_is_sent_away_for_the_swap(ada, made):
    own = str(connection.settings_dict["NAME"])
    with psycopg.connect(postgres.address(own), password=postgres._password()) as somebody:
        restored(made)
        with pytest.raises(psycopg.OperationalError):
            somebody.execute("SELECT 1")
    assert Client().get("/people/ada/").status_code == 200


@pytest.mark.parametrize("named", ["live", "restored"])
def test_a_swap_that_fails_in_either_half_changes_neither(ada, made, named):
    own = str(connection.settings_dict["NAME"])
    beside = f"{own}_restored_x" if named == "live" else f"{own}_before_x"
    with postgres.server() as server:
        server.execute(f'CREATE DATABASE "{beside}"')
        before = databases(server)
        with pytest.raises(Refused, match="the live one is as it was"):
            restore._swap(live=own, restored=f"{own}_restored_y", before=f"{own}_before_x")
        assert databases(server) == before
    assert Client().get("/people/ada/").status_code == 200


def test_a_file_whose_row_a_step_has_removed_does_not_come_back(ada, made, monkeypatch):
    """As it will be with the pictures of those who were erased since."""
    gone = steps.Step("pictures are forgotten", lambda: Picture.objects.all().delete())
    monkeypatch.setattr(steps, "AFTER_RESTORE", (*steps.AFTER_RESTORE, gone))
    lost = media.names()
    for name in lost:
        default_storage.delete(name)
    _, said = restored(made)
    assert "0 files were missing." in said
    assert not any(default_storage.exists(name) for name in lost)


def test_nothing_interrupts_the_swap(ada, made, monkeypatch):
    swap = restore._swap

    def interrupted(**names):
        os.kill(os.getpid(), signal.SIGINT)
        swap(**names)

    monkeypatch.setattr(restore, "_swap", interrupted)
    before, _ = restored(made)
    with postgres.server() as server:
        assert before in databases(server)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_nothing_interrupts_what_follows_the_swap(ada, made, monkeypatch, number):
    """Somebody would read that nothing was changed."""
    drop = restore._drop

    def interrupted(*what):
        os.kill(os.getpid(), number)
        drop(*what)

    monkeypatch.setattr(restore, "_drop", interrupted)
    before, _ = restored(made)
    with postgres.server() as server:
        assert before in databases(server)


@pytest.mark.parametrize(
    "letters",
    [
        "ENCODING 'LATIN1' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'",
        "ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'",
    ],
)
def test_letters_are_stored_and_sorted_as_in_the_live_database(transactional_db, letters):
    """Whatever the server makes of a new one by itself."""
    own = str(connection.settings_dict["NAME"])
    with postgres.server() as server:
        server.execute(f'CREATE DATABASE "{own}_live" TEMPLATE template0 {letters}')
        with restore._new_database(server, f"{own}_beside", like=f"{own}_live", leftovers=f"{own}_beside"):
            rows = [server.execute(restore.LETTERS, [f"{own}_{name}"]).fetchone() for name in ("live", "beside")]
    assert rows[0] == rows[1]


@pytest.mark.parametrize("way", [restore.drill, restore.restore])
def test_what_is_tried_leaves_nothing_in_the_cache_of_the_live_site(ada, made, monkeypatch, way):
    """A page of the day of the backup would be shown as today's."""
    cache.set("of-today", "kept")
    tried = steps.Step("something is remembered", lambda: cache.set("of-then", "tried"))
    monkeypatch.setattr(steps, "AFTER_RESTORE", (tried,))
    way(made, now=timezone.now(), say=lambda _: None)
    assert cache.get("of-then") is None
    assert (cache.get("of-today") == "kept") is (way is restore.drill), "after a restore all of it is of before"
