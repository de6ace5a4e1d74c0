"""The history offers what can be undone as things stand, and no more."""

import pytest
from django.db import transaction

from profiles.people import actions, queries
from profiles.people.models import Change, Kind
from profiles.shared.visibility import Visibility
from tests.people.actions.changing import CHANGES, newest, undo


def undoable(member):
    profile = queries.own_profile(member.user)
    items = queries.visible_items(profile, member.viewer)
    parts = {part.pk: part for part in queries.visible_parts(profile).values()}
    present = {item.pk: item for of_part in items.values() for item in of_part}
    return actions.undoable(queries.own_changes(profile), parts, present)


@pytest.mark.parametrize("name", CHANGES)
def test_the_newest_change_can_be_undone_and_then_its_undoing(ada, page, name):
    CHANGES[name](ada, *page)
    change = newest()
    assert change.pk in undoable(ada)
    undo(ada)
    assert change.pk not in undoable(ada)
    assert (newest().pk in undoable(ada)) is (name != "a name added")


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_said_to_be_undoable_is_undone(ada, page, name):
    CHANGES[name](ada, *page)
    for change in Change.objects.filter(pk__in=undoable(ada)):
        with transaction.atomic():
            actions.undo(change, by=ada.user)
            transaction.set_rollback(True)


def test_only_the_newest_change_of_its_kind_can_be_undone(ada):
    ada.write(Kind.HEADLINE, "one").write(Kind.HEADLINE, "two")
    actions.show_part_to(ada.part(Kind.HEADLINE), visibility=Visibility.ME, by=ada.user)
    changes = Change.objects.order_by("at")
    assert [change.pk in undoable(ada) for change in changes] == [False, True, True]


def test_a_change_is_not_undoable_once_a_newer_one_is_forgotten(ada):
    ada.write(Kind.HEADLINE, "one").write(Kind.HEADLINE, "two")
    actions.forget_change(newest(), by=ada.user)
    assert undoable(ada) == set()


def test_what_an_item_was_before_it_went_cannot_be_undone(ada):
    item = ada.add(Kind.TALKS, title="x")
    actions.show_item_to(item, visibility=Visibility.ME, by=ada.user)
    actions.remove_item(item, by=ada.user)
    assert undoable(ada) == {newest().pk}


def test_an_order_of_what_is_there_no_more_cannot_be_undone(ada, page):
    CHANGES["sections arranged"](ada, *page)
    arranged = newest()
    CHANGES["a section removed"](ada, *page)
    assert arranged.pk not in undoable(ada)


def test_a_forgotten_name_cannot_be_undone(ada):
    actions.forget_name(ada.add(Kind.NAMES, title="Augusta"), by=ada.user)
    assert undoable(ada) == set()
