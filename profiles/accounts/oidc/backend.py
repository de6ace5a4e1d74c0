"""The authentication backend: mozilla-django-oidc's, with every check it leaves out."""

from dataclasses import dataclass, field
from typing import Any, NoReturn
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from profiles.accounts import actions, clients
from profiles.accounts.claims import Claims
from profiles.accounts.models import User
from profiles.accounts.oidc import problems, tokens
from profiles.accounts.oidc.problems import SignInFailed
from profiles.shared import http

STEP_SECONDS = 8.0  # for all calls of one sign-in, so that its page comes within 10


def redirect_uri() -> str:
    """Where the provider sends people back to: never from the request, whose headers anyone may write."""
    return f"{settings.SITE_URL}{reverse('oidc_authentication_callback')}"


@dataclass(frozen=True)
class Proof:
    """What a finished sign-in proved, for the view that opens the session."""

    person: actions.Person
    claims: Claims
    id_token: str = field(repr=False)


class StrictOIDCBackend(OIDCAuthenticationBackend):
    """Believes an ID token for what it proves, and nothing else.

    Made anew for every signed-in request, so its beginning reads no settings and fetches nothing.
    """

    def __init__(self) -> None:
        self.UserModel = User

    def authenticate(  # type: ignore[override]  # Django's own expects a password
        self, request: HttpRequest | None, nonce: str = "", code_verifier: str = "", **credentials: Any
    ) -> User | None:
        """The person this callback proves, made at first sight; raises SignInFailed. No code, nobody."""
        code = request.GET.get("code") if request is not None else None
        if request is None or not code:
            return None
        self.deadline = http.Deadline(STEP_SECONDS)
        try:
            self._check_issuer_named(request)
            token = self.get_token({"code": code, "code_verifier": code_verifier})
            payload = self.verify_token(token.id_token, nonce=nonce)
            said = self.get_userinfo(token.access_token, token.id_token, payload)
        except tokens.BadToken as bad:
            raise SignInFailed(problems.NOT_BELIEVED, f"token-{bad.reason}") from None
        except clients.CodeRefused:
            raise SignInFailed(problems.LOST, "code-refused") from None
        except clients.ProviderBroken as broken:
            raise SignInFailed(problems.BROKEN, broken.reason) from None
        except clients.ProviderAway as away:
            raise SignInFailed(problems.AWAY, away.reason) from None
        claims = Claims.of(settings.OIDC_ISSUER, payload["sub"], payload.get("sid"), said)
        person = actions.recognise(claims)
        if not person.user.is_active:
            raise SignInFailed(problems.DEACTIVATED, "deactivated")
        request.oidc_proof = Proof(person, claims, token.id_token)  # type: ignore[attr-defined]  # for the view
        return person.user

    def get_token(self, payload: dict[str, str]) -> clients.Tokens:
        return clients.redeem_code(
            code=payload["code"],
            code_verifier=payload["code_verifier"],
            redirect_uri=redirect_uri(),
            deadline=self.deadline,
        )

    def verify_token(self, token: str, nonce: str = "", **_more: Any) -> dict[str, Any]:
        return tokens.believed_claims(
            token,
            nonce=nonce,
            known_keys=lambda: clients.signing_keys(self.deadline),
            newer_keys=lambda: clients.newer_signing_keys(self.deadline),
        )

    def get_userinfo(self, access_token: str, id_token: str, payload: dict[str, Any]) -> dict[str, Any]:
        """What is said about the person: by userinfo, which must speak of the token's subject, over the ID token."""
        said = clients.userinfo(access_token, deadline=self.deadline)
        if said is None:
            return payload
        if said.get("sub") != payload["sub"]:
            raise tokens.BadToken("userinfo-subject")
        return payload | said

    def get_user(self, user_id: UUID | str) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()

    def _check_issuer_named(self, request: HttpRequest) -> None:
        # RFC 9207, section 2.4: a provider that promises to name itself in its answers must do so.
        if clients.metadata(self.deadline).is_naming_issuer and "iss" not in request.GET:
            raise SignInFailed(problems.NOT_BELIEVED, "answer-names-no-issuer")

    def _too_trusting(self, *_arguments: Any, **_more: Any) -> NoReturn:
        raise NotImplementedError("not used: the library's own way finds people by e-mail and checks signatures alone")

    filter_users_by_claims = create_user = update_user = get_or_create_user = _too_trusting
    retrieve_matching_jwk = get_payload_data = _verify_jws = _too_trusting
