"""Whether an account is open, whose it is to manage, and in which language the site speaks to it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from profiles.accounts import access, audit, queries, signals
from profiles.accounts.actions import sessions, tokens
from profiles.accounts.models import AuditEvent, Identity, SignedInSession, User


@transaction.atomic
def deactivate(user: User, *, by: User | None) -> None:
    """Close the account: nobody can sign in to it, and every session and token of it ends at once."""
    # It may be news since it was read. Its key stays free: a change that holds the page refers to it.
    user.is_staff = User.objects.select_for_update(no_key=True).get(pk=user.pk).is_staff
    if not access.can_deactivate(user, by):
        raise PermissionDenied
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.is_active = False
    sessions.end(SignedInSession.objects.filter(user=user))
    tokens.end_all(user)
    audit.record("deactivated", user.pk, by=by)
    signals.account_closed.send(sender=User, user=user)


@transaction.atomic
def reactivate(user: User, *, by: User | None) -> None:
    """Open a closed account again; its former sessions and tokens stay ended."""
    if not access.can_manage(user, by):
        raise PermissionDenied
    User.objects.filter(pk=user.pk).update(is_active=True)
    user.is_active = True
    audit.record("reactivated", user.pk, by=by)
    signals.account_opened.send(sender=User, user=user)


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
def choose_language(user: User, language: str, *, by: User) -> User:
    """The language, one of `settings.LANGUAGES`, in which the site speaks to the user; empty follows the browser."""
    if not access.can_choose_language(user, by):
        raise PermissionDenied
    User.objects.filter(pk=user.pk).update(language=language)
    user.language = language
    return user
