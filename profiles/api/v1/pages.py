"""Pages of lists: the address of the next, in the body and in the Link header (RFC 8288)."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from rest_framework.request import Request
from rest_framework.response import Response

from profiles.directory.lists import Count


def answer(request: Request, body: dict[str, Any], *, cursor: str) -> Response:
    """The body with its `next`; the cursor is "" on the last page."""
    following = _following(request, cursor=cursor) if cursor else ""
    response = Response({**body, "next": following})
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


def total(count: Count) -> dict[str, Any]:
    """Said to be approximate where it is."""
    return {"value": count.people, "relation": "at_least" if count.is_capped else "exact"}


def _following(request: Request, **changed: str) -> str:
    """The address asked for, at another place; only what was understood stands in it."""
    asked = {**request.query_params.dict(), **changed}
    return f"{settings.SITE_URL}{request.path}?{urlencode(asked)}"
