"""Reads about accounts."""

from datetime import timedelta
from itertools import islice

import pytest
from django.utils import timezone

from profiles.accounts import audit, queries
from profiles.accounts.models import Identity, SignedInSession, User, UsernameHistory
from profiles.shared.ids import new_id


def row_of(member) -> SignedInSession:
    return SignedInSession.objects.get(user=member.user)


def test_a_live_session_comes_with_its_user_in_one_query(ada, django_assert_num_queries):
    key = row_of(ada).session_key
    with django_assert_num_queries(1):
        found = queries.live_session(key, str(ada.user.pk))
        assert found
        assert found.user.username == "ada"


@pytest.mark.parametrize("user_id", ["", "1", "not-a-uuid"])
def test_no_session_belongs_to_an_impossible_user(ada, user_id):
    assert queries.live_session(row_of(ada).session_key, user_id) is None


def test_a_session_of_somebody_else_or_ended_is_none(ada, ben):
    row = row_of(ada)
    assert queries.live_session(row.session_key, str(ben.user.pk)) is None
    assert queries.live_session("other", str(ada.user.pk)) is None
    SignedInSession.objects.filter(pk=row.pk).update(ended_at=timezone.now())
    assert queries.live_session(row.session_key, str(ada.user.pk)) is None


def test_a_session_of_somebody_inactive_is_none(ada):
    User.objects.update(is_active=False)
    assert queries.live_session(row_of(ada).session_key, str(ada.user.pk)) is None


def test_free_usernames_leave_out_what_anybody_ever_had(ada):
    UsernameHistory.objects.create(username="ada-2", user=ada.user)
    assert list(islice(queries.free_usernames("Ada"), 2)) == ["ada-3", "ada-4"]
    assert len(set(islice(queries.free_usernames(), 60))) == 60


def test_a_name_is_free_for_who_had_it_alone(ada, ben):
    assert queries.is_free("ada", user=ada.user)
    assert not queries.is_free("ada", user=ben.user)
    assert queries.is_free("countess", user=ben.user)


def test_identities_come_along_oldest_first(ada, django_assert_num_queries):
    Identity.objects.create(user=ada.user, issuer="https://b.example", sub="x", last_used_at=timezone.now())
    with django_assert_num_queries(2):
        found = queries.with_identities(ada.user)
        assert [identity.sub for identity in found.identities.all()] == ["ada", "x"]


@pytest.mark.parametrize(("days_ago", "wait"), [([], None), ([0, 0], None), ([0, 0, 0], 30), ([29, 9, 0], 1)])
@pytest.mark.parametrize("joined_days_ago", [29, 400])
def test_a_new_name_has_to_wait_after_three_beside_the_first(ada, days_ago, wait, joined_days_ago):
    ada.user.username_history.update(given_at=timezone.now() - timedelta(days=joined_days_ago, seconds=1))
    for number, days in enumerate(days_ago):
        name = UsernameHistory.objects.create(username=f"name-{number}", user=ada.user)
        UsernameHistory.objects.filter(pk=name.pk).update(given_at=timezone.now() - timedelta(days=days))
    expected = timezone.localdate() + timedelta(days=wait) if wait else None
    assert queries.new_username_from(ada.user) == expected


def test_a_new_name_is_possible_from_the_very_day_on(ada):
    for days in (30, 1, 0):
        name = UsernameHistory.objects.create(username=f"name-{days}", user=ada.user)
        UsernameHistory.objects.filter(pk=name.pk).update(given_at=timezone.now() - timedelta(days=days))
    ada.user.username_history.filter(username="ada").update(given_at=timezone.now() - timedelta(days=31))
    assert queries.new_username_from(ada.user) is None


def test_private_details_are_texts_with_their_names(ada):
    event = audit.record("tested", ada.user.pk, by=None, why="Ærlig")
    assert queries.private_details(event) == [("details", '{"why": "Ærlig"}')]
    assert dict(queries.private_details(ada.user.identities.get()))["provider name"] == ""


def test_an_account_has_its_identities_sessions_and_what_was_done_to_it_or_by_it_to_its_things(ada, ben):
    of_ada = [
        ada.user.identities.get(),
        row_of(ada),
        audit.record("done by an operator", ada.user.pk, by=None),
        audit.record("done by staff", ada.user.pk, by=ben.user),
        audit.record("done to a thing of hers", new_id(), by=ada.user),
    ]
    assert {queries.account_of(row) for row in of_ada} == {ada.user.pk}
