"""Programs that call with a token."""

from datetime import timedelta

from django.test import Client

from profiles.accounts import actions
from profiles.accounts.api_tokens import Scope
from profiles.shared.ids import new_id
from tests.cast import Member


def text_of(member: Member, *scopes: Scope) -> str:
    wish = actions.TokenWish(new_id(), "script", scopes, timedelta(days=1))
    return actions.make_token(member.user, wish, by=member.user)[1]


def program(member: Member, *scopes: Scope) -> Client:
    """A program of the member's, without a session."""
    return Client(headers={"Authorization": f"Bearer {text_of(member, *scopes)}"})
