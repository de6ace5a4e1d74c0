"""Changes to accounts: joining, signing in and out, names, tokens, closing."""

from profiles.accounts.actions.joining import Person, recognise, sign_in
from profiles.accounts.actions.names import RenamedMeanwhile, TooManyUsernames, UsernameTaken, choose_username, rename
from profiles.accounts.actions.sessions import purge_stale_sessions, sign_out, sign_out_everywhere
from profiles.accounts.actions.standing import (
    choose_language,
    deactivate,
    grant_staff,
    look_at_private_details,
    reactivate,
)
from profiles.accounts.actions.tokens import (
    MOST_TOKENS,
    TokenWish,
    TooManyTokens,
    make_token,
    note_identity_lookup,
    remember_use,
    revoke_token,
)

__all__ = [
    "MOST_TOKENS",
    "Person",
    "RenamedMeanwhile",
    "TokenWish",
    "TooManyTokens",
    "TooManyUsernames",
    "UsernameTaken",
    "choose_language",
    "choose_username",
    "deactivate",
    "grant_staff",
    "look_at_private_details",
    "make_token",
    "note_identity_lookup",
    "purge_stale_sessions",
    "reactivate",
    "recognise",
    "remember_use",
    "rename",
    "revoke_token",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
]
