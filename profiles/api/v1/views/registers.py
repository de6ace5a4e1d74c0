"""Organisations, interests, and what changed."""

from uuid import UUID

from django.core.exceptions import BadRequest
from rest_framework.decorators import api_view, permission_classes
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from profiles.api import callers, cursors
from profiles.api.problems import Gone
from profiles.api.queries import feed, registers
from profiles.api.queries.feed import Place
from profiles.api.v1 import pages, parameters
from profiles.api.v1.describing import described
from profiles.api.v1.parameters import ChangesParameters, InterestParameters, OrganizationParameters
from profiles.api.v1.serializers.registers import (
    ChangeSerializer,
    ChangesSerializer,
    InterestSerializer,
    InterestsSerializer,
    OrganizationsSerializer,
    RegisteredOrganizationSerializer,
)
from profiles.people.contents import Content
from profiles.people.models import Kind

NOW = "now"
ANEW = "This cursor leads to what is not kept any more. Read all people anew, then go on from since=now."


@described(
    "Organisations",
    tag="registers",
    answers=OrganizationsSerializer,
    operation_id="organizations",
    parameters=[OrganizationParameters],
    others={304: None},
)
@api_view(["GET", "HEAD"])
@permission_classes([AllowAny])
def organizations(request: Request) -> Response:
    """Those of the registry that this site knows: all, the one of an id, or the best six for what is typed."""
    asked = parameters.read(OrganizationParameters, request)
    cursor, size = "", asked["limit"]
    if asked["ror"]:
        found = registers.organizations_by_ror([asked["ror"]])
    elif asked["q"]:
        found = registers.organizations_called(asked["q"])[:size]
    else:
        key, ror = cursors.read(asked["cursor"], "organizations", (str, str)) if asked["cursor"] else ("", "")
        found = registers.organizations_after(str(key), str(ror), size=size + 1)
        if len(found) > size:
            cursor = cursors.write("organizations", found[size - 1].key, found[size - 1].ror)
    results = RegisteredOrganizationSerializer(found[:size], many=True).data
    return pages.answer(request, {"results": results}, cursor=cursor)


@described(
    "Interests",
    tag="registers",
    answers=InterestsSerializer,
    operation_id="interests",
    parameters=[InterestParameters],
    others={304: None},
)
@api_view(["GET", "HEAD"])
@permission_classes([AllowAny])
def interests(request: Request) -> Response:
    """Each label once that somebody shows to the caller, in the order of the folded labels."""
    asked = parameters.read(InterestParameters, request)
    (key,) = cursors.read(asked["cursor"], "interests", (str,)) if asked["cursor"] else ("",)
    begins = Content(title=asked["q"]).key(Kind.INTERESTS)
    found = list(registers.interests_after(callers.viewer(request), str(key), begins, size=asked["limit"] + 1))
    has_more, found = len(found) > asked["limit"], found[: asked["limit"]]
    cursor = cursors.write("interests", found[-1].key) if has_more else ""
    return pages.answer(request, {"results": InterestSerializer(found, many=True).data}, cursor=cursor)


@described(
    "What changed",
    tag="changes",
    answers=ChangesSerializer,
    refusals=(410,),
    operation_id="changes",
    parameters=[ChangesParameters],
    others={304: None},
)
@api_view(["GET", "HEAD"])
@permission_classes([AllowAny])
def changes(request: Request) -> Response:
    """Pages that everyone sees: those that came, changed, moved or went, in the order in which that took effect.

    Who keeps a copy asks for `since=now` first, then reads all people, then goes on from the cursor for ever. One who
    is `deleted` is to be purged: the page was taken down, hidden or erased. Of many updates of a page only the last is
    told. A cursor is good for 400 days; 410 means that everything is to be read anew.
    """
    asked = parameters.read(ChangesParameters, request)
    if asked["since"] == NOW:
        return Response({"results": [], "cursor": _written(feed.newest_place()), "has_more": False})
    try:
        found = feed.changes(_place(asked["since"]), size=asked["limit"])
    except feed.TooOld:
        raise Gone(ANEW) from None
    results = ChangeSerializer(found.entries, many=True).data
    return Response({"results": results, "cursor": _written(found.place), "has_more": found.has_more})


def _place(text: str) -> Place | None:
    """Raises BadRequest for a cursor that we did not write."""
    if not text:
        return None
    era, position, day = cursors.read(text, "changes", (str, int, int))
    try:
        return Place(UUID(str(era)), int(position), int(day))
    except ValueError:
        raise BadRequest("a broken cursor") from None


def _written(place: Place) -> str:
    return cursors.write("changes", place.era.hex, place.position, place.day)
