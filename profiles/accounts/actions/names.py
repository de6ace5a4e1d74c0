"""Usernames: the one at the welcome, and others later."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from profiles.accounts import access, audit, queries, signals, usernames
from profiles.accounts.models import User, UsernameHistory


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
