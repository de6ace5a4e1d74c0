"""The OpenID provider: what it says about itself, its keys, and the two calls of a sign-in."""

import base64
import functools
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_plus, urlsplit

from django.conf import settings

from profiles.shared import http
from profiles.shared.kept import Kept

Jwk = dict[str, Any]

MAX_METADATA_BYTES = 200_000
MAX_KEYS_BYTES = 200_000
MAX_KEYS = 50
MAX_TOKEN_ANSWER_BYTES = 100_000
MAX_USERINFO_BYTES = 100_000


class ProviderError(Exception):
    """The provider cannot be used now; the reason is one of our own words, fit for a log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ProviderAway(ProviderError):
    """It does not answer, or not in time."""


class ProviderBroken(ProviderError):
    """It answers what no provider should answer."""


class CodeRefused(Exception):
    """The provider does not redeem this code: used, expired, or not ours."""


@dataclass(frozen=True)
class Metadata:
    """What a provider publishes about itself (OpenID Connect Discovery 1.0, section 3)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str
    end_session_endpoint: str
    token_auth_methods: tuple[str, ...]
    is_naming_issuer: bool  # answers carry `iss` (RFC 9207)


@dataclass(frozen=True)
class Tokens:
    id_token: str = field(repr=False)
    access_token: str = field(repr=False)


def has_fresh_metadata() -> bool:
    """Whether `metadata` answers without asking the provider."""
    return _metadata_of(settings.OIDC_ISSUER).peek() is not None


def metadata(deadline: http.Deadline) -> Metadata:
    return _metadata_of(settings.OIDC_ISSUER).get(deadline)


def signing_keys(deadline: http.Deadline) -> list[Jwk]:
    return _keys_of(settings.OIDC_ISSUER).get(deadline)


def newer_signing_keys(deadline: http.Deadline) -> list[Jwk]:
    """The keys asked for anew, for a token that none of the known ones fits; empty when that was asked too often."""
    return _keys_of(settings.OIDC_ISSUER).refetch(deadline) or []


def forget() -> None:
    """Start without any kept copy, as a new process does."""
    _metadata_of.cache_clear()
    _keys_of.cache_clear()


def redeem_code(*, code: str, code_verifier: str, redirect_uri: str, deadline: http.Deadline) -> Tokens:
    """Exchange the code for tokens; raises CodeRefused or ProviderError."""
    provider = metadata(deadline)
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": code_verifier,
    }
    headers: dict[str, str] = {}
    if _uses_basic(provider.token_auth_methods):
        headers["Authorization"] = _basic_authorization()
    else:
        form |= {"client_id": settings.OIDC_RP_CLIENT_ID, "client_secret": settings.OIDC_RP_CLIENT_SECRET}
    answer = _call("POST", provider.token_endpoint, deadline, MAX_TOKEN_ANSWER_BYTES, headers=headers, form=form)
    body = _json(answer, "token")
    if 400 <= answer.status < 500 and body.get("error") == "invalid_grant":
        raise CodeRefused
    if answer.status != 200:
        raise ProviderBroken("token-endpoint-error")
    id_token, access_token = body.get("id_token"), body.get("access_token")
    if not isinstance(id_token, str) or not isinstance(access_token, str):
        raise ProviderBroken("token-answer-without-tokens")
    return Tokens(id_token, access_token)


def userinfo(access_token: str, *, deadline: http.Deadline) -> dict[str, Any] | None:
    """The claims of the userinfo endpoint, not yet compared with the ID token; None where there is no such endpoint."""
    address = metadata(deadline).userinfo_endpoint
    if not address:
        return None
    if not access_token.isascii() or not access_token.isprintable():
        raise ProviderBroken("access-token-malformed")
    headers = {"Authorization": f"Bearer {access_token}"}
    answer = _call("GET", address, deadline, MAX_USERINFO_BYTES, headers=headers)
    if answer.status != 200:
        raise ProviderBroken("userinfo-error")
    return _json(answer, "userinfo")


@functools.lru_cache(maxsize=8)
def _metadata_of(issuer: str) -> Kept[Metadata]:
    return Kept(functools.partial(_fetch_metadata, issuer), failure=ProviderError, busy=_busy)


@functools.lru_cache(maxsize=8)
def _keys_of(issuer: str) -> Kept[list[Jwk]]:
    return Kept(functools.partial(_fetch_keys, issuer), failure=ProviderError, busy=_busy)


def _busy() -> ProviderAway:
    return ProviderAway("another-sign-in-waits-for-it")


def _fetch_metadata(issuer: str, deadline: http.Deadline) -> Metadata:
    address = issuer.rstrip("/") + "/.well-known/openid-configuration"
    answer = _call("GET", address, deadline, MAX_METADATA_BYTES)
    if answer.status != 200:
        raise ProviderBroken("discovery-error")
    found = _json(answer, "discovery")
    if found.get("issuer") != issuer:
        raise ProviderBroken("discovery-names-another-issuer")
    methods = found.get("token_endpoint_auth_methods_supported")
    return Metadata(
        issuer=issuer,
        authorization_endpoint=_endpoint(found, "authorization_endpoint", issuer),
        token_endpoint=_endpoint(found, "token_endpoint", issuer),
        jwks_uri=_endpoint(found, "jwks_uri", issuer),
        userinfo_endpoint=_optional_endpoint(found, "userinfo_endpoint", issuer),
        end_session_endpoint=_optional_endpoint(found, "end_session_endpoint", issuer),
        token_auth_methods=tuple(name for name in methods if isinstance(name, str))
        if isinstance(methods, list)
        else (),
        is_naming_issuer=found.get("authorization_response_iss_parameter_supported") is True,
    )


def _fetch_keys(issuer: str, deadline: http.Deadline) -> list[Jwk]:
    answer = _call("GET", _metadata_of(issuer).get(deadline).jwks_uri, deadline, MAX_KEYS_BYTES)
    if answer.status != 200:
        raise ProviderBroken("keys-error")
    keys = _json(answer, "keys").get("keys")
    if not isinstance(keys, list):
        raise ProviderBroken("keys-malformed")
    return [key for key in keys if isinstance(key, dict)][:MAX_KEYS]


def _optional_endpoint(found: dict[str, Any], name: str, issuer: str) -> str:
    return _endpoint(found, name, issuer) if found.get(name) else ""


def _endpoint(found: dict[str, Any], name: str, issuer: str) -> str:
    """An address of the provider: encrypted whenever the issuer is, so that no secret leaves in the clear."""
    address = found.get(name)
    if not isinstance(address, str) or not address.isascii() or not address.isprintable() or "#" in address:
        raise ProviderBroken("discovery-endpoint-malformed")
    try:
        parts = urlsplit(address)
    except ValueError:
        raise ProviderBroken("discovery-endpoint-malformed") from None
    allowed = ("https",) if issuer.startswith("https:") else ("https", "http")
    if parts.scheme not in allowed or not parts.hostname or "@" in parts.netloc:
        raise ProviderBroken("discovery-endpoint-malformed")
    return address


def _uses_basic(methods: tuple[str, ...]) -> bool:
    """Basic is the standard's default; the form is for providers that list it alone."""
    return "client_secret_basic" in methods or "client_secret_post" not in methods


def _basic_authorization() -> str:
    # RFC 6749, section 2.3.1: both parts are form-encoded first.
    pair = f"{quote_plus(settings.OIDC_RP_CLIENT_ID)}:{quote_plus(settings.OIDC_RP_CLIENT_SECRET)}"
    return "Basic " + base64.b64encode(pair.encode()).decode()


def _call(
    method: str,
    url: str,
    deadline: http.Deadline,
    max_bytes: int,
    *,
    headers: dict[str, str] | None = None,
    form: dict[str, str] | None = None,
) -> http.Answer:
    try:
        answer = http.fetch(method, url, deadline=deadline, max_bytes=max_bytes, headers=headers, form=form)
    except (http.Unreachable, http.TooSlow):
        raise ProviderAway("provider-does-not-answer") from None
    except http.OutsideError:
        raise ProviderBroken("answer-too-large") from None
    if answer.status >= 500 or answer.status == 429:
        raise ProviderAway("provider-has-an-error")
    return answer


def _json(answer: http.Answer, name: str) -> dict[str, Any]:
    try:
        return answer.json_object()
    except http.Malformed:
        raise ProviderBroken(f"{name}-answer-is-not-json") from None
