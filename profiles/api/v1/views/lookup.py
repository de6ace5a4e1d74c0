"""Many people at once, by what somebody knows of them."""

from typing import Any
from uuid import UUID

from rest_framework.decorators import api_view, permission_classes
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from profiles.accounts import actions as accounts
from profiles.accounts.doors import member
from profiles.api import callers
from profiles.api.queries import people as lists
from profiles.api.v1 import parameters, shapes
from profiles.api.v1.describing import described
from profiles.api.v1.parameters import NoParameters
from profiles.api.v1.serializers.lookup import LookedUpSerializer, LookupSerializer
from profiles.api.v1.serializers.people import ListedPersonSerializer
from profiles.pages import queries
from profiles.shared.visibility import Viewer

Match = tuple[dict[str, str], UUID]


@described(
    "People one knows by something",
    tag="people",
    answers=LookedUpSerializer,
    refusals=(403, 413, 415),
    operation_id="lookup",
    request=LookupSerializer,
)
@api_view(["POST"])
@permission_classes([AllowAny])
def lookup(request: Request) -> Response:
    """By usernames, former ones too; by ORCID iDs, as people show them; by how they sign in, for programs of staff.

    Anybody can type any ORCID iD: of those that `identifiers` calls authenticated the person has signed in with it.
    """
    parameters.read(NoParameters, request)
    body = LookupSerializer(data=request.data)
    body.is_valid(raise_exception=True)
    asked, viewer = body.validated_data, callers.viewer(request)
    matches = [*_by_username(viewer, asked["usernames"]), *_by_orcid(viewer, asked["orcids"])]
    if asked["identities"]:
        matches += _by_identity(request, viewer, asked["identities"])
    names = shapes.names((), asked["include"])
    kinds = shapes.kinds(names)
    profiles = lists.read(viewer, {pk for _, pk in matches}, kinds)
    wholes = queries.whole_profiles(viewer, profiles, kinds)
    people = ListedPersonSerializer(wholes, many=True, names=names).data
    told = {whole.id: person for whole, person in zip(wholes, people, strict=True)}
    return Response({"results": [{"asked": words, "person": told[pk]} for words, pk in matches if pk in told]})


def _by_username(viewer: Viewer, names: list[str]) -> list[Match]:
    known = lists.ids_by_username(viewer, names) if names else {}
    return [({"username": name}, known[name]) for name in dict.fromkeys(names) if name in known]


def _by_orcid(viewer: Viewer, orcids: list[str]) -> list[Match]:
    known = lists.ids_by_orcid(viewer, orcids) if orcids else {}
    return [({"orcid": orcid}, pk) for orcid in dict.fromkeys(orcids) for pk in known.get(orcid, [])]


def _by_identity(request: Request, viewer: Viewer, asked: list[dict[str, Any]]) -> list[Match]:
    """Refused whether anybody is known by them or not. It tells who has an account where, so it is audited."""
    token = callers.identity_token(request)
    if token is None:
        raise PermissionDenied("To find people by how they sign in takes a token with the scope identities:lookup.")
    pairs = list(dict.fromkeys((one["issuer"], one["subject"]) for one in asked))
    known = lists.ids_by_identity(viewer, pairs)
    accounts.note_identity_lookup(token, asked=len(pairs), found=len(known), by=member(request))
    return [({"issuer": pair[0], "subject": pair[1]}, known[pair]) for pair in pairs if pair in known]
