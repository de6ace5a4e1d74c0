"""A username is chosen once, changed seldom, and nobody gets that of another, not even a former one."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from profiles.accounts import actions, signals
from profiles.accounts.claims import Claims
from profiles.accounts.models import AuditEvent, User, UsernameHistory
from tests.accounts.members import ISSUER, joined, verbs

pytestmark = pytest.mark.django_db


def test_a_username_is_chosen_once():
    ada = joined("ada")
    ada = actions.choose_username(ada, "countess", by=ada)
    assert User.objects.get().username == ada.username == "countess"
    assert set(UsernameHistory.objects.values_list("username", flat=True)) == {"ada", "countess"}
    with pytest.raises(PermissionDenied):
        actions.choose_username(ada, "another", by=ada)
    assert verbs() == ["joined", "username chosen"]


def test_keeping_the_proposed_username_is_no_choice():
    ada = joined("ada")
    actions.choose_username(ada, "ada", by=ada)
    assert actions.choose_username(ada, "countess", by=ada).username == "countess"


def test_a_username_of_somebody_else_is_taken_the_former_ones_too():
    ada, ben = joined("ada"), joined("ben")
    actions.choose_username(ada, "countess", by=ada)
    for username in ("countess", "ada"):
        with pytest.raises(actions.UsernameTaken):
            actions.choose_username(ben, username, by=ben)
    assert User.objects.get(pk=ben.pk).username == "ben"


@pytest.mark.parametrize("username", ["admin", "a", "Ada L", "-x-", "x" * 40, "people", "ada\n"])
def test_a_username_that_nobody_may_have_is_refused(username):
    ada = joined("ada")
    with pytest.raises(ValidationError):
        actions.choose_username(ada, username, by=ada)


def test_nobody_chooses_for_somebody_else():
    ada, ben = joined("ada"), joined("ben")
    with pytest.raises(PermissionDenied):
        actions.choose_username(ada, "countess", by=ben)


def test_a_receiver_may_refuse_another_username(receiver):
    def refuse(**_facts: object) -> None:
        raise PermissionDenied

    ada = joined("ada")
    receiver(signals.username_changed, refuse)
    with pytest.raises(PermissionDenied):
        actions.choose_username(ada, "countess", by=ada)
    assert User.objects.get().username == "ada"
    assert UsernameHistory.objects.count() == 1


def test_a_rename_is_written_down_without_names(receiver):
    ada, told = joined("ada"), []
    receiver(signals.username_changed, lambda user, **_: told.append(user.username))
    assert actions.rename(ada, "countess", opened_with="ada", by=ada).username == "countess"
    assert told == ["countess"]
    event = AuditEvent.objects.get(verb="username changed")
    assert (event.actor_id, event.subject_id, event.details) == (ada.pk, ada.pk, {})


def test_a_rename_to_the_present_name_changes_nothing():
    ada = joined("ada")
    actions.rename(ada, "ada", opened_with="something", by=ada)
    assert verbs() == ["joined"]


@pytest.mark.parametrize("username", ["admin", "a", "Ada L", "people"])
def test_a_rename_to_what_nobody_may_have_is_refused(username):
    ada = joined("ada")
    with pytest.raises(ValidationError):
        actions.rename(ada, username, opened_with="ada", by=ada)


def test_a_rename_on_an_old_name_is_refused_and_tells_the_present_one():
    ada = joined("ada")
    actions.rename(ada, "countess", opened_with="ada", by=ada)
    with pytest.raises(actions.RenamedMeanwhile) as refusal:
        actions.rename(ada, "another", opened_with="ada", by=ada)
    assert refusal.value.username == "countess"


def test_nobody_renames_somebody_else_and_somebody_closed_nobody():
    ada, ben = joined("ada"), joined("ben")
    actions.grant_staff(ben, by=None)
    with pytest.raises(PermissionDenied):
        actions.rename(ada, "countess", opened_with="ada", by=ben)
    User.objects.filter(pk=ada.pk).update(is_active=False)
    with pytest.raises(PermissionDenied):
        actions.rename(ada, "countess", opened_with="ada", by=ada)


def test_a_former_name_is_ones_own_for_ever_and_nobody_elses():
    ada, ben = joined("ada"), joined("ben")
    actions.rename(ada, "countess", opened_with="ada", by=ada)
    with pytest.raises(actions.UsernameTaken):
        actions.rename(ben, "ada", opened_with="ben", by=ben)
    assert actions.rename(ada, "ada", opened_with="countess", by=ada).username == "ada"
    with pytest.raises(actions.UsernameTaken):
        actions.rename(ben, "countess", opened_with="ben", by=ben)


def test_three_new_names_in_thirty_days_are_enough_but_the_way_back_is_open():
    ada = joined("name-0")
    for number in range(3):
        ada = actions.rename(ada, f"name-{number + 1}", opened_with=f"name-{number}", by=ada)
    with pytest.raises(actions.TooManyUsernames) as refusal:
        actions.rename(ada, "name-4", opened_with="name-3", by=ada)
    assert refusal.value.again_on == timezone.localdate() + timedelta(days=30)
    assert actions.rename(ada, "name-0", opened_with="name-3", by=ada).username == "name-0"
    for username, days in (("name-0", 31), ("name-1", 30)):
        UsernameHistory.objects.filter(username=username).update(given_at=timezone.now() - timedelta(days=days))
    assert actions.rename(ada, "name-4", opened_with="name-0", by=ada).username == "name-4"


def test_signing_in_again_renames_nobody():
    ada = joined("ada")
    actions.rename(ada, "countess", opened_with="ada", by=ada)
    person = actions.recognise(Claims.of(ISSUER, "ada", "", {"preferred_username": "ada", "name": "Ada"}))
    claims = Claims.of(ISSUER, "ada", "", {"preferred_username": "ada"})
    actions.sign_in(person, claims=claims, session_key="k" * 32, device="")
    assert (person.is_new, User.objects.get().username) == (False, "countess")
