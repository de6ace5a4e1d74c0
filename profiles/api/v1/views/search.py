"""What helps to search: suggestions while somebody types, and what a list can be narrowed by."""

from typing import Any

from rest_framework.decorators import api_view, permission_classes
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from profiles.api import callers
from profiles.api.v1 import parameters
from profiles.api.v1.describing import described
from profiles.api.v1.parameters import FacetParameters, SuggestParameters
from profiles.api.v1.serializers.search import FacetsSerializer, SuggestionSerializer, SuggestionsSerializer
from profiles.directory import queries
from profiles.directory.facets import facets as narrowed
from profiles.directory.wishes import Wish
from profiles.shared import folding


@described(
    "Suggestions",
    tag="search",
    answers=SuggestionsSerializer,
    operation_id="suggest",
    parameters=[SuggestParameters],
    others={304: None},
)
@api_view(["GET", "HEAD"])
@permission_classes([AllowAny])
def suggest(request: Request) -> Response:
    """At most six people for what somebody has typed so far, the best first."""
    asked = parameters.read(SuggestParameters, request)
    found = queries.suggested_people(callers.viewer(request), asked["q"])
    return Response({"results": SuggestionSerializer(found, many=True).data})


@described(
    "What a list can be narrowed by",
    tag="search",
    answers=FacetsSerializer,
    operation_id="facets",
    parameters=[FacetParameters],
    others={304: None},
)
@api_view(["GET", "HEAD"])
@permission_classes([AllowAny])
def facets(request: Request) -> Response:
    """Organisations, interests and languages of the people whom the same filters find, with how many have each.

    Of what is filtered by all choices are told, as if it were not.
    """
    asked = parameters.read(FacetParameters, request)
    viewer, wanted = callers.viewer(request), wish(asked)
    near = queries.neighbours(viewer, wanted.query)
    count = queries.count(viewer, wanted, near)
    return Response(FacetsSerializer(narrowed(viewer, wanted, count, near)).data)


def wish(asked: dict[str, Any]) -> Wish:
    """The words and filters of an address, as the directory takes them."""
    interest = folding.fold(asked["interest"])
    return Wish(
        query=asked["q"],
        organizations=(asked["org"],) if asked["org"] else (),
        interests=(interest,) if interest else (),
        languages=(asked["language"].lower(),) if asked["language"] else (),
    )
