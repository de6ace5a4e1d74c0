"""Version 1: one function per address, over the same queries as the pages."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.decorators import api_view, permission_classes
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from profiles.accounts import queries as accounts
from profiles.accounts.doors import member
from profiles.api.v1.serializers import MeSerializer, PersonSerializer, ProblemSerializer
from profiles.pages import queries
from profiles.shared import etags
from profiles.shared.visibility import Viewer

_PROBLEM = OpenApiResponse(ProblemSerializer, description="Problem details")


@extend_schema(
    operation_id="me", summary="Who I am", tags=["me"], responses={200: MeSerializer, 401: _PROBLEM, 429: _PROBLEM}
)
@api_view(["GET"])
@permission_classes([IsAuthenticated])
def me(request: Request) -> Response:
    """The person calling: username, whether staff, and identities as issuer and subject."""
    return Response(MeSerializer(accounts.with_identities(member(request))).data)


@extend_schema(
    operation_id="person",
    summary="One profile",
    tags=["people"],
    responses={200: PersonSerializer, 301: None, 304: None, 404: _PROBLEM, 429: _PROBLEM},
)
@api_view(["GET"])
@permission_classes([AllowAny])
def person(request: Request, username: str) -> HttpResponse:
    """A published profile as the caller may see it: a stranger, a member, or its owner."""
    viewer = Viewer.of(request.user)
    try:
        whole = queries.whole_profile(viewer, username)
    except Http404:
        present = queries.present_username(viewer, username)
        if present in ("", username):
            raise
        return redirect("api:person", present, permanent=True)
    response = Response(PersonSerializer(whole).data)
    if not viewer.is_member:
        moment = whole.modified_at.timestamp()
        response.headers["ETag"] = etags.of_facts("stranger", "json", whole.username, whole.version, moment)
    return response
