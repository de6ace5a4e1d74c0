"""Signing in and out: the start, the callback, and the way out, here and at the provider."""

import hmac
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import auth
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import View
from mozilla_django_oidc.views import (
    OIDCAuthenticationCallbackView,
    OIDCAuthenticationRequestView,
    OIDCLogoutView,
)

from profiles.accounts import actions, clients
from profiles.accounts.models import User
from profiles.accounts.oidc import backend, places, problems, states
from profiles.accounts.oidc.problems import SignInFailed
from profiles.shared import client_address, http, metrics, rate_limits
from profiles.shared.local_paths import local_path

MAX_PARAMETER_LENGTH = 4096
MAX_HINT_LENGTH = 4096  # longer ones make addresses that servers refuse
ID_TOKEN = "oidc_id_token"  # noqa: S105 - the library's name for it in the session
SIGN_OUT_STATE = "oidc_sign_out_state"
SIGN_OUT_SECONDS = 3.0
_BACKEND = "profiles.accounts.oidc.backend.StrictOIDCBackend"
_ONCE = ("state", "code", "error", "iss")

V = TypeVar("V", bound="View[Any]")
Answer = Callable[[V, HttpRequest], HttpResponse]


def as_page(answer: Answer[V]) -> Answer[V]:
    """A failure becomes its page; a full house becomes one that leads to this same address again."""

    @wraps(answer)
    def answered(view: V, request: HttpRequest) -> HttpResponse:
        try:
            return answer(view, request)
        except SignInFailed as failed:
            return problems.page(request, failed, retry_url=reverse("oidc_authentication_init"))
        except places.NoPlace:
            return problems.page(request, SignInFailed(problems.BUSY, "busy"), retry_url=request.get_full_path())

    return answered


@method_decorator(never_cache, name="dispatch")
class StartView(OIDCAuthenticationRequestView):
    """Sends the browser to the provider. One of two GETs that write."""

    def __init__(self, **options: object) -> None:
        View.__init__(self, **options)  # the library's own reads endpoints, which we learn from discovery

    @as_page
    def get(self, request: HttpRequest) -> HttpResponse:
        rate_limits.check("sign-in-address", client_address.of(request))
        if request.session.session_key:
            rate_limits.check("sign-in-browser", request.session.session_key)
        provider = _provider()
        actions.purge_stale_sessions()
        if not request.user.is_authenticated:
            _begin_strange_session(request)
        state, attempt = states.begin(request.session, local_path(request.GET.get("next", "")))
        question = {
            "response_type": "code",
            "scope": settings.OIDC_RP_SCOPES,
            "client_id": settings.OIDC_RP_CLIENT_ID,
            "redirect_uri": backend.redirect_uri(),
            "state": state,
            "nonce": attempt.nonce,
            "code_challenge": attempt.code_challenge,
            "code_challenge_method": "S256",
        }
        return HttpResponseRedirect(_with_query(provider.authorization_endpoint, question))


@method_decorator(never_cache, name="dispatch")
class CallbackView(OIDCAuthenticationCallbackView):
    """Where the provider sends the browser back to. The other GET that writes."""

    @as_page
    def get(self, request: HttpRequest) -> HttpResponse:
        with places.one():  # before the state is spent, so that who finds no place may come again
            self.attempt = _taken_attempt(request)
            _check_answer(request)
            self.user = auth.authenticate(request, nonce=self.attempt.nonce, code_verifier=self.attempt.code_verifier)
            if self.user is None:
                raise SignInFailed(problems.UNREADABLE, "no-code")
            return self.login_success()

    def login_success(self) -> HttpResponse:
        proof: backend.Proof = self.request.oidc_proof  # type: ignore[attr-defined]  # the backend's
        _open_session(self.request, proof)
        metrics.count(metrics.SIGN_INS)
        if proof.person.is_new:
            return HttpResponseRedirect(reverse("accounts:welcome"))
        return HttpResponseRedirect(self.success_url)

    @property
    def success_url(self) -> str:
        return local_path(self.attempt.next) or resolve_url(settings.LOGIN_REDIRECT_URL)


@method_decorator(never_cache, name="dispatch")
class SignOutView(OIDCLogoutView):
    """Ends the session on the server, then goes on to the provider's own way out. POST alone."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        id_token = request.session.get(ID_TOKEN, "") if request.user.is_authenticated else ""
        if isinstance(request.user, User) and request.session.session_key:
            actions.sign_out(request.session.session_key, by=request.user)
        auth.logout(request)
        return HttpResponseRedirect(_way_out(request, id_token) if id_token else self.redirect_url)


@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """The end of signing out. Only a return with our own state says that the provider was left too."""
    expected, said = request.session.get(SIGN_OUT_STATE, ""), request.GET.get("state", "")
    is_verified = bool(expected) and hmac.compare_digest(expected.encode(), said.encode(errors="replace"))
    return render(request, "accounts/signed_out.html", {"has_left_provider": is_verified})


def _provider() -> clients.Metadata:
    """What the provider says about itself; whoever has to ask it needs one of the few places to wait."""
    deadline = http.Deadline(backend.STEP_SECONDS)
    try:
        if clients.has_fresh_metadata():
            return clients.metadata(deadline)
        with places.one():
            return clients.metadata(deadline)
    except clients.ProviderBroken as broken:
        raise SignInFailed(problems.BROKEN, broken.reason) from None
    except clients.ProviderAway as away:
        raise SignInFailed(problems.AWAY, away.reason) from None


def _begin_strange_session(request: HttpRequest) -> None:
    """A signed-out browser's session: nothing from a session that ended, and over when its attempts are."""
    if SESSION_KEY in request.session:
        request.session.flush()
    request.session.set_expiry(states.SECONDS)


def _taken_attempt(request: HttpRequest) -> states.Attempt:
    if any(
        len(request.GET.getlist(name)) > 1 or len(request.GET.get(name, "")) > MAX_PARAMETER_LENGTH for name in _ONCE
    ):
        raise SignInFailed(problems.UNREADABLE, "parameters")
    if "code" not in request.GET and "error" not in request.GET:
        raise SignInFailed(problems.UNREADABLE, "neither-code-nor-error")
    attempt = states.take(request.session, request.GET.get("state", ""))
    if attempt is None:
        raise SignInFailed(problems.LOST, "state")
    try:
        request.session.save()
    except UpdateError:
        raise SignInFailed(problems.LOST, "session") from None
    # Loaded anew after the wait, so that what other tabs wrote meanwhile is not overwritten.
    request.session = type(request.session)(request.session.session_key)
    return attempt


def _check_answer(request: HttpRequest) -> None:
    if request.GET.get("iss", settings.OIDC_ISSUER) != settings.OIDC_ISSUER:
        raise SignInFailed(problems.NOT_BELIEVED, "answer-names-another-issuer")
    match request.GET.get("error"):
        case None:
            return
        case "server_error":
            raise SignInFailed(problems.BROKEN, "provider-says-server-error")
        case "temporarily_unavailable":
            raise SignInFailed(problems.AWAY, "provider-says-unavailable")
        case _:
            raise SignInFailed(problems.REFUSED, "provider-says-no")


@transaction.atomic
def _open_session(request: HttpRequest, proof: backend.Proof) -> None:
    """A session with a new key, free of anybody else's data, and its row."""
    before, old_key = request.user, request.session.session_key
    if isinstance(before, User) and old_key:
        actions.sign_out(old_key, by=before)
    auth.login(request, proof.person.user, _BACKEND)  # flushes what another person left
    if request.session.session_key in (old_key, None):
        request.session.cycle_key()
    request.session.set_expiry(None)
    request.session[ID_TOKEN] = proof.id_token
    new_key = request.session.session_key
    assert new_key
    actions.sign_in(
        proof.person,
        claims=proof.claims,
        session_key=new_key,
        device=request.META.get("HTTP_USER_AGENT", ""),
    )


def _way_out(request: HttpRequest, id_token: str) -> str:
    """The provider's end of session, if it has one and answers; else our own page."""
    ours = resolve_url(settings.LOGOUT_REDIRECT_URL)
    try:
        with places.one():
            endpoint = clients.metadata(http.Deadline(SIGN_OUT_SECONDS)).end_session_endpoint
    except (clients.ProviderError, places.NoPlace):
        return ours
    if not endpoint:
        return ours
    request.session.set_expiry(states.SECONDS)
    request.session[SIGN_OUT_STATE] = state = get_random_string(32)
    farewell = {
        "client_id": settings.OIDC_RP_CLIENT_ID,
        "post_logout_redirect_uri": f"{settings.SITE_URL}{ours}",
        "state": state,
    }
    if len(id_token) <= MAX_HINT_LENGTH:
        farewell["id_token_hint"] = id_token
    return _with_query(endpoint, farewell)


def _with_query(address: str, parameters: dict[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(parameters)}"
