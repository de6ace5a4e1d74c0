"""Every fault of a provider, each with its honest twin, under the OpenID Foundation's names where it has one."""

import time
from dataclasses import dataclass
from typing import Any

import jwt

from tests.providers import hostile, keys
from tests.providers.hostile import CLIENT_ID, HONEST, Answer, Play

DISCOVERY = "/.well-known/openid-configuration"
HTML = Answer(b"<!doctype html><title>Maintenance</title>", media_type="text/html")
OTHER = "https://other.example"


@dataclass(frozen=True)
class Fault:
    """`play` must sign nobody in and answer `status`; `twin` differs only in what is wrong, and must sign in."""

    name: str
    play: Play
    status: int = 400
    twin: Play = HONEST


def _with(**claims: Any) -> Play:
    """An ID token with these claims; None removes one; a callable gets the present moment."""

    def change(found: dict[str, Any]) -> None:
        for name, value in claims.items():
            made = value(int(time.time())) if callable(value) else value
            if made is None:
                found.pop(name, None)
            else:
                found[name] = made

    return Play(claims=change)


def _named(sub: Any) -> Play:
    """An ID token with this subject, and no userinfo that could contradict it."""
    return Play(claims=_with(sub=sub).claims, metadata={"userinfo_endpoint": None})


def _userinfo(**claims: Any) -> Play:
    def change(found: dict[str, Any]) -> None:
        for name, value in claims.items():
            if value is None:
                found.pop(name, None)
            else:
                found[name] = value

    return Play(userinfo=change)


def _at(path: str, answer: Answer) -> Play:
    return Play(answers={path: answer})


def _signed(key: Any, *published: Any, header: dict[str, Any] | None = None, algorithm: str = "RS256") -> Play:
    return Play(key=key, jwks=lambda: list(published), header=header or {}, algorithm=algorithm)


def _raw(make: Any) -> Play:
    return Play(sign=make)


def _stranger_key_in_header(name: str) -> Play:
    stranger = keys.rsa_key("stranger")
    value = keys.jwk(stranger) if name == "jwk" else f"{OTHER}/jwks"
    return Play(key=stranger, header={name: value})


def _own_key_in_header(name: str) -> Play:
    return Play(header={name: keys.jwk(keys.rsa_key()) if name == "jwk" else f"{OTHER}/jwks"})


MAIN, STRANGER = keys.rsa_key(), keys.rsa_key("stranger")
MAIN_JWK = keys.jwk(MAIN)
NAMELESS = {"kid": None}

_BASIC = [
    Fault("oidcc-client-test-invalid-iss", _with(iss=OTHER)),
    Fault("oidcc-client-test-missing-sub", _named(None)),
    Fault("oidcc-client-test-invalid-aud", _with(aud="somebody-else"), twin=_with(aud=[CLIENT_ID])),
    Fault("oidcc-client-test-missing-iat", _with(iat=None)),
    Fault(
        "oidcc-client-test-kid-absent-multiple-jwks",
        _signed(STRANGER, keys.jwk(keys.rsa_key("second"), None), keys.jwk(MAIN, None), header=NAMELESS),
        twin=_signed(MAIN, keys.jwk(keys.rsa_key("second"), None), keys.jwk(MAIN, None), header=NAMELESS),
    ),
    Fault(
        "oidcc-client-test-kid-absent-single-jwks",
        _signed(STRANGER, keys.jwk(MAIN, None), header=NAMELESS),
        twin=_signed(MAIN, keys.jwk(MAIN, None), header=NAMELESS),
    ),
    Fault("oidcc-client-test-idtoken-sig-none", _raw(lambda _p, h, c: hostile.unsigned(h | {"alg": "none"}, c))),
    Fault("oidcc-client-test-invalid-sig-rs256", Play(key=STRANGER)),
    Fault("oidcc-client-test-invalid-sig-es256", Play(key=keys.ec_key("stranger"), algorithm="ES256",
          jwks=lambda: [keys.jwk(keys.ec_key())]),
          twin=Play(key=keys.ec_key(), algorithm="ES256", jwks=lambda: [keys.jwk(keys.ec_key())])),
    Fault("oidcc-client-test-userinfo-invalid-sub", _userinfo(sub="somebody-else"), twin=_userinfo(sub="ada")),
    Fault("oidcc-client-test-nonce-invalid", _with(nonce="another attempt")),
    Fault("oidcc-client-test-client-secret-basic", Play(answers={"/token": Answer({"error": "invalid_client"}, 401)}),
          502, twin=Play(metadata={"token_endpoint_auth_methods_supported": ["client_secret_basic"]})),
    Fault("oidcc-client-test-client-secret-post",
          Play(metadata={"token_endpoint_auth_methods_supported": ["client_secret_post"]},
               answers={"/token": Answer({"error": "invalid_client"}, 401)}), 502,
          twin=Play(metadata={"token_endpoint_auth_methods_supported": ["client_secret_post"]})),
]  # fmt: skip
_CONFIG = [
    Fault("oidcc-client-test-discovery-issuer-mismatch", Play(metadata={"issuer": OTHER}), 502),
    Fault("oidcc-client-test-discovery-openid-config", _at(DISCOVERY, Answer({}, 404)), 502),
    Fault("oidcc-client-test-discovery-jwks-uri-keys", Play(metadata={"jwks_uri": None}), 502),
    Fault("oidcc-client-test-signing-key-rotation-just-before-signing",
          Play(key=STRANGER, header={"kid": "new"}),
          twin=Play(key=STRANGER, header={"kid": "new"}, jwks=lambda: [keys.jwk(STRANGER, "new")])),
]  # fmt: skip
_TOKEN = [
    Fault("own-expired", _with(exp=lambda now: now - 90), twin=_with(exp=lambda now: now - 30)),
    Fault("own-missing-exp", _with(exp=None)),
    Fault("own-exp-is-text", _with(exp="tomorrow")),
    Fault("own-exp-is-endless", _with(exp=float("inf"))),
    Fault("own-iat-is-true", _with(iat=True)),
    Fault("own-exp-has-thousands-of-digits", _with(exp=10**4000)),
    Fault("own-issued-in-the-future", _with(iat=lambda now: now + 90), twin=_with(iat=lambda now: now + 30)),
    Fault("own-valid-in-the-future", _with(nbf=lambda now: now + 90), twin=_with(nbf=lambda now: now + 30)),
    Fault("own-missing-nonce", _with(nonce=None)),
    Fault("own-nonce-is-a-list", _with(nonce=["x"])),
    Fault("own-missing-iss", _with(iss=None)),
    Fault("own-issuer-with-a-slash-more", Play(claims=lambda c: c.update(iss=c["iss"] + "/"))),
    Fault("own-missing-aud", _with(aud=None)),
    Fault("own-audience-contains-our-name-as-a-part", _with(aud=f"{CLIENT_ID}-test")),
    Fault("own-aud-list-without-azp", _with(aud=[CLIENT_ID, OTHER]), twin=_with(aud=[CLIENT_ID, OTHER], azp=CLIENT_ID)),
    Fault("own-aud-list-with-wrong-azp", _with(aud=[CLIENT_ID, OTHER], azp=OTHER), twin=_with(azp=CLIENT_ID)),
    Fault("own-wrong-azp-alone", _with(azp=OTHER), twin=_with(azp=CLIENT_ID)),
    Fault("own-sub-empty", _named("")),
    Fault("own-sub-too-long", _named("x" * 256)),
    Fault("own-sub-with-control-characters", _named("ada\x00")),
    Fault("own-sub-with-half-a-surrogate-pair", _named("ada\ud800")),
    Fault("own-sub-is-a-number", _named(7)),
    Fault("own-hs256-with-the-client-secret",
          _raw(lambda _p, h, c: hostile.hs256(h, c, hostile.CLIENT_SECRET.encode()))),
    Fault("own-hs256-with-the-public-key", _raw(lambda _p, h, c: hostile.hs256(h, c, keys.public_pem(MAIN)))),
    Fault("own-hs256-with-a-published-secret",
          Play(sign=lambda _p, h, c: hostile.hs256(h, c, b"published"),
               jwks=lambda: [{"kty": "oct", "kid": "main", "k": "cHVibGlzaGVk"}])),
    Fault("own-algorithm-not-listed", Play(algorithm="RS512")),
    Fault("own-algorithm-of-another-key-type",
          Play(sign=lambda _p, h, c: jwt.encode(c, MAIN, "RS256", headers=h | {"alg": "RS256"}),
               jwks=lambda: [keys.jwk(keys.ec_key())])),
    Fault("own-key-for-encryption-only", _signed(MAIN, keys.jwk(MAIN, use="enc")), twin=_signed(MAIN, MAIN_JWK)),
    Fault("own-key-for-another-algorithm", _signed(MAIN, keys.jwk(MAIN, alg="PS256")),
          twin=_signed(MAIN, keys.jwk(MAIN, alg="RS256"))),
    Fault("own-key-too-short", _signed(keys.rsa_key("short", 1024), keys.jwk(keys.rsa_key("short", 1024)))),
    Fault("own-embedded-jwk", _stranger_key_in_header("jwk"), twin=_own_key_in_header("jwk")),
    Fault("own-embedded-jku", _stranger_key_in_header("jku"), twin=_own_key_in_header("jku")),
    Fault("own-embedded-x5u", _stranger_key_in_header("x5u"), twin=_own_key_in_header("x5u")),
    Fault("own-kid-of-no-published-key", Play(header={"kid": "other"})),
    Fault("own-critical-extension", _raw(lambda _p, h, c: hostile.rs256(h | {"crit": ["b64"], "b64": True}, c)),
          twin=_raw(lambda _p, h, c: hostile.rs256(h, c))),
    Fault("own-duplicate-kid", _signed(STRANGER, keys.jwk(keys.rsa_key("second")), MAIN_JWK),
          twin=_signed(MAIN, keys.jwk(keys.rsa_key("second")), MAIN_JWK)),
    Fault("own-junk-among-the-keys", _signed(STRANGER, 7, None, {"kty": "RSA", "kid": "main"}, MAIN_JWK),
          twin=_signed(MAIN, 7, None, {"kty": "RSA", "kid": "main"}, MAIN_JWK)),
    Fault("own-oversized-token", _with(filler="x" * 20_000), twin=_with(filler="x" * 2_000)),
    Fault("own-token-is-words", _raw(lambda _p, _h, _c: "not a token")),
    Fault("own-token-of-two-parts", _raw(lambda _p, h, c: hostile.unsigned(h, c).rstrip("."))),
    Fault("own-token-deeply-nested", _raw(lambda _p, _h, _c: hostile.nested(3_000))),
    Fault("own-tampered-payload", _raw(lambda p, h, c: hostile.tampered(jwt.encode(c, MAIN, "RS256", headers=h)))),
    Fault("own-ps256-by-another-key", _signed(STRANGER, MAIN_JWK, algorithm="PS256"),
          twin=_signed(MAIN, MAIN_JWK, algorithm="PS256")),
    Fault("own-eddsa-by-another-key", _signed(keys.ed_key("stranger"), keys.jwk(keys.ed_key()), algorithm="EdDSA"),
          twin=_signed(keys.ed_key(), keys.jwk(keys.ed_key()), algorithm="EdDSA")),
]  # fmt: skip
_ANSWER = [
    Fault("own-answer-names-another-issuer", Play(callback={"iss": OTHER})),
    Fault("own-answer-names-no-issuer-though-promised",
          Play(metadata={"authorization_response_iss_parameter_supported": True})),
    Fault("own-answer-without-code", Play(callback={"code": ""})),
    Fault("own-answer-with-made-up-code", Play(callback={"code": "made-up"})),
    Fault("own-answer-with-oversized-code", Play(callback={"code": "x" * 5_000})),
    Fault("own-answer-refuses-consent", Play(callback={"error": "access_denied"}), 403),
    Fault("own-answer-server-error", Play(callback={"error": "server_error"}), 502),
    Fault("own-answer-unavailable", Play(callback={"error": "temporarily_unavailable"}), 503),
    Fault("own-answer-strange-error", Play(callback={"error": "<script>alert(1)</script>"}), 403),
]  # fmt: skip
_ENDPOINTS = [
    Fault("own-token-endpoint-500", _at("/token", Answer({"error": "oops"}, 500)), 503),
    Fault("own-token-endpoint-429", _at("/token", Answer({}, 429)), 503),
    Fault("own-token-endpoint-400", _at("/token", Answer({"error": "invalid_request"}, 400)), 502),
    Fault("own-token-endpoint-html", _at("/token", HTML), 502),
    Fault("own-token-endpoint-empty", _at("/token", Answer(b"")), 502),
    Fault("own-token-endpoint-list", _at("/token", Answer([])), 502),
    Fault("own-token-endpoint-nested", _at("/token", Answer(b"[" * 60_000)), 502),
    Fault("own-token-endpoint-without-id-token", _at("/token", Answer({"access_token": "x"})), 502),
    Fault("own-token-endpoint-odd-types", _at("/token", Answer({"access_token": 1, "id_token": {}})), 502),
    Fault("own-token-endpoint-oversized", _at("/token", Answer({"id_token": "x" * 200_000})), 502),
    Fault("own-token-endpoint-redirects", _at("/token", Answer({}, 307, headers={"Location": "/elsewhere"})), 502),
    Fault("own-token-endpoint-cut-off", _at("/token", Answer({"id_token": "x"}, is_cut=True)), 503),
    Fault("own-userinfo-500", _at("/userinfo", Answer({}, 500)), 503),
    Fault("own-userinfo-401", _at("/userinfo", Answer({}, 401)), 502),
    Fault("own-userinfo-html", _at("/userinfo", HTML), 502),
    Fault("own-userinfo-empty", _at("/userinfo", Answer(b"")), 502),
    Fault("own-userinfo-oversized", _at("/userinfo", Answer({"sub": "ada", "x": "x" * 200_000})), 502),
    Fault("own-userinfo-redirects", _at("/userinfo", Answer({}, 302, headers={"Location": OTHER})), 502),
    Fault("own-userinfo-without-sub", _userinfo(sub=None), twin=Play(metadata={"userinfo_endpoint": None})),
    Fault("own-userinfo-sub-in-other-letters", _userinfo(sub="Ada"), twin=_userinfo(sub="ada")),
    Fault("own-keys-500", _at("/jwks", Answer({}, 500)), 503),
    Fault("own-keys-html", _at("/jwks", HTML), 502),
    Fault("own-keys-none", Play(jwks=list)),
    Fault("own-keys-odd", _at("/jwks", Answer({"keys": "none"})), 502),
    Fault("own-discovery-html", _at(DISCOVERY, HTML), 502),
    Fault("own-discovery-500", _at(DISCOVERY, Answer({}, 500)), 503),
    Fault("own-discovery-redirects", _at(DISCOVERY, Answer({}, 302, headers={"Location": OTHER})), 502),
    Fault("own-discovery-script-endpoint", Play(metadata={"authorization_endpoint": "javascript:alert(1)"}), 502),
    Fault("own-discovery-endpoint-with-password", Play(metadata={"token_endpoint": "http://u:p@127.0.0.1/token"}), 502),
    Fault("own-discovery-endpoint-is-a-number", Play(metadata={"token_endpoint": 7}), 502,
          twin=Play(metadata={"token_endpoint_auth_methods_supported": "odd"})),
]  # fmt: skip
_SLOW = [
    Fault("own-token-endpoint-silent", _at("/token", Answer(is_silent=True)), 503),
    Fault("own-token-endpoint-trickles-its-body", _at("/token", Answer({"id_token": "x" * 900}, pace=0.05)), 503),
    Fault("own-token-endpoint-trickles-its-headers", _at("/token", Answer({}, pace=0.05, slow_headers=True)), 503),
    Fault("own-userinfo-silent", _at("/userinfo", Answer(is_silent=True)), 503),
    Fault("own-keys-silent", _at("/jwks", Answer(is_silent=True)), 503),
    Fault("own-discovery-silent", _at(DISCOVERY, Answer(is_silent=True)), 503),
]
FAULTS = [*_BASIC, *_CONFIG, *_TOKEN, *_ANSWER, *_ENDPOINTS]
SLOW_FAULTS = _SLOW

# What is unusual and right: nobody may be turned away for it.
QUIRKS = {
    "oidcc-client-test": HONEST,
    "oidcc-client-test-idtoken-sig-rs256": _signed(MAIN, MAIN_JWK),
    "oidcc-client-test-scope-userinfo-claims": _userinfo(name="Ada", email="ada@x.example"),
    "oidcc-client-test-discovery-of-keys": _signed(
        STRANGER, MAIN_JWK, keys.jwk(STRANGER, "second"), header={"kid": "second"}
    ),
    "own-answer-names-the-issuer": Play(
        metadata={"authorization_response_iss_parameter_supported": True}, callback={"iss": "ISSUER"}
    ),
    "own-amr-is-a-string": _with(amr="mfa"),
    "own-name-is-a-number": _userinfo(name=5, preferred_username=["x"], email={"a": 1}),
    "own-name-with-control-characters": _userinfo(name="A\x00da", preferred_username="a\nda"),
    "own-name-with-half-a-surrogate-pair": _userinfo(name="A\ud800"),
    "own-name-is-endless": _userinfo(name="x" * 10_000, email="x" * 10_000),
    "own-nothing-but-sub": _userinfo(name=None, preferred_username=None, email=None),
    "own-affiliation-in-one-string": _userinfo(affiliation="faculty@x.example;member@x.example"),
    "own-privileged-claims": _userinfo(
        is_staff=True, is_superuser=True, groups=["admin"], roles=["admin"], is_active=False
    ),
    "own-sub-in-any-script": Play(claims=lambda c: c.update(sub="ಅದಾ"), userinfo=lambda c: c.update(sub="ಅದಾ")),
    "own-sid-is-a-number": _with(sid=5),
    "own-fractional-times": _with(exp=lambda now: now + 300.5, iat=lambda now: now - 0.5),
}
