"""Changes to accounts: joining, signing in and out, names, closing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from profiles.accounts import access, api_tokens, audit, queries, signals, usernames
from profiles.accounts.claims import Claims
from profiles.accounts.models import ApiToken, AuditEvent, Identity, SignedInSession, User, UsernameHistory

PURGED_AT_ONCE = 100
MOST_TOKENS = 20
ENDED_SESSIONS_KEPT = timedelta(days=30)


class UsernameTaken(Exception):
    """Somebody has, or had, this username."""


class TooManyUsernames(Exception):
    """The user took enough new names lately; `again_on` is the day from which another is possible."""

    def __init__(self, again_on: date) -> None:
        self.again_on = again_on


class RenamedMeanwhile(Exception):
    """The user has another username than the one that the form was opened with; `username` is it."""

    def __init__(self, username: str) -> None:
        self.username = username


class TooManyTokens(Exception):
    """The user has MOST_TOKENS."""


@dataclass(frozen=True)
class TokenWish:
    """What a token is for, and how long it lasts. Its id comes with the form, so that sending it twice makes one."""

    id: UUID
    name: str
    scopes: tuple[str, ...]
    lasts: timedelta


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


@transaction.atomic
def sign_out(session_key: str, *, by: User) -> None:
    ended = _end(SignedInSession.objects.filter(session_key=session_key, user=by))
    for session in ended:
        audit.record("signed out", session.pk, by=by)


@transaction.atomic
def sign_out_everywhere(user: User, *, by: User | None) -> int:
    """End every session of the user; answers how many there were."""
    if not access.can_sign_out(user, by):
        raise PermissionDenied
    ended = _end(SignedInSession.objects.filter(user=user))
    audit.record("signed out everywhere", user.pk, by=by, sessions=len(ended))
    return len(ended)


@transaction.atomic
def deactivate(user: User, *, by: User | None) -> None:
    """Close the account: nobody can sign in to it, and every session of it ends at once."""
    user.is_staff = User.objects.select_for_update().get(pk=user.pk).is_staff  # it may be news since it was read
    if not access.can_deactivate(user, by):
        raise PermissionDenied
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.is_active = False
    _end(SignedInSession.objects.filter(user=user))
    audit.record("deactivated", user.pk, by=by)
    signals.account_closed.send(sender=User, user=user)


@transaction.atomic
def reactivate(user: User, *, by: User | None) -> None:
    """Open a closed account again; its former sessions stay ended."""
    if not access.can_manage(user, by):
        raise PermissionDenied
    User.objects.filter(pk=user.pk).update(is_active=True)
    user.is_active = True
    audit.record("reactivated", user.pk, by=by)
    signals.account_opened.send(sender=User, user=user)


@transaction.atomic
def choose_username(user: User, username: str, *, by: User) -> User:
    """Take another username than the one proposed, once. Raises UsernameTaken."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.username == username:
        return user
    if not access.can_choose_username(user, by):
        raise PermissionDenied
    _give_username(user, username)
    audit.record("username chosen", user.pk, by=by)
    return user


@transaction.atomic
def rename(user: User, username: str, *, opened_with: str, by: User) -> User:
    """Take a new username, or one's own former one. Raises UsernameTaken, TooManyUsernames, RenamedMeanwhile."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not access.can_rename(user, by):
        raise PermissionDenied
    if user.username == username:
        return user  # a double submit
    if user.username != opened_with:
        raise RenamedMeanwhile(user.username)
    _give_username(user, username)
    audit.record("username changed", user.pk, by=by)
    return user


@transaction.atomic
def grant_staff(user: User, *, by: User | None) -> None:
    if not access.can_manage(user, by):
        raise PermissionDenied
    User.objects.filter(pk=user.pk).update(is_staff=True)
    user.is_staff = True
    audit.record("staff granted", user.pk, by=by)


@transaction.atomic
def look_at_private_details(
    row: Identity | SignedInSession | AuditEvent, *, reason: str, by: User
) -> list[tuple[str, str]]:
    """What is private of the row, as (name, text). No look without its audit event, which keeps the reason."""
    if not access.can_see_private_details(by):
        raise PermissionDenied
    kind = row._meta.model_name
    audit.record("private details viewed", queries.account_of(row), by=by, kind=kind, row=str(row.pk), reason=reason)
    return queries.private_details(row)


@transaction.atomic
def make_token(user: User, wish: TokenWish, *, by: User) -> tuple[ApiToken, str]:
    """A token with its text, which nobody can read again: "" where this one was made before. Raises TooManyTokens."""
    if not access.can_make_token(user, by, wish.scopes):
        raise PermissionDenied
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # two at once are counted one after the other
    twin = ApiToken.objects.filter(pk=wish.id).first()
    if twin:
        if twin.user_id != user.pk:
            raise PermissionDenied
        return twin, ""
    _forget_expired_tokens(user)
    if user.api_tokens.count() >= MOST_TOKENS:
        raise TooManyTokens
    text = api_tokens.new_text()
    token = ApiToken.objects.create(
        pk=wish.id,
        user=user,
        name=wish.name,
        digest=api_tokens.digest(text),
        hint=api_tokens.hint(text),
        scopes=list(wish.scopes),
        expires_at=timezone.now() + wish.lasts,
    )
    audit.record("token made", user.pk, by=by, token=str(token.pk), scopes=token.scopes)
    return token, text


@transaction.atomic
def revoke_token(token: ApiToken, *, by: User) -> None:
    """It works no more from now on. Asking twice revokes once."""
    if not access.can_revoke_token(token, by):
        raise PermissionDenied
    if ApiToken.objects.filter(pk=token.pk).delete()[0]:
        audit.record("token revoked", by.pk, by=by, token=str(token.pk))


def remember_use(token: ApiToken) -> None:
    """Called by what changes something; that something was read is only noted in the cache."""
    today = timezone.now().date()
    if token.last_used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)


@transaction.atomic
def note_identity_lookup(token: ApiToken, *, asked: int, found: int, by: User) -> None:
    """Programs of staff recognise people by how they sign in; that they asked is kept, whom they asked for is not."""
    if not access.has_scope(token, api_tokens.Scope.IDENTITIES):
        raise PermissionDenied
    audit.record("identities looked up", by.pk, by=by, token=str(token.pk), asked=asked, found=found)


def purge_stale_sessions() -> int:
    """Delete some sessions whose time is over; called at every start of a sign-in, so that no clock is needed."""
    with transaction.atomic():
        SignedInSession.objects.filter(ended_at__lt=timezone.now() - ENDED_SESSIONS_KEPT).delete()
        stale = Session.objects.select_for_update(skip_locked=True).filter(expire_date__lt=timezone.now())
        keys = list(stale.order_by("expire_date").values_list("session_key", flat=True)[:PURGED_AT_ONCE])
        if keys:
            SignedInSession.objects.filter(session_key__in=keys, ended_at=None).update(ended_at=timezone.now())
            Session.objects.filter(session_key__in=keys).delete()
    return len(keys)


def _forget_expired_tokens(user: User) -> None:
    ApiToken.objects.filter(user=user, expires_at__lte=timezone.now()).delete()


def _give_username(user: User, username: str) -> None:
    """The user, whose row is locked, now has this username; all those before stay theirs and lead to it."""
    usernames.validate(username)
    if not user.username_history.filter(username=username).exists():
        again_on = queries.new_username_from(user)
        if again_on:
            raise TooManyUsernames(again_on)
        try:
            with transaction.atomic():
                UsernameHistory.objects.create(username=username, user=user)
        except IntegrityError:
            raise UsernameTaken from None
    User.objects.filter(pk=user.pk).update(username=username)
    user.username = username
    signals.username_changed.send(sender=User, user=user)


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


def _end(sessions: Iterable[SignedInSession]) -> list[SignedInSession]:
    """End those of the rows that are live, and their stored sessions once that is certain."""
    ended = [session for session in sessions if session.ended_at is None]
    SignedInSession.objects.filter(pk__in=[session.pk for session in ended]).update(ended_at=timezone.now())
    transaction.on_commit(partial(_forget, [session.session_key for session in ended]), robust=True)
    return ended


def _forget(session_keys: list[str]) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for key in session_keys:
        store(key).delete()


def _device(user_agent: str) -> str:
    return "".join(letter for letter in user_agent if letter.isprintable())[:200]


@transaction.atomic
def choose_language(user: User, language: str, *, by: User) -> User:
    """The language, one of `settings.LANGUAGES`, in which the site speaks to the user; empty follows the browser."""
    if not access.can_choose_language(user, by):
        raise PermissionDenied
    User.objects.filter(pk=user.pk).update(language=language)
    user.language = language
    return user
