"""Changes to accounts: who may make them, what they end, and what is written down."""

import contextlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from profiles.accounts import actions, signals
from profiles.accounts.claims import Claims
from profiles.accounts.models import AuditEvent, Identity, SignedInSession, User, UsernameHistory
from tests.accounts.members import ISSUER, joined, session_of, verbs

pytestmark = pytest.mark.django_db


def test_joining_is_all_or_nothing(receiver):
    def fail(**_facts: object) -> None:
        raise RuntimeError("the draft could not be made")

    receiver(signals.person_joined, fail)
    with pytest.raises(RuntimeError):
        joined()
    counts = [model.objects.count() for model in (User, Identity, UsernameHistory, AuditEvent)]
    assert counts == [0, 0, 0, 0]


def test_joining_tells_what_the_provider_said(receiver):
    told = []
    receiver(signals.person_joined, lambda user, claims, **_: told.append((user, claims.name)))
    user = joined(name="Ada Lovelace")
    assert told == [(user, "Ada Lovelace")]


@pytest.mark.parametrize(
    ("said", "username"),
    [
        ({"preferred_username": "Ada.Lovelace"}, "ada-lovelace"),
        ({"name": "Ragnhild Øverlie-Castellanos"}, "ragnhild-overlie-castellanos"),
        ({"given_name": "Ada", "family_name": "Lovelace"}, "ada-lovelace"),
        ({"email": "ada.l@x.example"}, "ada-l"),
        ({"preferred_username": "admin", "name": "Ada"}, "ada"),
        ({"name": "الحسن"}, "scholar"),
        ({}, "scholar"),
    ],
)
def test_a_username_is_proposed_from_what_is_said(said, username):
    claims = Claims.of(ISSUER, "x", "", said)
    assert actions.recognise(claims).user.username == username


def test_a_hundred_people_without_a_name_get_one_each():
    names = {actions.recognise(Claims.of(ISSUER, f"sub-{number}", "", {})).user.username for number in range(100)}
    assert len(names) == 100


def test_a_username_that_was_given_once_is_not_proposed_again():
    user = joined("ada")
    actions.choose_username(user, "countess", by=user)
    assert actions.recognise(Claims.of(ISSUER, "other", "", {"preferred_username": "ada"})).user.username == "ada-2"


def test_a_device_is_kept_as_plain_text():
    assert session_of(joined()).device == "Firefox on Linux"


def test_sign_out_everywhere_ends_every_session_of_this_person_alone(django_capture_on_commit_callbacks):
    ada, ben = joined("ada"), joined("ben")
    mine, other = [session_of(ada), session_of(ada)], session_of(ben)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.sign_out_everywhere(ada, by=ada) == 2
    assert not SignedInSession.objects.filter(user=ada, ended_at=None).exists()
    assert not Session.objects.filter(session_key__in=[session.session_key for session in mine]).exists()
    assert Session.objects.filter(session_key=other.session_key).exists()
    assert SignedInSession.objects.get(user=ben).ended_at is None
    assert AuditEvent.objects.get(verb="signed out everywhere").details == {"sessions": 2, "tokens": 0}


def test_nobody_signs_out_closes_or_promotes_somebody_else():
    ada, ben = joined("ada"), joined("ben")
    for change in (actions.sign_out_everywhere, actions.deactivate, actions.grant_staff):
        with pytest.raises(PermissionDenied):
            change(ada, by=ben)
    with pytest.raises(PermissionDenied):
        actions.grant_staff(ben, by=ben)
    assert verbs().count("joined") == len(verbs())


def test_closed_staff_may_do_nothing():
    ada, ben = joined("ada"), joined("ben")
    actions.grant_staff(ben, by=None)
    actions.deactivate(ben, by=None)
    with pytest.raises(PermissionDenied):
        actions.deactivate(ada, by=ben)


@pytest.mark.django_db(transaction=True)
def test_closing_an_account_stops_no_change_that_refers_to_it():
    """One that holds the page, for which the closing waits: the two would wait for each other."""
    ada = joined("ada")

    def refer() -> None:
        with contextlib.closing(connection), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM accounts_user WHERE id = %s FOR KEY SHARE NOWAIT", [ada.pk])

    with transaction.atomic(), ThreadPoolExecutor(1) as thread:
        actions.deactivate(ada, by=None)
        thread.submit(refer).result()


def test_staff_may_close_an_account_and_it_is_written_down():
    ada, ben = joined("ada"), joined("ben")
    actions.grant_staff(ben, by=None)
    session_of(ada)
    actions.deactivate(ada, by=ben)
    ada.refresh_from_db()
    assert not ada.is_active
    assert not SignedInSession.objects.filter(user=ada, ended_at=None).exists()
    event = AuditEvent.objects.get(verb="deactivated")
    assert (event.actor_id, event.subject_id) == (ben.pk, ada.pk)
    assert AuditEvent.objects.get(verb="staff granted").actor_id is None


def test_signing_in_remembers_when_and_what_was_asserted():
    ada = joined("ada")
    before = timezone.now()
    claims = Claims.of(ISSUER, "ada", "sid-1", {"email": "new@x.example", "idp_name": "A University"})
    actions.sign_in(actions.Person(ada.identities.get(), is_new=False), claims=claims, session_key="k" * 32, device="")
    identity = Identity.objects.get()
    assert (identity.asserted_email, identity.provider_name) == ("new@x.example", "A University")
    assert identity.last_used_at >= before
    assert SignedInSession.objects.get().sid == "sid-1"


def test_sessions_that_ended_long_ago_are_forgotten():
    long_ago, lately, live = session_of(joined("ada")), session_of(joined("ben")), session_of(joined("cleo"))
    for session, days in ((long_ago, 31), (lately, 29)):
        SignedInSession.objects.filter(pk=session.pk).update(ended_at=timezone.now() - timedelta(days=days))
    actions.purge_stale_sessions()
    assert set(SignedInSession.objects.values_list("pk", flat=True)) == {lately.pk, live.pk}


def test_staff_close_no_staff_and_an_operator_may():
    ada, ben = joined("ada"), joined("ben")
    actions.grant_staff(ben, by=None)
    stale = User.objects.get(pk=ada.pk)
    actions.grant_staff(ada, by=None)
    for user in (stale, ben):
        with pytest.raises(PermissionDenied):
            actions.deactivate(user, by=ben)
    actions.deactivate(ada, by=None)
    assert not User.objects.get(pk=ada.pk).is_active


def test_only_staff_open_a_closed_account_again_and_it_is_written_down():
    ada, ben = joined("ada"), joined("ben")
    actions.deactivate(ada, by=None)
    with pytest.raises(PermissionDenied):
        actions.reactivate(ada, by=ben)
    actions.grant_staff(ben, by=None)
    actions.reactivate(ada, by=ben)
    assert User.objects.get(pk=ada.pk).is_active
    assert AuditEvent.objects.get(verb="reactivated").actor_id == ben.pk


def test_only_staff_who_are_active_look_at_private_details():
    ada, ben = joined("ada"), joined("ben")
    identity = ada.identities.get()
    for by in (ada, ben):
        with pytest.raises(PermissionDenied):
            actions.look_at_private_details(identity, reason="A good reason", by=by)
    actions.grant_staff(ben, by=None)
    assert ("sub", "ada") in actions.look_at_private_details(identity, reason="A good reason", by=ben)
    actions.deactivate(ben, by=None)
    ben.refresh_from_db()
    with pytest.raises(PermissionDenied):
        actions.look_at_private_details(identity, reason="A good reason", by=ben)
    assert AuditEvent.objects.filter(verb="private details viewed").count() == 1
