"""An OpenID provider on loopback that keeps the rules exactly, and breaks one of them when told to."""

import base64
import contextlib
import hashlib
import hmac
import json
import secrets
import ssl
import threading
import time
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote_plus, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from tests.providers import keys

CLIENT_ID = "colophon"
CLIENT_SECRET = "practice: 100% secret"
Claims = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What an endpoint answers. `pace` is seconds between its bytes; `is_silent` never answers at all."""

    body: Any = None
    status: int = 200
    media_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    pace: float = 0.0
    slow_headers: bool = False
    is_silent: bool = False
    is_cut: bool = False

    @property
    def bytes(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass(frozen=True)
class Play:
    """How the provider differs from the honest one. Everything left out is honest."""

    claims: Callable[[Claims], Any] | None = None  # changes the ID token's claims
    header: Mapping[str, Any] = field(default_factory=dict)  # joins the ID token's header; None removes
    sign: Callable[["HostileProvider", dict[str, Any], Claims], str] | None = None
    key: Any = None  # signs the ID token instead of the first published key
    algorithm: str = "RS256"
    jwks: Callable[[], list[Any]] | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)  # joins the metadata; None removes
    userinfo: Callable[[Claims], Any] | None = None  # changes the userinfo claims
    callback: Mapping[str, str] = field(default_factory=dict)  # joins the callback's query
    answers: Mapping[str, Answer] = field(default_factory=dict)  # by path
    delays: Mapping[str, float] = field(default_factory=dict)  # by path, in seconds


HONEST = Play()


@dataclass
class _Grant:
    nonce: str
    redirect_uri: str
    challenge: str
    person: Claims
    is_used: bool = False


class HostileProvider:
    """The provider's server, people and codes. Tests set `play` and `person` and walk a browser through it."""

    def __init__(self, encryption: ssl.SSLContext | None = None) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"provider": self}))
        self._server.daemon_threads = True
        self._server.request_queue_size = 128
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        if encryption:
            self._server.socket = encryption.wrap_socket(self._server.socket, server_side=True)
            self.issuer = f"https://localhost:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.reset()

    def reset(self) -> None:
        self.play = HONEST
        self.person: Claims = {"sub": "ada", "name": "Ada Lovelace"}
        self.requests: list[tuple[str, str]] = []
        self.released = threading.Event()
        self.token_forms: list[dict[str, str]] = []
        self._grants: dict[str, _Grant] = {}
        self._bearers: dict[str, Claims] = {}

    def close(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    def count(self, path: str) -> int:
        return sum(1 for _method, seen in self.requests if seen == path)

    def metadata(self) -> dict[str, Any]:
        found = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "end_session_endpoint": f"{self.issuer}/end-session",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }
        return _joined(found, self.play.metadata)

    def authorize(self, address: str) -> str:
        """Play the authorization endpoint for this address: the person consents, and the browser is sent on."""
        asked = dict(parse_qsl(urlsplit(address).query))
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT_ID
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self._grants[code] = _Grant(asked["nonce"], asked["redirect_uri"], asked["code_challenge"], dict(self.person))
        named = {name: self.issuer if value == "ISSUER" else value for name, value in self.play.callback.items()}
        answer = _joined({"code": code, "state": asked["state"]}, named)
        return f"{asked['redirect_uri']}?{urlencode(answer)}"

    def token(self, form: dict[str, str], authorization: str) -> Answer:
        self.token_forms.append(form)
        if not self._is_our_client(form, authorization):
            return Answer({"error": "invalid_client"}, 401)
        grant = self._grants.get(form.get("code", ""))
        if grant is None or grant.is_used or form.get("redirect_uri") != grant.redirect_uri:
            return Answer({"error": "invalid_grant"}, 400)
        if _challenge(form.get("code_verifier", "")) != grant.challenge:
            return Answer({"error": "invalid_grant"}, 400)
        grant.is_used = True
        bearer = secrets.token_urlsafe(16)
        self._bearers[bearer] = grant.person
        return Answer({"access_token": bearer, "token_type": "Bearer", "id_token": self.id_token(grant)})

    def id_token(self, grant: _Grant) -> str:
        now = int(time.time())
        claims: Claims = {"iss": self.issuer, "aud": CLIENT_ID, "exp": now + 300, "iat": now, "nonce": grant.nonce}
        claims["sub"] = grant.person["sub"]
        if self.play.claims:
            self.play.claims(claims)
        header = _joined({"kid": "main", "alg": self.play.algorithm, "typ": "JWT"}, self.play.header)
        if self.play.sign:
            return self.play.sign(self, header, claims)
        with warnings.catch_warnings(action="ignore"):  # PyJWT warns of short keys, which some tests are about
            return jwt.encode(claims, self.play.key or keys.rsa_key(), algorithm=self.play.algorithm, headers=header)

    def userinfo(self, authorization: str) -> Answer:
        person = self._bearers.get(authorization.removeprefix("Bearer "))
        if person is None:
            return Answer({"error": "invalid_token"}, 401)
        claims = dict(person)
        if self.play.userinfo:
            self.play.userinfo(claims)
        return Answer(claims)

    def jwks(self) -> Answer:
        return Answer({"keys": self.play.jwks() if self.play.jwks else [keys.jwk(keys.rsa_key())]})

    def _is_our_client(self, form: dict[str, str], authorization: str) -> bool:
        if self.play.metadata.get("token_endpoint_auth_methods_supported") != ["client_secret_post"]:
            pair = base64.b64decode(authorization.removeprefix("Basic ")).decode().split(":")
            return [unquote_plus(part) for part in pair] == [CLIENT_ID, CLIENT_SECRET] and "client_secret" not in form
        return (form.get("client_id"), form.get("client_secret")) == (CLIENT_ID, CLIENT_SECRET) and not authorization


def unsigned(header: dict[str, Any], claims: Claims) -> str:
    return ".".join([_b64(json.dumps(header).encode()), _b64(json.dumps(claims).encode()), ""])


def hs256(header: dict[str, Any], claims: Claims, secret: bytes) -> str:
    """As an attacker makes it: PyJWT would refuse to use a public key as a secret."""
    signed = f"{_b64(json.dumps(header | {'alg': 'HS256'}).encode())}.{_b64(json.dumps(claims).encode())}"
    return f"{signed}.{_b64(hmac.digest(secret, signed.encode(), 'sha256'))}"


def rs256(header: dict[str, Any], claims: Claims) -> str:
    """Properly signed under a header that PyJWT would not write."""
    signed = f"{_b64(json.dumps(header).encode())}.{_b64(json.dumps(claims).encode())}"
    return f"{signed}.{_b64(keys.rsa_key().sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def nested(depth: int) -> str:
    """A header of lists within lists, to exhaust whoever parses it."""
    return f"{_b64(b'[' * depth)}.{_b64(b'{}')}.{_b64(b'x')}"


def tampered(token: str) -> str:
    """The same token with another subject, under the old signature."""
    header, payload, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    return f"{header}.{_b64(json.dumps(claims | {'sub': 'somebody-else'}).encode())}.{signature}"


def _joined(base: dict[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**base, **more}.items() if value is not None}


def _challenge(verifier: str) -> str:
    return _b64(hashlib.sha256(verifier.encode()).digest())


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


class _Handler(BaseHTTPRequestHandler):
    provider: HostileProvider

    def do_GET(self) -> None:
        self._answer({})

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._answer({name: values[0] for name, values in parse_qs(raw.decode()).items()})

    def _answer(self, form: dict[str, str]) -> None:
        path = urlsplit(self.path).path
        self.provider.requests.append((self.command, path))
        time.sleep(self.provider.play.delays.get(path, 0))
        answer = self.provider.play.answers.get(path) or self._honest(path, form)
        try:
            self._send(answer)
        except OSError:
            self.close_connection = True

    def _honest(self, path: str, form: dict[str, str]) -> Answer:
        authorization = self.headers.get("Authorization", "")
        match path:
            case "/.well-known/openid-configuration":
                return Answer(self.provider.metadata())
            case "/jwks":
                return self.provider.jwks()
            case "/token":
                return self.provider.token(form, authorization)
            case "/userinfo":
                return self.provider.userinfo(authorization)
        return Answer({"error": "not_found"}, 404)

    def _send(self, answer: Answer) -> None:
        if answer.is_silent:
            self.provider.released.wait(30)
            self.close_connection = True
            return
        if answer.slow_headers:
            for byte in b"HTTP/1.0 200 OK\r\nX-Slow: " + b"x" * 200:
                self._one_byte(byte, answer.pace)
            return
        if "Date" in answer.headers:
            self.send_response_only(answer.status)  # without the right one
        else:
            self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.bytes) + (100 if answer.is_cut else 0)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if not answer.pace:
            self.wfile.write(answer.bytes)
            return
        for byte in answer.bytes:
            self._one_byte(byte, answer.pace)

    def _one_byte(self, byte: int, pace: float) -> None:
        self.wfile.write(bytes([byte]))
        self.wfile.flush()
        self.provider.released.wait(pace)

    def handle(self) -> None:
        with contextlib.suppress(OSError):  # a caller that hung up
            super().handle()

    def log_message(self, *_arguments: object) -> None:
        pass
