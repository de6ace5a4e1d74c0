"""Who calls the API: a program with a token, or the browser's own session."""

from typing import NoReturn

from drf_spectacular.authentication import SessionScheme
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import authentication, exceptions
from rest_framework.request import Request

from profiles.accounts import api_tokens, queries
from profiles.accounts.models import ApiToken, User
from profiles.shared import client_address, rate_limits

REALM = 'Bearer realm="api"'
MAX_LENGTH = 200


class TokenAuthentication(authentication.BaseAuthentication):
    """A token in the header of RFC 6750, and nowhere else: addresses are written into logs."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        scheme, _, text = request.headers.get("Authorization", "")[:MAX_LENGTH].partition(" ")
        if not scheme:
            return None
        token = queries.live_token(text.strip()) if scheme.lower() == "bearer" else None
        if token is None:
            self._refuse(request)
        api_tokens.note_use(token.pk)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """Says how, so that a stranger gets 401 and not 403."""
        return REALM

    def _refuse(self, request: Request) -> NoReturn:
        """Guesses count as a stranger's calls."""
        try:
            rate_limits.check("api", "None", client_address.of(request))
        except rate_limits.TooMany as refusal:
            raise exceptions.Throttled(refusal.retry_after) from None
        raise exceptions.AuthenticationFailed("This is no token, or it has expired or been revoked.")


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "profiles.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A token made at /me/account/tokens/."}


class SessionAuthentication(authentication.SessionAuthentication):
    """The browser in which somebody is signed in."""


class SessionAuthenticationScheme(SessionScheme):  # type: ignore[no-untyped-call]
    target_class = "profiles.api.authentication.SessionAuthentication"
    name = "session"
