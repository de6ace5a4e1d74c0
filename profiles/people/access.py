"""Who may see and who may change a profile, its parts, items and files. Every output asks here."""

from django.db.models import Q, QuerySet

from profiles.accounts.models import User
from profiles.people.models import Document, Item, Part, Picture, Profile, Status
from profiles.shared.visibility import Viewer


def visible_to(viewer: Viewer) -> QuerySet[Profile]:
    """Published pages, and one's own whatever its state."""
    seen = Q(status=Status.PUBLISHED)
    if viewer.user_id:
        seen |= Q(user_id=viewer.user_id)
    return Profile.objects.filter(seen, user__is_active=True)


def published_to(viewer: Viewer) -> QuerySet[Profile]:
    """Those that lists show: one's own too only while it is published."""
    return visible_to(viewer).filter(status=Status.PUBLISHED)


def parts_visible_to(viewer: Viewer) -> QuerySet[Part]:
    """Parts at the viewer's level, and all of one's own. Says nothing about the page they are on."""
    seen = Q(visibility__in=viewer.levels)
    if viewer.user_id:
        seen |= Q(profile__user_id=viewer.user_id)
    return Part.objects.filter(seen)


def items_visible_to(viewer: Viewer) -> QuerySet[Item]:
    """Items at the viewer's level in parts at the viewer's level, and all of one's own, in their order."""
    seen = Q(visibility__in=viewer.levels, part__visibility__in=viewer.levels)
    if viewer.user_id:
        seen |= Q(part__profile__user_id=viewer.user_id)
    return Item.objects.filter(seen).order_by("position", "id")


def pictures_visible_to(viewer: Viewer) -> QuerySet[Picture]:
    """Those in force; one that was replaced or removed is nobody's."""
    return Picture.objects.filter(part__in=parts_visible_to(viewer), part__profile__in=visible_to(viewer))


def documents_visible_to(viewer: Viewer) -> QuerySet[Document]:
    """Those in force, as of pictures."""
    return Document.objects.filter(part__in=parts_visible_to(viewer), part__profile__in=visible_to(viewer))


def can_edit(by: User, profile: Profile) -> bool:
    return by.is_active and profile.user_id == by.pk
