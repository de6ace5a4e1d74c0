"""Who may see a profile and its parts: the one place that decides."""

import pytest

from profiles.people import access
from profiles.people.models import Kind, Part, Profile, Status
from profiles.shared.visibility import MEMBER, STRANGER, Viewer, Visibility


@pytest.mark.parametrize(
    ("status", "seen_by"),
    [
        (Status.DRAFT, {"owner"}),
        (Status.PUBLISHED, {"owner", "member", "stranger"}),
        (Status.SUSPENDED, {"owner"}),
        (Status.DELETED, {"owner"}),
    ],
)
def test_who_sees_a_page_in_which_state(ada, cleo, status, seen_by):
    Profile.objects.filter(user=ada.user).update(status=status)
    viewers = {"owner": ada.viewer, "member": cleo.viewer, "stranger": STRANGER}
    assert {who for who, viewer in viewers.items() if access.visible_to(viewer).filter(user=ada.user)} == seen_by


@pytest.mark.parametrize(
    ("level", "seen_by"),
    [
        (Visibility.PUBLIC, {"owner", "member", "stranger"}),
        (Visibility.MEMBERS, {"owner", "member"}),
        (Visibility.ME, {"owner"}),
    ],
)
def test_who_sees_a_part_at_which_level(ada, cleo, level, seen_by):
    Part.objects.filter(profile=ada.profile, kind=Kind.ABOUT).update(visibility=level)
    viewers = {"owner": ada.viewer, "member": cleo.viewer, "stranger": STRANGER}
    about = Part.objects.filter(profile=ada.profile, kind=Kind.ABOUT)
    assert {who for who, viewer in viewers.items() if access.parts_visible_to(viewer) & about} == seen_by


def test_a_viewer_without_a_name_is_like_any_member(ada, cleo):
    assert MEMBER.levels == cleo.viewer.levels
    assert Viewer().levels == STRANGER.levels == (Visibility.PUBLIC,)


def test_nobody_active_means_nobody_seen(ada):
    ada.publish()
    ada.user.is_active = False
    ada.user.save()
    assert not access.visible_to(STRANGER).exists()
    assert not access.visible_to(ada.viewer).exists()
