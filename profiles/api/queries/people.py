"""Lists of people for programs: filtered by what the viewer may see, in an order that can be gone on from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Lower

from profiles.accounts.models import Identity, UsernameHistory
from profiles.directory.lists import Count
from profiles.people import access
from profiles.people import queries as people
from profiles.people.contents import Content
from profiles.people.identifiers import Scheme
from profiles.people.models import Item, Kind, Profile
from profiles.shared.visibility import Viewer

BY_NAME, NEWEST = "name", "-updated"


@dataclass(frozen=True)
class Filters:
    """What a program asks for, in stored forms: `orcid` and `organization` are bare. "" and None ask for all.

    Who is at the organisation works there now, or with `place_kinds` was there in one of these ways at any time.
    """

    username: str = ""
    orcid: str = ""
    organization: str = ""
    place_kinds: tuple[str, ...] = ()
    interest: str = ""
    language: str = ""
    updated_since: datetime | None = None


@dataclass(frozen=True)
class Spot:
    """Somebody in a list: the key of the order, and the id where that is the same for two."""

    key: str | datetime
    id: UUID


@dataclass(frozen=True)
class Cut:
    """Some people of a list; how many there are in all; and the last one, where more follow."""

    profiles: list[Profile]
    count: Count
    last: Spot | None


@dataclass(frozen=True)
class From:
    """Where a cut begins, in which order, and how many people it has."""

    order: str
    after: Spot | None
    size: int


def cut(viewer: Viewer, filters: Filters, start: From, kinds: Collection[str]) -> Cut:
    """With the visible parts of these kinds. The numbers never depend on what the viewer may not see."""
    found = _filtered(access.published_to(viewer), viewer, filters)
    count = Count.over(found)
    ordered = _ordered(found, start.order, start.after)[: start.size + 1]
    profiles = list(people.with_visible_parts(ordered, viewer, kinds))
    has_more, profiles = len(profiles) > start.size, profiles[: start.size]
    last = _spot(profiles[-1], start.order) if has_more else None
    return Cut(profiles, count, last)


def read(viewer: Viewer, ids: Collection[UUID], kinds: Collection[str]) -> list[Profile]:
    """Those of these whose pages the viewer may see, with the visible parts of these kinds."""
    return list(people.with_visible_parts(access.published_to(viewer).filter(pk__in=ids), viewer, kinds))


def ids_by_username(viewer: Viewer, names: Sequence[str]) -> dict[str, UUID]:
    """By present and former usernames. A name that was never given and one whose page is hidden are both absent."""
    seen = access.published_to(viewer).values("user_id")
    given = UsernameHistory.objects.filter(username__in=names, user__in=seen)
    return dict(given.values_list("username", "user__profile__id"))


def ids_by_orcid(viewer: Viewer, orcids: Sequence[str]) -> dict[str, list[UUID]]:
    """As their owners show them: anybody can type any, so one may lead to several people."""
    found: dict[str, list[UUID]] = {}
    items = _visible_orcids(viewer).filter(title__in=orcids, part__profile__in=access.published_to(viewer))
    for orcid, profile_id in items.order_by("title", "part__profile_id").values_list("title", "part__profile_id"):
        found.setdefault(orcid, []).append(profile_id)
    return found


def ids_by_identity(viewer: Viewer, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], UUID]:
    """By issuer and subject, both exactly. Whoever asks must be allowed to: the pair itself is nobody's to see."""
    wanted = Q(pk__in=[])
    for issuer, sub in pairs:
        wanted |= Q(issuer=issuer, sub=sub)
    known = Identity.objects.filter(wanted, user__profile__in=access.published_to(viewer))
    rows = known.values_list("issuer", "sub", "user__profile__id")
    return {(issuer, sub): profile_id for issuer, sub, profile_id in rows}


def _filtered(profiles: QuerySet[Profile], viewer: Viewer, filters: Filters) -> QuerySet[Profile]:
    if filters.username:
        profiles = profiles.filter(user__username=filters.username)
    if filters.updated_since:
        profiles = profiles.filter(public_changed_at__gte=filters.updated_since)
    if filters.language:
        profiles = profiles.annotate(primary=primary_language()).filter(primary=filters.language)
    for items in _wanted_items(viewer, filters):
        profiles = profiles.filter(pk__in=items.values("part__profile_id"))
    return profiles


def _wanted_items(viewer: Viewer, filters: Filters) -> list[QuerySet[Item]]:
    seen, wanted = access.items_visible_to(viewer).order_by(), []
    if filters.orcid:
        wanted.append(_visible_orcids(viewer).filter(title=filters.orcid))
    if filters.place_kinds:
        at_places = seen.filter(kind__in=filters.place_kinds)
        wanted.append(at_places.filter(organization__ror=filters.organization) if filters.organization else at_places)
    elif filters.organization:
        now = seen.filter(kind=Kind.POSITIONS, ended_on="")
        wanted.append(now.filter(organization__ror=filters.organization))
    if filters.interest:
        key = Content(title=filters.interest).key(Kind.INTERESTS)
        wanted.append(seen.filter(kind=Kind.INTERESTS, key=key))
    return wanted


def _visible_orcids(viewer: Viewer) -> QuerySet[Item]:
    return access.items_visible_to(viewer).order_by().filter(kind=Kind.IDENTIFIERS, type=Scheme.ORCID)


def primary_language() -> Lower:
    """The first subtag of the name's language, in the form of the index over it."""
    return Lower(Func(F("language"), Value("-"), Value(1), function="split_part", output_field=TextField()))


def _spot(profile: Profile, order: str) -> Spot:
    return Spot(profile.public_changed_at if order == NEWEST else profile.sort_key, profile.pk)


def _ordered(profiles: QuerySet[Profile], order: str, after: Spot | None) -> QuerySet[Profile]:
    if order == NEWEST:
        if after:
            older = Q(public_changed_at__lt=after.key) | Q(public_changed_at=after.key, id__lt=after.id)
            profiles = profiles.filter(older, public_changed_at__lte=after.key)
        return profiles.order_by("-public_changed_at", "-id")
    if after:
        beyond = Q(sort_key__gt=after.key) | Q(sort_key=after.key, id__gt=after.id)
        profiles = profiles.filter(beyond, sort_key__gte=after.key)
    return profiles.order_by("sort_key", "id")
