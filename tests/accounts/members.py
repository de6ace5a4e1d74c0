"""Somebody who has joined, without a browser, and what was written down."""

from django.contrib.sessions.backends.db import SessionStore

from profiles.accounts import actions
from profiles.accounts.claims import Claims
from profiles.accounts.models import AuditEvent, SignedInSession, User

ISSUER = "https://op.example"


def joined(sub: str = "ada", **said: str) -> User:
    return actions.recognise(Claims.of(ISSUER, sub, "", {"preferred_username": sub, **said})).user


def session_of(user: User) -> SignedInSession:
    store = SessionStore()
    store.create()
    claims = Claims.of(ISSUER, user.username, "", {})
    person = actions.Person(user.identities.get(), is_new=False)
    return actions.sign_in(person, claims=claims, session_key=store.session_key, device="Firefox\x00 on Linux")


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("at").values_list("verb", flat=True))
