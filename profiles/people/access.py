"""Who may see and who may change a profile and its parts. Every output asks here."""

from django.db.models import Q, QuerySet

from profiles.accounts.models import User
from profiles.people.models import Part, Picture, Profile, Status
from profiles.shared.visibility import Viewer


def visible_to(viewer: Viewer) -> QuerySet[Profile]:
    """Published pages, and one's own whatever its state."""
    seen = Q(status=Status.PUBLISHED)
    if viewer.user_id:
        seen |= Q(user_id=viewer.user_id)
    return Profile.objects.filter(seen, user__is_active=True)


def parts_visible_to(viewer: Viewer) -> QuerySet[Part]:
    """Parts at the viewer's level, and all of one's own. Says nothing about the page they are on."""
    seen = Q(visibility__in=viewer.levels)
    if viewer.user_id:
        seen |= Q(profile__user_id=viewer.user_id)
    return Part.objects.filter(seen)


def pictures_visible_to(viewer: Viewer) -> QuerySet[Picture]:
    return Picture.objects.filter(part__in=parts_visible_to(viewer), part__profile__in=visible_to(viewer))


def can_edit(by: User, profile: Profile) -> bool:
    return by.is_active and profile.user_id == by.pk
