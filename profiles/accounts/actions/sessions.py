"""How sessions end: one, all of a person, and those whose time is over."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from importlib import import_module

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from profiles.accounts import access, audit
from profiles.accounts.actions import tokens
from profiles.accounts.models import SignedInSession, User

PURGED_AT_ONCE = 100
ENDED_SESSIONS_KEPT = timedelta(days=30)


@transaction.atomic
def sign_out(session_key: str, *, by: User) -> None:
    ended = end(SignedInSession.objects.filter(session_key=session_key, user=by))
    for session in ended:
        audit.record("signed out", session.pk, by=by)


@transaction.atomic
def sign_out_everywhere(user: User, *, by: User | None) -> int:
    """End every session of the user, and every token: what is on a lost device works no more. Answers the sessions."""
    if not access.can_sign_out(user, by):
        raise PermissionDenied
    ended = end(SignedInSession.objects.filter(user=user))
    audit.record("signed out everywhere", user.pk, by=by, sessions=len(ended), tokens=tokens.end_all(user))
    return len(ended)


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


def end(sessions: Iterable[SignedInSession]) -> list[SignedInSession]:
    """End those of the rows that are live, and their stored sessions once that is certain."""
    ended = [session for session in sessions if session.ended_at is None]
    SignedInSession.objects.filter(pk__in=[session.pk for session in ended]).update(ended_at=timezone.now())
    transaction.on_commit(partial(_forget, [session.session_key for session in ended]), robust=True)
    return ended


def _forget(session_keys: list[str]) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for key in session_keys:
        store(key).delete()
