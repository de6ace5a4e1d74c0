"""Who a provider named, made at first sight, and that a browser is signed in."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from profiles.accounts import audit, queries, signals
from profiles.accounts.claims import Claims
from profiles.accounts.models import Identity, SignedInSession, User, UsernameHistory


@dataclass(frozen=True)
class Person:
    """Somebody whom a provider named, by the identity it was named with."""

    identity: Identity
    is_new: bool

    @property
    def user(self) -> User:
        return self.identity.user


def recognise(claims: Claims) -> Person:
    """The person with this issuer and subject, made at first sight. Two callbacks at once make one person."""
    known = _known(claims)
    if known:
        return Person(known, is_new=False)
    try:
        return Person(_join(claims), is_new=True)
    except IntegrityError:
        known = _known(claims)  # the other callback was faster
        if known is None:
            raise
        return Person(known, is_new=False)


@transaction.atomic
def sign_in(person: Person, *, claims: Claims, session_key: str, device: str) -> SignedInSession:
    """The browser with this session counts as signed in from now on."""
    now = timezone.now()
    Identity.objects.filter(pk=person.identity.pk).update(
        last_used_at=now, asserted_email=claims.email, provider_name=claims.provider_name
    )
    session = SignedInSession.objects.create(
        user=person.user,
        identity=person.identity,
        sid=claims.sid,
        session_key=session_key,
        device=_device(device),
        seen_at=now,
    )
    audit.record("signed in", session.pk, by=person.user)
    return session


def _known(claims: Claims) -> Identity | None:
    # Issuer and subject alone, compared exactly: whoever trusts an e-mail here gives accounts away.
    return Identity.objects.select_related("user").filter(issuer=claims.issuer, sub=claims.sub).first()


@transaction.atomic
def _join(claims: Claims) -> Identity:
    user = _new_user(claims)
    identity = Identity.objects.create(
        user=user, issuer=claims.issuer, sub=claims.sub, asserted_email=claims.email, last_used_at=timezone.now()
    )
    signals.person_joined.send(sender=User, user=user, claims=claims)
    audit.record("joined", user.pk, by=user)
    return identity


def _new_user(claims: Claims) -> User:
    texts = (claims.preferred_username, claims.name, f"{claims.given_name} {claims.family_name}", claims.email)
    for username in queries.free_usernames(*texts):
        user = User(username=username)
        user.set_unusable_password()
        try:
            with transaction.atomic():
                user.save(force_insert=True)
                UsernameHistory.objects.create(username=username, user=user)
        except IntegrityError:
            continue  # somebody took it since we looked
        return user
    raise AssertionError("proposals have no end")


def _device(user_agent: str) -> str:
    return "".join(letter for letter in user_agent if letter.isprintable())[:200]
