"""Organisations and interests as lists of their own."""

from django.db.models import Q, QuerySet

from profiles.people import access, organizations
from profiles.people.models import Item, Kind, Organization, Standing
from profiles.shared.visibility import Viewer


def organizations_after(key: str, ror: str, *, size: int) -> list[Organization]:
    """In the order of their folded names; a withdrawn record was a mistake."""
    known = Organization.objects.exclude(status=Standing.WITHDRAWN).select_related("successor")
    known = known.defer("words", "successor__words", "successor__names")
    if ror:
        known = known.filter(Q(key__gt=key) | Q(key=key, ror__gt=ror), key__gte=key)
    return list(known.order_by("key", "ror")[:size])


def organizations_by_ror(rors: list[str]) -> list[Organization]:
    """Withdrawn ones too, in the order of their ids: who asks by id wants to know what became of it."""
    known = Organization.objects.filter(ror__in=rors).select_related("successor")
    return list(known.defer("words", "successor__words", "successor__names").order_by("ror"))


def organizations_called(query: str) -> list[Organization]:
    """The best few for what is typed, the best first; three queries at most."""
    order = [suggestion.ror for suggestion in organizations.suggestions(query)]
    return sorted(organizations_by_ror(order), key=lambda one: order.index(one.ror))


def interests_after(viewer: Viewer, key: str, begins: str, *, size: int) -> QuerySet[Item]:
    """One item for each interest that somebody shows to the viewer on a page that she may see, in their order.

    `key` and `begins` are folded.
    """
    items = access.items_visible_to(viewer).filter(kind=Kind.INTERESTS, part__profile__in=access.published_to(viewer))
    items = items.filter(key__gt=key) if key else items
    if begins:
        items = items.filter(key__gte=begins, key__lt=begins + "\U0010ffff")
    return items.order_by("key", "title").distinct("key")[:size]
