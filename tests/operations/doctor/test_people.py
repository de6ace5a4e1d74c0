"""The doctor's look for an administrator."""

from django.db import connection

from profiles.accounts import actions
from profiles.operations.doctor import people
from profiles.operations.doctor.findings import State


def test_a_site_without_an_administrator_is_told_how_to_make_one(ada):
    assert people.look().state is State.WARNING
    assert "grant_staff" in people.CHECKS[0].remedy


def test_one_administrator_is_enough(ada):
    actions.grant_staff(ada.user, by=None)
    assert people.look().state is State.OK


def test_a_deactivated_one_does_not_count(ada):
    actions.grant_staff(ada.user, by=None)
    ada.user.is_active = False
    ada.user.save()
    assert people.look().state is State.WARNING


def test_without_a_database_it_is_not_known(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
    monkeypatch.setitem(connection.settings_dict, "PORT", 9)
    assert "Not known" in people.look().sentence
