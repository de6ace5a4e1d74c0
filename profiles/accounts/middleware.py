"""Decides for every request who is signed in: never from a session alone, always by its live row."""

from functools import partial

from asgiref.sync import sync_to_async
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from profiles.accounts import queries
from profiles.accounts.models import User


class SignedInMiddleware(AuthenticationMiddleware):
    """Sets `request.user`, looked up when first asked for; a request without a session asks nothing."""

    def process_request(self, request: HttpRequest) -> None:
        request.user = SimpleLazyObject(partial(_user, request))  # type: ignore[assignment]  # it stands for a user
        request.auser = sync_to_async(partial(_user, request))


def _user(request: HttpRequest) -> User | AnonymousUser:
    if request.session.session_key is None:
        return AnonymousUser()
    user_id = request.session.get(SESSION_KEY)
    if not user_id:
        return AnonymousUser()
    session = queries.live_session(request.session.session_key or "", str(user_id))
    return session.user if session else AnonymousUser()
