"""Who is looking, and which levels of other people's pages that shows."""

from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser

from profiles.shared.visibility import MEMBER, STRANGER, Viewer, Visibility


def test_a_stranger_sees_what_is_public():
    assert STRANGER.levels == (Visibility.PUBLIC,)
    assert Viewer.of(AnonymousUser()) == STRANGER


def test_a_member_sees_what_members_may_see_too():
    member = Viewer.of(SimpleNamespace(is_authenticated=True, pk=uuid4()))
    assert set(member.levels) == {Visibility.PUBLIC, Visibility.MEMBERS}
    assert MEMBER.levels == member.levels


@pytest.mark.parametrize("viewer", [STRANGER, MEMBER, Viewer(user_id=uuid4(), is_member=True)])
def test_nobody_sees_what_others_keep_to_themselves(viewer):
    assert Visibility.ME not in viewer.levels


def test_an_identifier_alone_makes_no_member():
    assert Viewer(user_id=uuid4()).levels == (Visibility.PUBLIC,)


def test_a_viewer_cannot_be_changed():
    with pytest.raises(AttributeError):
        STRANGER.is_member = True
