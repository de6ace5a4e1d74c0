"""Tokens of programs: made, revoked, used, and ended with what they hang on."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from profiles.accounts import access, api_tokens, audit
from profiles.accounts.models import ApiToken, User

MOST_TOKENS = 20


class TooManyTokens(Exception):
    """The user has MOST_TOKENS."""


@dataclass(frozen=True)
class TokenWish:
    """What a token is for, and how long it lasts. Its id comes with the form, so that sending it twice makes one."""

    id: UUID
    name: str
    scopes: tuple[str, ...]
    lasts: timedelta


@transaction.atomic
def make_token(user: User, wish: TokenWish, *, by: User) -> tuple[ApiToken, str]:
    """A token with its text, which nobody can read again: "" where this one was made before. Raises TooManyTokens."""
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)  # two at once are counted one after the other
    if not access.can_make_token(user, by, wish.scopes):
        raise PermissionDenied
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
def revoke_token(token: ApiToken, *, by: User | None) -> None:
    """It works no more from now on, whether its owner or staff asked. Asking twice revokes once."""
    if not access.can_revoke_token(token, by):
        raise PermissionDenied
    if ApiToken.objects.filter(pk=token.pk).delete()[0]:
        audit.record("token revoked", token.user_id, by=by, token=str(token.pk))


def end_all(user: User) -> int:
    """With the sessions, or the account; whoever calls writes that down. Answers how many there were."""
    return ApiToken.objects.filter(user=user).delete()[0]


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


def _forget_expired_tokens(user: User) -> None:
    ApiToken.objects.filter(user=user, expires_at__lte=timezone.now()).delete()
