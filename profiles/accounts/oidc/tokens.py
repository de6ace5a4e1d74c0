"""ID tokens: which one is believed, and why (OpenID Connect Core 1.0, section 3.1.3.7)."""

import hmac
import time
from collections.abc import Callable, Iterator
from typing import Any

import jwt
from django.conf import settings

from profiles.accounts import claims, clients

MAX_TOKEN_BYTES = 20_000
LEEWAY_SECONDS = 60
MAX_KEYS_TRIED = 10

# Which key fits an algorithm: its type and, for elliptic curves, its curves. What is not listed is never used.
_FITTING = {
    "RS256": ("RSA", (None,)),
    "PS256": ("RSA", (None,)),
    "ES256": ("EC", ("P-256",)),
    "EdDSA": ("OKP", ("Ed25519", "Ed448")),
}
_PUBLIC_PARTS = frozenset({"kty", "crv", "n", "e", "x", "y"})
_FAR_FUTURE = 1e12
_SIGNATURE_ONLY = {
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
    "verify_aud": False,
    "verify_iss": False,
    "verify_sub": False,
    "verify_jti": False,
    "enforce_minimum_key_length": True,
}
Keys = Callable[[], list[clients.Jwk]]


class BadToken(Exception):
    """This token proves nothing; the reason is one of our own words, fit for a log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def believed_claims(token: str, *, nonce: str, known_keys: Keys, newer_keys: Keys) -> dict[str, Any]:
    """The claims of an ID token that is signed by the provider, for us, now, and for this very attempt.

    `newer_keys` is asked once when no known key fits, because providers change their keys without notice.
    """
    header = _checked_header(token)
    payload = _signed_by_one_of(_candidates(known_keys(), header), token, header)
    if payload is None:
        payload = _signed_by_one_of(_candidates(newer_keys(), header), token, header)
    if payload is None:
        raise BadToken("signature")
    _check_parties(payload)
    _check_times(payload)
    _check_subject(payload)
    _check_nonce(payload, nonce)
    return payload


def _checked_header(token: str) -> dict[str, Any]:
    if not token.isascii() or len(token) > MAX_TOKEN_BYTES:
        raise BadToken("oversized-or-malformed")
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, RecursionError):
        raise BadToken("malformed") from None
    if header.get("alg") not in settings.OIDC_SIGN_ALGORITHMS or header["alg"] not in _FITTING:
        raise BadToken("algorithm")
    if "crit" in header:
        raise BadToken("critical-extension")
    return header


def _candidates(keys: list[clients.Jwk], header: dict[str, Any]) -> Iterator[clients.Jwk]:
    """The provider's keys that may have made this signature. Keys inside the token are not looked at."""
    key_type, curves = _FITTING[header["alg"]]
    for key in keys:
        if "kid" in header and key.get("kid") != header["kid"]:
            continue
        if key.get("kty") == key_type and key.get("crv") in curves and _is_for_signing(key, header["alg"]):
            yield key


def _is_for_signing(key: clients.Jwk, algorithm: str) -> bool:
    return bool(key.get("use", "sig") == "sig" and key.get("alg", algorithm) == algorithm)


def _signed_by_one_of(keys: Iterator[clients.Jwk], token: str, header: dict[str, Any]) -> dict[str, Any] | None:
    """The payload, if one of the keys made the signature: two keys may share a name, or the token names none."""
    for _number, key in zip(range(MAX_KEYS_TRIED), keys, strict=False):
        try:
            public_key = jwt.PyJWK({name: key[name] for name in _PUBLIC_PARTS & key.keys()}, header["alg"])
            return jwt.decode(token, public_key, algorithms=[header["alg"]], options=_SIGNATURE_ONLY)  # type: ignore[arg-type]  # a plain dict
        except (jwt.InvalidSignatureError, jwt.InvalidKeyError, jwt.PyJWKError):
            continue
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
            raise BadToken("malformed") from None
    return None


def _check_parties(payload: dict[str, Any]) -> None:
    if payload.get("iss") != settings.OIDC_ISSUER:
        raise BadToken("issuer")
    audience = payload.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if settings.OIDC_RP_CLIENT_ID not in audiences:
        raise BadToken("audience")
    if len(audiences) > 1 and "azp" not in payload:
        raise BadToken("authorized-party")
    if "azp" in payload and payload["azp"] != settings.OIDC_RP_CLIENT_ID:
        raise BadToken("authorized-party")


def _check_times(payload: dict[str, Any]) -> None:
    now = time.time()
    if _moment(payload, "exp") <= now - LEEWAY_SECONDS:
        raise BadToken("expired")
    if _moment(payload, "iat") > now + LEEWAY_SECONDS:
        raise BadToken("issued-in-the-future")
    if "nbf" in payload and _moment(payload, "nbf") > now + LEEWAY_SECONDS:
        raise BadToken("valid-in-the-future")


def _moment(payload: dict[str, Any], name: str) -> float:
    value = payload.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < _FAR_FUTURE:
        raise BadToken(f"{name}-missing")
    return value


def _check_subject(payload: dict[str, Any]) -> None:
    subject = payload.get("sub")
    if not isinstance(subject, str) or not 1 <= len(subject) <= claims.MAX_SUBJECT or not claims.is_plain(subject):
        raise BadToken("subject")


def _check_nonce(payload: dict[str, Any], nonce: str) -> None:
    said = payload.get("nonce")
    if not nonce or not isinstance(said, str) or not hmac.compare_digest(said.encode(errors="replace"), nonce.encode()):
        raise BadToken("nonce")
