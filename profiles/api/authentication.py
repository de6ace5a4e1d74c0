"""Who calls the API: for now the browser's own session."""

from drf_spectacular.authentication import SessionScheme
from rest_framework import authentication
from rest_framework.request import Request


class SessionAuthentication(authentication.SessionAuthentication):
    """Says how to authenticate, so that a stranger gets 401 and not 403."""

    def authenticate_header(self, request: Request) -> str:
        return "Session"


class SessionAuthenticationScheme(SessionScheme):  # type: ignore[no-untyped-call]
    target_class = "profiles.api.authentication.SessionAuthentication"
    name = "session"
