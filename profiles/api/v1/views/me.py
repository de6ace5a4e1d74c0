"""The person calling."""

from rest_framework.decorators import api_view, permission_classes
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from profiles.accounts import queries as accounts
from profiles.accounts.doors import member
from profiles.api.callers import ReadsMe
from profiles.api.v1 import parameters
from profiles.api.v1.describing import described
from profiles.api.v1.parameters import NoParameters
from profiles.api.v1.serializers.me import MeSerializer


@described("Who I am", tag="me", answers=MeSerializer, refusals=(403,), operation_id="me")
@api_view(["GET"])
@permission_classes([IsAuthenticated, ReadsMe])
def me(request: Request) -> Response:
    """The person calling: username, whether staff, and identities as issuer and subject."""
    parameters.read(NoParameters, request)
    return Response(MeSerializer(accounts.with_identities(member(request))).data)
