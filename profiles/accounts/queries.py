"""Reads about accounts: who a session belongs to, and which usernames are free."""

import hmac
import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone

from profiles.accounts import api_tokens, usernames
from profiles.accounts.models import ApiToken, AuditEvent, Identity, SignedInSession, User, UsernameHistory

MOST_NEW_USERNAMES = 3
NEW_USERNAMES_WITHIN = timedelta(days=30)
_LOOKED_UP_AT_ONCE = 20


def live_session(session_key: str, user_id: str) -> SignedInSession | None:
    """The live row of this session with its user, in one query; None when it ended or the user is not active."""
    try:
        owner = UUID(user_id)
    except ValueError:
        return None
    rows = SignedInSession.objects.select_related("user").filter(ended_at=None, user__is_active=True)
    return rows.filter(session_key=session_key, user_id=owner).first()


def with_identities(user: User) -> User:
    """The same user, its identities fetched along, oldest first."""
    identities = Prefetch("identities", Identity.objects.order_by("linked_at"))
    return User.objects.prefetch_related(identities).get(pk=user.pk)


def live_token(text: str) -> ApiToken | None:
    """The token written so, with its user; None when it is none, has expired, or its user is not active."""
    if not api_tokens.is_well_formed(text):
        return None
    digest = api_tokens.digest(text)
    live = ApiToken.objects.select_related("user").filter(expires_at__gt=timezone.now(), user__is_active=True)
    token = live.filter(digest=digest).first()
    return token if token and hmac.compare_digest(token.digest, digest) else None


def own_tokens(user: User) -> list[ApiToken]:
    """Those that work, newest first, each with the last day of its use as far as that is known."""
    tokens = list(ApiToken.objects.filter(user=user, expires_at__gt=timezone.now()).order_by("-made_at", "-id"))
    for token in tokens:
        token.last_used_on = last_use(token)
    return tokens


def own_token(user: User, token_id: UUID) -> ApiToken:
    """One's own; raises DoesNotExist, for somebody else's too."""
    return ApiToken.objects.select_related("user").get(pk=token_id, user=user)


def last_use(token: ApiToken) -> date | None:
    days = (token.last_used_on, api_tokens.noted_use(token.pk))
    return max((day for day in days if day), default=None)


def private_details(row: Identity | SignedInSession | AuditEvent) -> list[tuple[str, str]]:
    """What staff see of the row only with a reason, as (name, text)."""
    texts = ((name, getattr(row, name)) for name in row.PRIVATE)
    return [
        (name.replace("_", " "), text if isinstance(text, str) else json.dumps(text, ensure_ascii=False))
        for name, text in texts
    ]


def account_of(row: Identity | SignedInSession | AuditEvent) -> UUID:
    """The account that a row belongs to: of an event the one it is about, else that of who did it to things of hers."""
    if not isinstance(row, AuditEvent):
        return row.user_id
    if row.actor_id is None or User.objects.filter(pk=row.subject_id).exists():
        return row.subject_id
    return row.actor_id


def free_usernames(*texts: str) -> Iterator[str]:
    """Usernames like the texts that nobody has or had, best first, without end."""
    proposed = usernames.proposals(*texts)
    while True:
        some = list(islice(proposed, _LOOKED_UP_AT_ONCE))
        given = set(UsernameHistory.objects.filter(username__in=some).values_list("username", flat=True))
        yield from (username for username in some if username not in given)


def is_free(username: str, *, user: User) -> bool:
    """Whether the username was never given to anybody but this user."""
    return not UsernameHistory.objects.filter(username=username).exclude(user=user).exists()


def new_username_from(user: User) -> date | None:
    """The day from which the user may take a name that is new to them; None where that is today.

    Every name given is lost to everybody else, so there are at most three in 30 days. The one proposed at the first
    sign-in does not count, nor does going back to a name that one had: it takes nothing from anybody.
    """
    given = user.username_history.order_by("-given_at").values_list("given_at", flat=True)[: MOST_NEW_USERNAMES + 1]
    if len(given) <= MOST_NEW_USERNAMES:
        return None
    day = timezone.localdate(given[MOST_NEW_USERNAMES - 1]) + NEW_USERNAMES_WITHIN
    return day if day > timezone.localdate() else None
