"""Changes to a profile: by its owner alone, all or nothing, and audited."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from profiles.accounts.models import AuditEvent
from profiles.people import actions
from profiles.people.models import Kind, Part, Picture, Status
from profiles.shared.visibility import Visibility
from tests import images


def attempts(profile, by):
    upload = images.jpeg(size=(80, 100))
    return {
        "rewrite_name": lambda: actions.rewrite_name(profile, display_name="X", sort_name="", version=1, by=by),
        "rewrite_text": lambda: actions.rewrite_text(profile, Kind.ABOUT, "X", version=1, by=by),
        "show_part_to": lambda: actions.show_part_to(profile, Kind.ABOUT, Visibility.ME, by=by),
        "replace_picture": lambda: actions.replace_picture(profile, upload, alt="", version=1, by=by),
        "describe_picture": lambda: actions.describe_picture(profile, alt="X", version=1, by=by),
        "remove_picture": lambda: actions.remove_picture(profile, by=by),
        "publish": lambda: actions.publish(profile, by=by),
        "unpublish": lambda: actions.unpublish(profile, by=by),
    }


NAMES = list(attempts(None, None))


@pytest.mark.parametrize("name", NAMES)
def test_nobody_changes_the_page_of_another(ada, ben, name):
    before = Part.objects.count(), ada.profile.version
    with pytest.raises(PermissionDenied):
        attempts(ada.profile, ben.user)[name]()
    assert (Part.objects.count(), ada.profile.version) == before


@pytest.mark.parametrize("name", NAMES)
def test_a_deactivated_owner_changes_nothing(ada, name):
    ada.user.is_active = False
    with pytest.raises(PermissionDenied):
        attempts(ada.profile, ada.user)[name]()


@pytest.mark.parametrize("name", ["rewrite_name", "rewrite_text", "show_part_to", "replace_picture", "publish"])
def test_every_change_raises_the_version(ada, name):
    before = ada.profile.version
    attempts(ada.profile, ada.user)[name]()
    assert ada.profile.version > before


def test_what_changes_nothing_raises_no_version(ada):
    before = ada.profile.version
    actions.show_part_to(ada.profile, Kind.ABOUT, Visibility.PUBLIC, by=ada.user)
    actions.unpublish(ada.profile, by=ada.user)
    actions.remove_picture(ada.profile, by=ada.user)
    assert ada.profile.version == before


def test_visibility_and_publishing_are_audited(ada):
    actions.show_part_to(ada.profile, Kind.ABOUT, Visibility.ME, by=ada.user)
    actions.publish(ada.profile, by=ada.user)
    events = AuditEvent.objects.filter(subject_id=ada.profile.pk).order_by("id")
    assert [(event.verb, event.actor_id) for event in events] == [
        ("part shown", ada.user.pk),
        ("page published", ada.user.pk),
    ]
    assert events[0].details == {"part": "about", "visibility": "me"}


def test_the_audit_is_append_only(ada):
    actions.publish(ada.profile, by=ada.user)
    for change in (lambda: AuditEvent.objects.update(verb="x"), AuditEvent.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_suspended_page_is_not_published_by_its_owner(ada):
    type(ada.profile).objects.update(status=Status.SUSPENDED)
    actions.publish(ada.profile, by=ada.user)
    assert ada.profile.status == Status.SUSPENDED


def test_the_first_publishing_is_remembered(ada):
    first = actions.publish(ada.profile, by=ada.user).published_at
    actions.unpublish(ada.profile, by=ada.user)
    assert actions.publish(ada.profile, by=ada.user).published_at == first


def test_a_picture_that_cannot_be_recorded_leaves_no_file(ada, monkeypatch):
    before = images.stored()

    def fail(**_):
        raise IntegrityError

    monkeypatch.setattr(Picture.objects, "create", fail)
    with pytest.raises(IntegrityError):
        actions.replace_picture(ada.profile, images.jpeg(), alt="", version=1, by=ada.user)
    assert images.stored() == before
    assert ada.part(Kind.PICTURE).version == 1


def test_storage_that_fails_leaves_no_row(ada, monkeypatch):
    def fail(*_):
        raise OSError

    monkeypatch.setattr(actions.default_storage, "save", fail)
    with pytest.raises(OSError):  # noqa: PT011
        actions.replace_picture(ada.profile, images.jpeg(), alt="", version=1, by=ada.user)
    assert not Picture.objects.exists()


def test_a_name_saved_twice_with_another_order_is_a_conflict(ada):
    actions.rewrite_name(ada.profile, display_name="Ada King", sort_name="King, Ada", version=1, by=ada.user)
    with pytest.raises(actions.Conflict):
        actions.rewrite_name(ada.profile, display_name="Ada King", sort_name="Ada", version=1, by=ada.user)


def test_the_database_itself_keeps_names_public_and_parts_single(ada):
    with pytest.raises(IntegrityError), transaction.atomic():
        Part.objects.filter(kind=Kind.NAME).update(visibility=Visibility.ME)
    with pytest.raises(IntegrityError), transaction.atomic():
        Part.objects.create(profile=ada.profile, kind=Kind.ABOUT)
