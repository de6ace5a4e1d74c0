"""The person calling, and her page as she may change it."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import parse_etags
from rest_framework.decorators import api_view, parser_classes, permission_classes
from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from profiles.accounts import actions as accounts
from profiles.accounts.doors import member
from profiles.accounts.models import ApiToken, User
from profiles.api.callers import ReadsOrWritesMe
from profiles.api.parsers import JsonParser, MergePatchParser
from profiles.api.problems import PreconditionFailed, PreconditionRequired
from profiles.api.v1 import own_page, parameters, patching
from profiles.api.v1.describing import IF_MATCH, described
from profiles.api.v1.merging import merged
from profiles.api.v1.parameters import NoParameters
from profiles.api.v1.serializers.me import MePatchSerializer, MeSerializer
from profiles.people.models import Profile


@described("Who I am", tag="me", answers=MeSerializer, refusals=(403,), operation_id="me", methods=["GET"])
@described(
    "Change my page",
    tag="me",
    answers=MeSerializer,
    refusals=(403, 412, 413, 415, 422, 428),
    operation_id="change_me",
    methods=["PATCH"],
    request={"application/merge-patch+json": MePatchSerializer, "application/json": MePatchSerializer},
    parameters=[IF_MATCH],
)
@api_view(["GET", "HEAD", "PATCH"])
@parser_classes([MergePatchParser, JsonParser])
@permission_classes([IsAuthenticated, ReadsOrWritesMe])
def me(request: Request) -> HttpResponse:
    """The person calling: account and page, with all that only she sees.

    Changed by a JSON Merge Patch (RFC 7396) with the ETag that was read in If-Match. All of it holds or nothing: what
    does not fit is named in `errors`. A list is given whole, in its order; items with their `id` stay, those without
    one are added. A section of one's own is added under an id that the program makes, and removed by null.
    """
    parameters.read(NoParameters, request)
    user = member(request)
    if request.method == "PATCH":
        _change(user, request)
    document = own_page.document(user)
    response = Response(document)
    response.headers["ETag"] = etag = own_page.etag(document)
    if request.method == "PATCH":
        return response
    return get_conditional_response(request._request, etag, None, response) or response


@transaction.atomic
def _change(user: User, request: Request) -> None:
    """Raises what refuses it, and then nothing of it stays."""
    wanted = request.headers.get("If-Match", "")
    if not wanted:
        raise PreconditionRequired
    patch: Any = request.data
    _wait_for_turn(user, request)
    Profile.objects.select_for_update(no_key=True).only("pk").filter(user=user).first()  # as every action does
    before = own_page.document(user)
    if wanted.strip() != "*" and own_page.etag(before) not in parse_etags(wanted):
        raise PreconditionFailed
    patching.change(user, before, merged(before, patch))
    if isinstance(request.auth, ApiToken):
        accounts.remember_use(request.auth)


def _wait_for_turn(user: User, request: Request) -> None:
    """Meanwhile the account may have been closed, or the token revoked."""
    open_account = User.objects.select_for_update(no_key=True).filter(pk=user.pk, is_active=True).first()
    is_revoked = isinstance(request.auth, ApiToken) and not ApiToken.objects.filter(pk=request.auth.pk).exists()
    if open_account is None or is_revoked:
        raise NotAuthenticated
