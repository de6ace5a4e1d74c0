"""People: one, many, those one knows by something, and where they are."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from rest_framework.decorators import api_view, permission_classes
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from profiles.api import callers, cursors
from profiles.api.problems import Gone
from profiles.api.queries import people as lists
from profiles.api.v1 import pages, parameters, shapes
from profiles.api.v1.describing import described
from profiles.api.v1.parameters import RELEVANCE, AffiliationParameters, NoParameters, PeopleParameters
from profiles.api.v1.serializers.people import (
    AffiliationsSerializer,
    ListedPersonSerializer,
    PeopleSerializer,
    PersonalAffiliationSerializer,
    PersonSerializer,
)
from profiles.api.v1.views.search import wish
from profiles.directory import queries as directory
from profiles.directory.cursors import Cursor
from profiles.pages import queries
from profiles.pages.queries import Revision
from profiles.pages.whole import WholeProfile
from profiles.people import organizations
from profiles.people.models import Kind
from profiles.shared import etags
from profiles.shared.visibility import Viewer

PLACES = {"position": Kind.POSITIONS, "education": Kind.EDUCATION, "membership": Kind.MEMBERSHIPS}


@described(
    "One profile",
    tag="people",
    answers=PersonSerializer,
    refusals=(404, 410),
    operation_id="person",
    others={301: None, 304: None},
)
@api_view(["GET", "HEAD"])
@permission_classes([AllowAny])
def person(request: Request, username: str) -> HttpResponse:
    """A published profile as the caller may see it: a stranger, a member, or its owner."""
    parameters.read(NoParameters, request)
    viewer = callers.viewer(request)
    try:
        if not viewer.is_member and "If-None-Match" in request.headers:
            unchanged = get_conditional_response(request._request, etag=_etag(queries.revision(viewer, username)))
            if unchanged:
                return unchanged
        whole = queries.whole_profile(viewer, username)
    except Http404:
        present = queries.present_username(viewer, username)
        if present and present != username:
            return redirect("api:person", present, permanent=True)
        if queries.was_erased(username):
            raise Gone from None
        raise
    response = Response(PersonSerializer(whole).data)
    if not viewer.is_member:
        response.headers["ETag"] = _etag(whole)
    return response


@described(
    "Many profiles",
    tag="people",
    answers=PeopleSerializer,
    operation_id="people",
    parameters=[PeopleParameters],
    others={304: None},
)
@api_view(["GET", "HEAD"])
@permission_classes([AllowAny])
def people(request: Request) -> HttpResponse:
    """Published profiles: all, those that the filters leave, or those that match words. Filters are joined by "and".

    Ordered by name, or newest change first; with words by how well they match.
    """
    asked = parameters.read(PeopleParameters, request)
    viewer = callers.viewer(request)
    names = shapes.names(asked["fields"], asked["include"])
    if asked["q"]:
        return _matching(request, viewer, asked, names)
    kinds = shapes.kinds(names)
    start = lists.From(asked["sort"], _spot(asked["sort"], asked["cursor"]), asked["limit"])
    cut = lists.cut(viewer, _filters(asked), start, kinds)
    found = queries.whole_profiles(viewer, cut.profiles, kinds)
    results = ListedPersonSerializer(found, many=True, names=names).data
    body = {"total": pages.total(cut.count), "did_you_mean": [], "results": results}
    return pages.answer(request, body, cursor=_cursor(asked["sort"], cut.last))


def _matching(request: Request, viewer: Viewer, asked: dict[str, Any], names: tuple[str, ...]) -> Response:
    """By words, the best first."""
    (after,) = cursors.read(asked["cursor"], RELEVANCE, (str,)) if asked["cursor"] else ("",)
    wanted = replace(wish(asked), after=Cursor.read(str(after)))
    hits = directory.found_ids(viewer, wanted, size=asked["limit"])
    kinds = shapes.kinds(names)
    found = {whole.id: whole for whole in queries.whole_profiles(viewer, lists.read(viewer, hits.ids, kinds), kinds)}
    ranked = [found[pk] for pk in hits.ids if pk in found]
    body = {
        "total": pages.total(hits.count),
        "did_you_mean": hits.spelling,
        "results": ListedPersonSerializer(ranked, many=True, names=names).data,
    }
    return pages.answer(request, body, cursor=cursors.write(RELEVANCE, hits.after) if hits.after else "")


@described(
    "Where people are",
    tag="people",
    answers=AffiliationsSerializer,
    operation_id="affiliations",
    parameters=[AffiliationParameters],
    others={304: None},
)
@api_view(["GET", "HEAD"])
@permission_classes([AllowAny])
def affiliations(request: Request) -> HttpResponse:
    """Positions, times of study and memberships, each with its person, in the order of people's names."""
    asked = parameters.read(AffiliationParameters, request)
    viewer = callers.viewer(request)
    wanted = {name: PLACES[name] for name in PLACES if asked["kind"] in ("", name)}
    filters = lists.Filters(asked["username"], organization=asked["org"], place_kinds=tuple(wanted.values()))
    start = lists.From(lists.BY_NAME, _spot(lists.BY_NAME, asked["cursor"]), asked["limit"])
    cut = lists.cut(viewer, filters, start, filters.place_kinds)
    found = queries.whole_profiles(viewer, cut.profiles, filters.place_kinds)
    rows = [row for whole in found for row in _rows(whole, wanted, asked["org"])]
    results = PersonalAffiliationSerializer(rows, many=True).data
    return pages.answer(
        request, {"total": pages.total(cut.count), "results": results}, cursor=_cursor(lists.BY_NAME, cut.last)
    )


def _rows(whole: WholeProfile, wanted: Mapping[str, str], ror: str) -> Iterator[dict[str, Any]]:
    address = organizations.address(ror) if ror else ""
    for name, kind in wanted.items():
        for affiliation in whole.section(kind).affiliations:
            if address in ("", affiliation.organization.url):
                yield {"person": whole, "kind": name, "affiliation": affiliation}


def _filters(asked: dict[str, Any]) -> lists.Filters:
    return lists.Filters(
        username=asked["username"],
        orcid=asked["orcid"],
        organization=asked["org"],
        interest=asked["interest"],
        language=asked["language"].lower(),
        updated_since=asked["updated_since"],
    )


def _spot(order: str, cursor: str) -> lists.Spot | None:
    """Raises BadRequest for a cursor that is broken or of another order."""
    if not cursor:
        return None
    key, pk = cursors.read(cursor, order, (str, str))
    try:
        return lists.Spot(datetime.fromisoformat(str(key)) if order == lists.NEWEST else str(key), UUID(str(pk)))
    except ValueError:
        raise BadRequest("a broken cursor") from None


def _cursor(order: str, last: lists.Spot | None) -> str:
    if last is None:
        return ""
    key = last.key.isoformat() if isinstance(last.key, datetime) else last.key
    return cursors.write(order, key, last.id.hex)


def _etag(seen: Revision | WholeProfile) -> str:
    return etags.of_facts("stranger", "json", seen.username, seen.version, seen.modified_at.timestamp())
