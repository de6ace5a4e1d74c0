"""Changes to a profile: by its owner alone, all or nothing, and audited."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from profiles.accounts.models import AuditEvent
from profiles.people import actions
from profiles.people.contents import Content
from profiles.people.models import Kind, Part, Status
from profiles.shared.ids import new_id
from profiles.shared.visibility import Visibility
from tests import images, pdfs


def attempts(profile, by):
    upload = images.jpeg(size=(80, 100))

    def part(kind):
        return Part.objects.select_related("profile").get(profile=profile, kind=kind)

    def name(text):
        return actions.rewrite_name(part(Kind.NAME), display_name=text, sort_name="", version=1, by=by)

    def item():
        place = actions.Place(new_id())
        return actions.add_item(part(Kind.TALKS), Content(title="X"), place, by=by)

    def section():
        return actions.add_section(profile, actions.Place(new_id()), title="X", text="X", by=by)

    return {
        "rewrite_name": lambda: name("X"),
        "rewrite_text": lambda: actions.rewrite_text(part(Kind.ABOUT), text="X", version=1, by=by),
        "show_part_to": lambda: actions.show_part_to(part(Kind.ABOUT), visibility=Visibility.ME, by=by),
        "replace_picture": lambda: actions.replace_picture(part(Kind.PICTURE), upload, alt="", version=1, by=by),
        "describe_picture": lambda: actions.describe_picture(part(Kind.PICTURE), alt="X", version=1, by=by),
        "remove_upload": lambda: actions.remove_upload(part(Kind.PICTURE), version=1, by=by),
        "replace_document": lambda: actions.replace_document(part(Kind.CV), pdfs.pdf(), name="x", version=1, by=by),
        "remove_document": lambda: actions.remove_upload(part(Kind.CV), version=1, by=by),
        "add_item": item,
        "arrange_items": lambda: actions.arrange_items(part(Kind.TALKS), [], by=by),
        "add_section": section,
        "arrange_sections": lambda: actions.arrange_sections(profile, [], by=by),
        "keep_draft": lambda: actions.keep_draft(part(Kind.ABOUT), text="X", version=1, by=by),
        "discard_draft": lambda: actions.discard_draft(part(Kind.ABOUT), by=by),
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


@pytest.mark.parametrize(
    "name",
    ["rewrite_name", "rewrite_text", "show_part_to", "replace_picture", "replace_document", "add_item", "publish"],
)
def test_every_change_raises_the_version(ada, name):
    before = ada.profile.version
    attempts(ada.profile, ada.user)[name]()
    assert ada.profile.version > before


def test_what_changes_nothing_raises_no_version(ada):
    before = ada.profile.version
    actions.show_part_to(ada.part(Kind.ABOUT), visibility=Visibility.PUBLIC, by=ada.user)
    actions.unpublish(ada.profile, by=ada.user)
    actions.remove_upload(ada.part(Kind.PICTURE), version=1, by=ada.user)
    assert ada.profile.version == before


def test_a_short_text_has_no_draft(ada):
    with pytest.raises(PermissionDenied):
        actions.keep_draft(ada.part(Kind.HEADLINE), text="x", version=1, by=ada.user)


def test_visibility_and_publishing_are_audited(ada):
    actions.show_part_to(ada.part(Kind.ABOUT), visibility=Visibility.ME, by=ada.user)
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


def test_of_two_who_publish_at_once_one_did(ada):
    one, other = ada.profile, ada.profile
    actions.publish(one, by=ada.user)
    actions.publish(other, by=ada.user)
    assert AuditEvent.objects.filter(verb="page published").count() == 1
    assert other.status == Status.PUBLISHED


def test_a_name_saved_twice_with_another_order_is_a_conflict(ada):
    actions.rewrite_name(ada.part(Kind.NAME), display_name="Ada King", sort_name="King, Ada", version=1, by=ada.user)
    with pytest.raises(actions.Conflict):
        actions.rewrite_name(ada.part(Kind.NAME), display_name="Ada King", sort_name="Ada", version=1, by=ada.user)


def test_the_database_itself_keeps_names_public_and_parts_single(ada):
    with pytest.raises(IntegrityError), transaction.atomic():
        Part.objects.filter(kind=Kind.NAME).update(visibility=Visibility.ME)
    with pytest.raises(IntegrityError), transaction.atomic():
        Part.objects.create(profile=ada.profile, kind=Kind.ABOUT)
