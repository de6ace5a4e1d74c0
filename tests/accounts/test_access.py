"""Who may change accounts."""

import pytest

from profiles.accounts import access
from profiles.accounts.models import User, UsernameHistory


@pytest.mark.parametrize(
    ("by", "answer"),
    [
        (None, True),
        (User(username="staff", is_staff=True), True),
        (User(username="closed", is_staff=True, is_active=False), False),
        (User(username="root", is_superuser=True), False),
        (User(username="member"), False),
    ],
)
def test_staff_and_operators_manage_accounts(by, answer):
    ada = User(username="ada")
    assert access.can_manage(ada, by) is answer
    assert access.can_sign_out(ada, by) is answer


@pytest.mark.parametrize(
    ("by", "answer"),
    [
        (User(username="staff", is_staff=True), True),
        (User(username="closed", is_staff=True, is_active=False), False),
        (User(username="root", is_superuser=True), False),
        (User(username="member"), False),
    ],
)
def test_staff_may_see_private_details(by, answer):
    assert access.can_see_private_details(by) is answer


def test_everybody_may_sign_herself_out():
    ada = User(username="ada")
    assert access.can_sign_out(ada, ada)
    assert not access.can_manage(ada, ada)


def test_a_username_may_be_chosen_as_long_as_it_is_the_first(ada):
    assert access.can_choose_username(ada.user, ada.user)
    assert not access.can_choose_username(ada.user, User(username="ben"))
    UsernameHistory.objects.create(username="countess", user=ada.user)
    assert not access.can_choose_username(ada.user, ada.user)


def test_somebody_closed_chooses_nothing(ada):
    ada.user.is_active = False
    assert not access.can_choose_username(ada.user, ada.user)
    assert not access.can_rename(ada.user, ada.user)


def test_everybody_renames_herself_alone(ada):
    UsernameHistory.objects.create(username="countess", user=ada.user)
    assert access.can_rename(ada.user, ada.user)
    assert not access.can_rename(ada.user, User(username="staff", is_staff=True))
