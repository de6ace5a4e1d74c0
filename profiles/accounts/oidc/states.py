"""Attempts to sign in that have begun: kept in the browser's own session, few, short-lived, and used once.

The layout is that of mozilla-django-oidc (`oidc_states`: state to nonce, code verifier and time), with `next` beside;
so the moment has the library's name, `added_on`.
"""

import base64
import hashlib
import time
from dataclasses import asdict, dataclass, field

from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import get_random_string

SESSION_NAME = "oidc_states"
SECONDS = 600
MOST = 5


@dataclass(frozen=True)
class Attempt:
    nonce: str = field(repr=False)
    code_verifier: str = field(repr=False)
    added_on: float
    next: str

    @property
    def is_live(self) -> bool:
        return 0 <= time.time() - self.added_on < SECONDS

    @property
    def code_challenge(self) -> str:
        """RFC 7636, method S256."""
        digest = hashlib.sha256(self.code_verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def begin(session: SessionBase, next_path: str) -> tuple[str, Attempt]:
    """A new attempt and its state; the oldest pending ones give way."""
    attempt = Attempt(get_random_string(32), get_random_string(64), time.time(), next_path)
    state = get_random_string(32)
    pending = sorted(pending_in(session).items(), key=lambda item: item[1].added_on)
    _store(session, dict([*pending, (state, attempt)][-MOST:]))
    return state, attempt


def take(session: SessionBase, state: str) -> Attempt | None:
    """The attempt of this state, if it began in this session and is not over; it can be taken once."""
    pending = pending_in(session)
    attempt = pending.pop(state, None)
    if attempt is not None:
        _store(session, pending)
    return attempt


def pending_in(session: SessionBase) -> dict[str, Attempt]:
    stored = session.get(SESSION_NAME) or {}
    attempts = {state: Attempt(**parts) for state, parts in stored.items()}
    return {state: attempt for state, attempt in attempts.items() if attempt.is_live}


def _store(session: SessionBase, attempts: dict[str, Attempt]) -> None:
    session[SESSION_NAME] = {state: asdict(attempt) for state, attempt in attempts.items()}
