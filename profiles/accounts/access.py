"""Who may change accounts, and when a username may be taken."""

from collections.abc import Iterable

from profiles.accounts import api_tokens
from profiles.accounts.models import ApiToken, User


def can_manage(user: User, by: User | None) -> bool:
    """Sign somebody out or deactivate: staff, and an operator at the console (`by` None)."""
    return by is None or (by.is_active and by.is_staff)


def can_deactivate(user: User, by: User | None) -> bool:
    """Staff close no staff, themselves neither: one stolen session must not lock everybody else out."""
    return can_manage(user, by) and (by is None or not user.is_staff)


def can_see_private_details(by: User) -> bool:
    """Of other people's identities, sessions and audit: staff, who give a reason each time."""
    return by.is_active and by.is_staff


def can_sign_out(user: User, by: User | None) -> bool:
    return by == user or can_manage(user, by)


def can_choose_language(user: User, by: User) -> bool:
    return by == user and user.is_active


def can_choose_username(user: User, by: User) -> bool:
    """At the welcome: as long as the user never had a name but the one proposed at the first sign-in."""
    return can_rename(user, by) and user.username_history.count() <= 1


def can_rename(user: User, by: User) -> bool:
    return by == user and user.is_active


def can_make_token(user: User, by: User, scopes: Iterable[str]) -> bool:
    """For oneself; a token by which programs recognise other people is for staff."""
    return by == user and user.is_active and (user.is_staff or not api_tokens.STAFF_SCOPES.intersection(scopes))


def can_revoke_token(token: ApiToken, by: User | None) -> bool:
    """Its owner, and staff, for one that was seen where it should not be."""
    return (by is not None and token.user_id == by.pk) or can_manage(token.user, by)


def has_scope(token: ApiToken, scope: str) -> bool:
    """Now: whoever is no longer staff has lost what staff may do, in tokens of before too."""
    return scope in token.scopes and (token.user.is_staff or scope not in api_tokens.STAFF_SCOPES)
