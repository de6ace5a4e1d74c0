"""Search engines and handles: the owner's choice, which strangers' copies notice."""

import pytest
from django.core.exceptions import PermissionDenied

from profiles.accounts.models import AuditEvent
from profiles.people import actions
from profiles.people.models import Profile


def test_a_handle_is_the_owners_wish_and_not_there_before(ada):
    assert Profile._meta.get_field("has_webfinger").default is False
    assert not ada.profile.has_webfinger
    assert ada.profile.is_indexable


def test_only_the_owner_chooses(ada, cleo):
    with pytest.raises(PermissionDenied):
        actions.choose_reach(ada.profile, is_indexable=False, has_webfinger=True, by=cleo.user)
    assert ada.profile.is_indexable


def test_what_the_page_says_makes_old_copies_stale_and_is_audited(ada):
    before = ada.profile
    actions.choose_reach(ada.profile, is_indexable=False, has_webfinger=True, by=ada.user)
    after = ada.profile
    assert (after.is_indexable, after.has_webfinger) == (False, True)
    assert after.public_version == before.public_version + 1
    assert after.version == before.version + 1
    event = AuditEvent.objects.get(verb="reach chosen")
    assert (event.subject_id, event.details) == (after.pk, {"is_indexable": False, "has_webfinger": True})


def test_a_handle_alone_changes_nothing_that_strangers_compare(ada):
    before = ada.profile.public_version
    actions.choose_reach(ada.profile, is_indexable=True, has_webfinger=True, by=ada.user)
    assert ada.profile.public_version == before


def test_choosing_the_same_again_does_nothing(ada):
    before = ada.profile.version
    actions.choose_reach(ada.profile, is_indexable=True, has_webfinger=False, by=ada.user)
    assert ada.profile.version == before
    assert not AuditEvent.objects.filter(verb="reach chosen").exists()
