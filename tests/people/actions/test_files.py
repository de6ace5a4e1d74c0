"""Files no longer in force: kept for undo, seen by nobody, gone when the history lets go; never half of anything."""

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError

from profiles.people import actions
from profiles.people.actions.turns import CHANGES_KEPT
from profiles.people.contents import Content
from profiles.people.models import Change, Document, Kind, Picture
from profiles.shared.ids import new_id
from profiles.shared.visibility import Visibility
from tests import cast, images, pdfs

KINDS = (Kind.PICTURE, Kind.COVER, Kind.CV)


def put(member, kind, words="first"):
    part = member.part(kind)
    if kind == Kind.CV:
        actions.replace_document(part, pdfs.pdf().file, name=f"{words}.pdf", version=part.version, by=member.user)
    else:
        actions.replace_picture(part, images.jpeg().file, alt=words, version=part.version, by=member.user)
    return member


def remove(member, kind):
    part = member.part(kind)
    actions.remove_upload(part, version=part.version, by=member.user)


def words(member, kind):
    """Of what is in force."""
    part = member.part(kind)
    if kind == Kind.CV:
        return part.document and part.document.name.removesuffix(".pdf")
    return part.picture and part.picture.alt


def keys(member, kind):
    part = member.part(kind)
    return {part.document.key} if kind == Kind.CV else {part.picture.large_key, part.picture.small_key}


def rows():
    return Picture.objects.count() + Document.objects.count()


def latest(member):
    return Change.objects.filter(profile=member.profile).latest("at")


def undo_latest(member):
    actions.undo(latest(member), by=member.user)


def fill_the_history(member):
    for number in range(CHANGES_KEPT):
        part = member.part(Kind.HEADLINE)
        actions.rewrite_text(part, text=f"{number}", version=part.version, by=member.user)


@pytest.fixture
def files_before():
    return images.stored()


@pytest.mark.parametrize("kind", KINDS)
def test_a_replaced_file_comes_back_at_new_addresses(ada, kind):
    put(ada, kind)
    old = keys(ada, kind)
    put(ada, kind, "second")
    undo_latest(ada)
    assert words(ada, kind) == "first"
    assert not keys(ada, kind) & old
    undo_latest(ada)
    assert words(ada, kind) == "second", "undoing is a change of its own"


@pytest.mark.parametrize("kind", KINDS)
def test_a_removed_file_comes_back_at_new_addresses(ada, kind):
    put(ada, kind)
    old = keys(ada, kind)
    remove(ada, kind)
    assert words(ada, kind) is None
    undo_latest(ada)
    assert words(ada, kind) == "first"
    assert not keys(ada, kind) & old


@pytest.mark.parametrize("kind", KINDS)
def test_undoing_the_first_file_leaves_none(ada, kind):
    put(ada, kind)
    undo_latest(ada)
    assert words(ada, kind) is None
    undo_latest(ada)
    assert words(ada, kind) == "first"


@pytest.mark.parametrize("kind", [Kind.PICTURE, Kind.COVER])
def test_a_description_comes_back(ada, kind):
    put(ada, kind)
    actions.describe_picture(ada.part(kind), alt="better", version=2, by=ada.user)
    undo_latest(ada)
    assert words(ada, kind) == "first"


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_replaced_again_is_not_put_back_over_it(ada, kind):
    put(ada, kind)
    change = latest(put(ada, kind, "second"))
    put(ada, kind, "third")
    with pytest.raises(actions.Overtaken):
        actions.undo(change, by=ada.user)
    assert words(ada, kind) == "third"


@pytest.mark.parametrize("kind", KINDS)
def test_an_undone_file_is_shown_to_whom_the_part_is_shown_now(ada, stranger, kind):
    put(ada, kind)
    ada.publish()
    change = latest(put(ada, kind, "second"))
    actions.show_part_to(ada.part(kind), visibility=Visibility.ME, by=ada.user)
    actions.undo(change, by=ada.user)
    assert words(ada, kind) == "first"
    suffix = "pdf" if kind == Kind.CV else "webp"
    assert {stranger.get(f"/media/{key}.{suffix}").status_code for key in keys(ada, kind)} == {404}


@pytest.mark.parametrize("kind", KINDS)
def test_files_go_when_the_history_lets_go(ada, kind, files_before, django_capture_on_commit_callbacks):
    put(ada, kind)
    in_force = images.stored()
    put(ada, kind, "second")
    with django_capture_on_commit_callbacks(execute=True):
        remove(ada, kind)
    assert rows() == 2
    assert images.stored() > in_force, "kept for undo"
    with django_capture_on_commit_callbacks(execute=True):
        fill_the_history(ada)
    assert rows() == 0
    assert images.stored() == files_before


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_in_force_stays_when_the_history_lets_go(ada, kind, django_capture_on_commit_callbacks):
    put(ada, kind)
    files = images.stored()
    with django_capture_on_commit_callbacks(execute=True):
        fill_the_history(ada)
    assert words(ada, kind) == "first"
    assert images.stored() == files


@pytest.mark.parametrize("kind", KINDS)
def test_files_go_at_once_when_their_change_is_forgotten(ada, kind, files_before, django_capture_on_commit_callbacks):
    put(ada, kind)
    remove(ada, kind)
    with django_capture_on_commit_callbacks(execute=True):
        actions.forget_change(latest(ada), by=ada.user)
    assert rows() == 0
    assert images.stored() == files_before


@pytest.mark.parametrize("kind", KINDS)
def test_forgetting_after_undoing_and_redoing_takes_the_file_too(ada, kind, django_capture_on_commit_callbacks):
    put(ada, kind)
    put(ada, kind, "second")
    undo_latest(ada)
    undo_latest(ada)
    with django_capture_on_commit_callbacks(execute=True):
        actions.forget_change(latest(ada), by=ada.user)
    assert words(ada, kind) == "second"
    assert rows() == 1


def test_forgetting_another_change_takes_no_file(ada, django_capture_on_commit_callbacks):
    put(ada, Kind.CV)
    remove(ada, Kind.CV)
    ada.write(Kind.HEADLINE, "Analyst")
    files = images.stored()
    with django_capture_on_commit_callbacks(execute=True):
        actions.forget_change(latest(ada), by=ada.user)
    assert rows() == 1
    assert images.stored() == files


def test_the_files_of_others_stay(ada, ben, django_capture_on_commit_callbacks):
    put(ben, Kind.CV)
    remove(ben, Kind.CV)
    with django_capture_on_commit_callbacks(execute=True):
        fill_the_history(ada)
    assert rows() == 1
    undo_latest(ben)
    assert words(ben, Kind.CV) == "first"


@pytest.mark.parametrize("kind", KINDS)
def test_a_forgotten_name_takes_the_kept_files_that_mention_it(ada, kind, django_capture_on_commit_callbacks):
    place = actions.Place(new_id())
    item = actions.add_item(ada.part(Kind.NAMES), Content(title="Augusta"), place, by=ada.user)
    put(ada, kind, "Augusta at her desk")
    remove(ada, kind)
    with django_capture_on_commit_callbacks(execute=True):
        actions.forget_name(item, by=ada.user)
    assert rows() == 0


def test_a_change_that_is_gone_cannot_be_undone(ada):
    change = latest(put(ada, Kind.CV))
    Change.objects.all().delete()
    with pytest.raises(actions.Overtaken):
        actions.undo(change, by=ada.user)


# Storage that fails


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_cannot_be_recorded_is_taken_back(ada, kind, files_before, monkeypatch):
    def fail(**_):
        raise IntegrityError

    monkeypatch.setattr((Document if kind == Kind.CV else Picture).objects, "create", fail)
    with pytest.raises(IntegrityError):
        put(ada, kind)
    assert images.stored() == files_before
    assert ada.part(kind).version == 1


@pytest.mark.parametrize("kind", KINDS)
def test_storage_that_fails_leaves_no_row(ada, kind, storage_fails):
    storage_fails("save")
    with pytest.raises(actions.NotStored):
        put(ada, kind)
    assert rows() == 0
    assert ada.part(kind).version == 1


def test_storage_that_fails_half_way_leaves_neither_row_nor_file(ada, files_before, monkeypatch):
    save = default_storage.save

    def half(name, content):
        if len(images.stored()) > len(files_before):
            raise OSError
        return save(name, content)

    monkeypatch.setattr(default_storage, "save", half)
    with pytest.raises(actions.NotStored):
        put(ada, Kind.PICTURE)
    assert rows() == 0
    assert images.stored() == files_before


def test_storage_that_is_quite_away_is_still_told_in_our_words(ada, storage_fails):
    storage_fails("save", "delete")
    with pytest.raises(actions.NotStored):
        put(ada, Kind.PICTURE)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.django_db(transaction=True)
def test_an_old_file_that_will_not_go_does_not_take_the_new_one_along(kind, storage_fails):
    ada = cast.join("ada", "Ada Lovelace")
    put(ada, kind)
    put(ada, kind, "second")
    files = images.stored()

    storage_fails("delete")
    actions.forget_change(latest(ada), by=ada.user)
    assert rows() == 1
    assert words(ada, kind) == "second"
    assert images.stored() == files
