"""Items: added once, in order, bounded, kept apart from other people's, and names forgotten for good."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from profiles.accounts.models import AuditEvent
from profiles.people import actions
from profiles.people.actions import items
from profiles.people.contents import Content
from profiles.people.models import Change, Item, Kind
from profiles.shared.ids import new_id
from profiles.shared.visibility import Visibility


def titles(member, kind):
    return list(member.part(kind).items.order_by("position", "id").values_list("title", flat=True))


def test_the_most_recent_comes_first_until_the_owner_arranges_them(ada):
    ada.add(Kind.POSITIONS, title="old", started_on="2001", ended_on="2004")
    ada.add(Kind.POSITIONS, title="present", started_on="2019")
    ada.add(Kind.POSITIONS, title="between", started_on="2004", ended_on="2019")
    assert titles(ada, Kind.POSITIONS) == ["present", "between", "old"]
    order = list(ada.part(Kind.POSITIONS).items.order_by("title").values_list("pk", flat=True))
    actions.arrange_items(ada.part(Kind.POSITIONS), order, by=ada.user)
    ada.add(Kind.POSITIONS, title="new", started_on="2024")
    assert titles(ada, Kind.POSITIONS) == ["between", "old", "present", "new"]


def test_a_new_date_moves_an_item_to_its_place(ada):
    first = ada.add(Kind.TALKS, title="first", started_on="2020")
    ada.add(Kind.TALKS, title="second", started_on="2019")
    actions.rewrite_item(first, Content(title="first", started_on="2001"), version=1, by=ada.user)
    assert titles(ada, Kind.TALKS) == ["second", "first"]


def test_what_has_no_date_keeps_the_order_in_which_it_came(ada):
    for title in ("b", "c", "a"):
        ada.add(Kind.INTERESTS, title=title)
    assert titles(ada, Kind.INTERESTS) == ["b", "c", "a"]


def test_a_form_sent_twice_adds_one_item(ada):
    place = actions.Place(new_id())
    for _ in range(2):
        actions.add_item(ada.part(Kind.TALKS), Content(title="x"), place, by=ada.user)
    assert titles(ada, Kind.TALKS) == ["x"]


def test_a_form_that_was_gone_back_to_adds_what_it_says_now(ada):
    place = actions.Place(new_id())
    for title in ("first", "second"):
        actions.add_item(
            ada.part(Kind.LINKS), Content(title=title, url=f"https://{title}.example/"), place, by=ada.user
        )
    assert titles(ada, Kind.LINKS) == ["first", "second"]


def test_the_id_of_somebody_elses_item_is_refused(ada, cleo):
    theirs = cleo.add(Kind.TALKS, title="theirs")
    with pytest.raises(PermissionDenied):
        actions.add_item(ada.part(Kind.TALKS), Content(title="x"), actions.Place(theirs.pk), by=ada.user)
    assert titles(cleo, Kind.TALKS) == ["theirs"]


@pytest.mark.parametrize("change", ["rewrite", "remove", "show", "forget"])
def test_nobody_changes_the_item_of_another(ada, ben, change):
    item = ada.add(Kind.NAMES if change == "forget" else Kind.TALKS, title="x")
    ways = {
        "rewrite": lambda: actions.rewrite_item(item, Content(title="y"), version=1, by=ben.user),
        "remove": lambda: actions.remove_item(item, by=ben.user),
        "show": lambda: actions.show_item_to(item, visibility=Visibility.ME, by=ben.user),
        "forget": lambda: actions.forget_name(item, by=ben.user),
    }
    with pytest.raises(PermissionDenied):
        ways[change]()
    stored = Item.objects.get(pk=item.pk)
    assert (stored.title, stored.visibility) == ("x", Visibility.PUBLIC)


def test_the_same_thing_stands_once(ada):
    ada.add(Kind.INTERESTS, title="Paper")
    other = ada.add(Kind.INTERESTS, title="Ink")
    with pytest.raises(actions.Duplicate):
        ada.add(Kind.INTERESTS, title="PAPER")
    with pytest.raises(actions.Duplicate):
        actions.rewrite_item(other, Content(title="paper"), version=1, by=ada.user)
    assert titles(ada, Kind.INTERESTS) == ["Paper", "Ink"]


def test_two_people_may_have_the_same_interest(ada, cleo):
    assert ada.add(Kind.INTERESTS, title="Paper").key == cleo.add(Kind.INTERESTS, title="paper").key


def test_a_part_is_full_at_its_limit(ada, monkeypatch):
    monkeypatch.setattr(items, "MOST_ITEMS", 2)
    ada.add(Kind.TALKS, title="1")
    ada.add(Kind.TALKS, title="2")
    with pytest.raises(actions.TooMany):
        ada.add(Kind.TALKS, title="3")
    ada.add(Kind.PROJECTS, title="of another part")


def test_the_second_writer_of_an_item_does_not_overwrite(ada):
    item = ada.add(Kind.TALKS, title="x")
    actions.rewrite_item(item, Content(title="y"), version=1, by=ada.user)
    with pytest.raises(actions.Conflict) as conflict:
        actions.rewrite_item(item, Content(title="z"), version=1, by=ada.user)
    assert conflict.value.stored.title == "y"
    actions.rewrite_item(item, Content(title="y"), version=1, by=ada.user)  # a double submit
    assert titles(ada, Kind.TALKS) == ["y"]


def test_what_changes_nothing_is_no_change(ada):
    item = ada.add(Kind.TALKS, title="x")
    before = ada.profile.version, Change.objects.count()
    actions.rewrite_item(item, Content(title="x"), version=1, by=ada.user)
    actions.show_item_to(item, visibility=Visibility.PUBLIC, by=ada.user)
    actions.arrange_items(ada.part(Kind.TALKS), [item.pk], by=ada.user)
    assert (ada.profile.version, Change.objects.count()) == before


@pytest.mark.parametrize("order", [[], ["a"], ["a", "a"], ["a", "b", "foreign"], ["a", "foreign"]])
def test_an_order_of_other_items_is_a_conflict(ada, cleo, order):
    known = {name: ada.add(Kind.TALKS, title=name).pk for name in ("a", "b")}
    known["foreign"] = cleo.add(Kind.TALKS, title="foreign").pk
    with pytest.raises(actions.Conflict):
        actions.arrange_items(ada.part(Kind.TALKS), [known[name] for name in order], by=ada.user)


@pytest.mark.parametrize(
    ("part", "item", "is_told"),
    [
        (Visibility.PUBLIC, Visibility.PUBLIC, True),
        (Visibility.PUBLIC, Visibility.MEMBERS, False),
        (Visibility.MEMBERS, Visibility.PUBLIC, False),
        (Visibility.ME, Visibility.ME, False),
    ],
)
def test_strangers_are_told_of_what_they_can_see(ada, part, item, is_told):
    actions.show_part_to(ada.part(Kind.TALKS), visibility=part, by=ada.user)
    added = ada.add(Kind.TALKS, title="x", visibility=item)
    seen, own = ada.profile.public_version, ada.profile.version
    actions.rewrite_item(added, Content(title="y"), version=1, by=ada.user)
    actions.remove_item(added, by=ada.user)
    assert (ada.profile.public_version > seen) is is_told
    assert ada.profile.version > own


def test_hiding_an_item_is_told_and_audited(ada):
    item = ada.add(Kind.TALKS, title="x")
    before = ada.profile.public_version
    actions.show_item_to(item, visibility=Visibility.ME, by=ada.user)
    assert ada.profile.public_version > before
    details = AuditEvent.objects.get(verb="item shown").details
    assert details == {"part": "talks", "item": str(item.pk), "visibility": "me"}


def test_a_name_is_not_removed_into_the_history(ada):
    item = ada.add(Kind.NAMES, title="Augusta Byron")
    with pytest.raises(PermissionDenied):
        actions.remove_item(item, by=ada.user)


def test_the_database_itself_refuses_what_cannot_be(ada):
    item = ada.add(Kind.POSITIONS, title="x", started_on="2019")
    for values in ({"started_on": "19"}, {"ended_on": "2018-12"}, {"kind": "about"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Item.objects.filter(pk=item.pk).update(**values)
