"""Decides for every request who is signed in, never from a session alone, and in which language it is answered."""

from collections.abc import Callable
from functools import partial

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from profiles.accounts import queries
from profiles.accounts.models import User

IN_ENGLISH = "/api/"  # programs compare words


class LanguageMiddleware:
    """Answers in the language of the cookie, else in one that the browser asks for, else in English.

    A member's own choice takes over as soon as `request.user` is known, which costs no query beside that one. The
    language ends with the answer: none is left to the next request of the thread, whatever it is refused for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_english = request.path_info.startswith(IN_ENGLISH)
        language = settings.LANGUAGE_CODE if is_english else translation.get_language_from_request(request)
        with translation.override(language):
            response = self.get_response(request)
            if response.headers.get("Content-Type", "").startswith("text/html"):
                response.headers.setdefault("Content-Language", translation.get_language() or language)
        return response


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
    if session is None:
        return AnonymousUser()
    if session.user.language in dict(settings.LANGUAGES) and not request.path_info.startswith(IN_ENGLISH):
        translation.activate(session.user.language)
    return session.user
