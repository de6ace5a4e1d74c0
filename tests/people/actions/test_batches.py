"""Several interests at once: one change of the history, a bounded number of queries, undone in one go."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from profiles.people import actions, history, queries
from profiles.people.actions import items
from profiles.people.contents import Content
from profiles.people.models import Change, Item, Kind
from profiles.shared.ids import new_id
from profiles.shared.visibility import Visibility
from tests.people import listing


def paste(member, *labels, new=None):
    place = actions.Place(new or new_id())
    return actions.add_items(
        member.part(Kind.INTERESTS), [Content(title=label) for label in labels], place, by=member.user
    )


def labels(member):
    return listing.titles(member, Kind.INTERESTS)


def newest(member):
    return queries.own_changes(member.profile)[0]


def undoable(member):
    profile = queries.own_profile(member.user)
    found = queries.visible_items(profile, member.viewer)
    rows = history.change_rows(profile, found, queries.own_changes(profile))
    return [row.words for row in rows if row.can_be_undone]


FIFTY = [f"Interest {number}" for number in range(50)]


def test_fifty_at_once_are_one_change_in_the_history(ada):
    paste(ada, *FIFTY)
    assert labels(ada) == FIFTY
    assert [history.words(change) for change in queries.own_changes(ada.profile)] == ["50 interests added"]


def test_fifty_at_once_cost_twenty_queries(ada, django_assert_max_num_queries):
    part = ada.part(Kind.INTERESTS)
    listing.fill(ada, Kind.INTERESTS, 100)
    contents = [Content(title=label) for label in FIFTY]
    with django_assert_max_num_queries(20):
        actions.add_items(part, contents, actions.Place(new_id()), by=ada.user)
    assert len(labels(ada)) == 150


def test_they_are_undone_and_brought_back_in_one_go(ada):
    before = paste(ada, "first", "last") and labels(ada)
    paste(ada, *FIFTY)
    middle = ada.part(Kind.INTERESTS).items.get(title="last")
    ids = list(ada.part(Kind.INTERESTS).items.order_by("position").values_list("pk", flat=True))
    ids.remove(middle.pk)
    actions.arrange_items(ada.part(Kind.INTERESTS), [*ids, middle.pk], by=ada.user)
    hidden = ada.part(Kind.INTERESTS).items.get(title="Interest 7")
    actions.show_item_to(hidden, visibility=Visibility.ME, by=ada.user)
    after = labels(ada)
    actions.undo(Change.objects.get(verb="added", before__items__49__isnull=False), by=ada.user)
    assert labels(ada) == before
    assert history.words(newest(ada)) == "50 interests removed"
    actions.undo(newest(ada), by=ada.user)
    assert labels(ada) == after
    assert Item.objects.get(pk=hidden.pk).visibility == Visibility.ME
    actions.undo(newest(ada), by=ada.user)
    assert labels(ada) == before


def test_undoing_twice_undoes_once(ada):
    paste(ada, "a", "b")
    change = newest(ada)
    for _ in range(2):
        actions.undo(change, by=ada.user)
    assert labels(ada) == []
    assert Change.objects.count() == 2


@pytest.mark.parametrize("newer", ["rewritten", "removed"])
def test_undo_never_takes_away_one_that_was_changed_since(ada, newer):
    _, second = paste(ada, "a", "b")
    added = newest(ada)
    if newer == "rewritten":
        actions.rewrite_item(second, Content(title="c"), version=1, by=ada.user)
    else:
        actions.remove_item(second, by=ada.user)
    there = labels(ada)
    assert "2 interests added" not in undoable(ada)
    with pytest.raises(actions.Overtaken):
        actions.undo(added, by=ada.user)
    assert labels(ada) == there


@pytest.mark.parametrize("meanwhile", ["a twin", "no room"])
def test_what_has_no_place_any_more_is_not_brought_back(ada, monkeypatch, meanwhile):
    paste(ada, "a", "b")
    actions.undo(newest(ada), by=ada.user)
    removed = newest(ada)
    if meanwhile == "no room":
        monkeypatch.setattr(items, "MOST_ITEMS", 2)
    listing.add(ada, Kind.INTERESTS, "B" if meanwhile == "a twin" else "c")
    with pytest.raises(actions.Overtaken):
        actions.undo(removed, by=ada.user)
    assert len(labels(ada)) == 1


def test_what_was_taken_away_is_not_brought_back_over_a_form_that_was_sent_again(ada):
    new = new_id()
    paste(ada, "a", "b", new=new)
    actions.undo(newest(ada), by=ada.user)
    removed = newest(ada)
    paste(ada, "c", "d", new=new)
    assert "2 interests removed" not in undoable(ada)
    with pytest.raises(actions.Overtaken):
        actions.undo(removed, by=ada.user)
    assert labels(ada) == ["c", "d"]


def test_two_lists_pasted_after_each_other_are_undone_each_for_itself(ada):
    paste(ada, "a", "b")
    first = newest(ada)
    paste(ada, "c", "d", "e")
    assert undoable(ada) == ["3 interests added", "2 interests added"]
    actions.undo(first, by=ada.user)
    assert labels(ada) == ["c", "d", "e"]
    assert undoable(ada) == ["2 interests removed", "3 interests added"]


def test_what_stands_there_or_comes_twice_is_added_once(ada):
    paste(ada, "Paper", "Ink")
    added = paste(ada, "PAPER", "Thread", "thread", "Cloth")
    assert [item.title for item in added] == ["Thread", "Cloth"]
    assert labels(ada) == ["Paper", "Ink", "Thread", "Cloth"]
    with pytest.raises(actions.Duplicate):
        paste(ada, "paper", "ink")


def test_one_that_is_new_among_many_is_named_in_the_history(ada):
    paste(ada, "Paper", "Ink")
    paste(ada, "Paper", "Ink", "Thread")
    assert history.words(newest(ada)) == "“Thread” added to Interests"


def test_too_many_add_nothing(ada, monkeypatch):
    monkeypatch.setattr(items, "MOST_ITEMS", 3)
    paste(ada, "a", "b")
    with pytest.raises(actions.TooMany):
        paste(ada, "c", "d")
    assert labels(ada) == ["a", "b"]


def test_a_list_sent_twice_is_added_once(ada):
    listing.add(ada, Kind.INTERESTS, "known")
    new = new_id()
    for _ in range(2):
        assert paste(ada, "known", "a", "b", new=new)[0].pk == new
    assert labels(ada) == ["known", "a", "b"]
    assert Change.objects.count() == 2


def test_a_list_that_was_gone_back_to_adds_what_it_says_now(ada):
    new = new_id()
    paste(ada, "a", "b", new=new)
    paste(ada, "c", "d", new=new)
    assert labels(ada) == ["a", "b", "c", "d"]


def test_the_id_of_somebody_elses_item_adds_nothing(ada, cleo):
    theirs = listing.add(cleo, Kind.INTERESTS, "theirs")
    with pytest.raises(PermissionDenied):
        paste(ada, "a", "b", new=theirs.pk)
    assert labels(ada) == []


def test_nobody_adds_several_to_the_page_of_another(ada, ben):
    with pytest.raises(PermissionDenied):
        actions.add_items(
            ada.part(Kind.INTERESTS), [Content(title="a"), Content(title="b")], actions.Place(new_id()), by=ben.user
        )


def test_several_names_at_once_are_refused_for_each_is_forgotten_by_itself(ada):
    with pytest.raises(PermissionDenied):
        actions.add_items(
            ada.part(Kind.NAMES), [Content(title="a"), Content(title="b")], actions.Place(new_id()), by=ada.user
        )


def test_a_forgotten_change_leaves_none_of_its_words(ada):
    paste(ada, "Deadname studies", "Ink")
    actions.undo(newest(ada), by=ada.user)
    actions.forget_change(newest(ada), by=ada.user)
    assert "Deadname" not in str(list(Change.objects.values_list("before", "label")))


def test_a_forgotten_name_goes_from_what_was_removed_at_once(ada):
    paste(ada, "Deadname studies", "Ink")
    actions.undo(newest(ada), by=ada.user)
    actions.forget_name(listing.add(ada, Kind.NAMES, "Deadname"), by=ada.user)
    assert "Deadname" not in str(list(Change.objects.values_list("before", "label")))


def test_strangers_are_told_of_it_only_where_they_see_it(ada):
    actions.show_part_to(ada.part(Kind.INTERESTS), visibility=Visibility.ME, by=ada.user)
    seen = ada.profile.public_version
    paste(ada, "a", "b")
    actions.undo(newest(ada), by=ada.user)
    assert ada.profile.public_version == seen
    connection.check_constraints()
