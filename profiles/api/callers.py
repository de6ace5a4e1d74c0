"""What the one calling may do: everything of hers with her session, with a token what its scopes say."""

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from profiles.accounts import access
from profiles.accounts.api_tokens import Scope
from profiles.accounts.models import ApiToken
from profiles.shared.visibility import MEMBER, STRANGER, Viewer


def viewer(request: Request) -> Viewer:
    """As whom people's pages are read. With a token nothing of one's own is among them: that is at `me`."""
    token = request.auth
    if not isinstance(token, ApiToken):
        return Viewer.of(request.user)
    return MEMBER if access.has_scope(token, Scope.READ_MEMBERS) else STRANGER


def has_any(request: Request, *scopes: Scope) -> bool:
    """Whether the token has one of these; a session has all but those of staff."""
    token = request.auth
    if isinstance(token, ApiToken):
        return any(access.has_scope(token, scope) for scope in scopes)
    return bool(request.user.is_authenticated)


def identity_token(request: Request) -> ApiToken | None:
    """The token by which people may be found by how they sign in. No session does: it is for programs of staff."""
    token = request.auth
    return token if isinstance(token, ApiToken) and access.has_scope(token, Scope.IDENTITIES) else None


class _Scoped(BasePermission):
    scopes: tuple[Scope, ...] = ()

    def has_permission(self, request: Request, view: object) -> bool:
        self.message = f"The token lacks the scope {self.scopes[0]}."
        return has_any(request, *self.scopes)


class ReadsMe(_Scoped):
    scopes = (Scope.ME_READ, Scope.ME_WRITE)


class WritesMe(_Scoped):
    scopes = (Scope.ME_WRITE,)


class ReadsOrWritesMe(BasePermission):
    """By the method."""

    def has_permission(self, request: Request, view: object) -> bool:
        asked = ReadsMe() if request.method in ("GET", "HEAD", "OPTIONS") else WritesMe()
        is_allowed = asked.has_permission(request, view)
        self.message = asked.message
        return is_allowed
