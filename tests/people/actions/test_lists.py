"""A whole list at once: one change of the history, a bounded number of queries, undone in one go."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from profiles.accounts.models import AuditEvent
from profiles.people import actions, history, queries
from profiles.people.actions import Line, items
from profiles.people.contents import Content
from profiles.people.models import Change, Draft, Item, Kind, Organization
from profiles.shared.ids import new_id
from profiles.shared.visibility import Visibility
from tests.people import listing
from tests.people.actions.changing import newest, state, undo
from tests.people.actions.test_undoable import undoable

PUBLIC = Visibility.PUBLIC


def lines(member, kind=Kind.INTERESTS):
    """As they stand."""
    return list(map(Line.of, queries.own_items(member.part(kind))))


def line(title, **more):
    return Line(new_id(), Content(title=title, **more), PUBLIC)


def write(member, *wanted, kind=Kind.INTERESTS):
    return actions.write_list(member.part(kind), wanted, by=member.user)


def labels(member, kind=Kind.INTERESTS):
    return listing.titles(member, kind)


@pytest.fixture
def three(ada):
    listing.add(ada, Kind.INTERESTS, "a", "b", "c")
    return lines(ada)


def test_all_that_can_be_changed_is_one_change(ada, three):
    first, second, third = three
    before, count = state(ada), Change.objects.count()
    write(ada, third, replace(first, content=Content(title="A new one")), line("d"))
    assert labels(ada) == ["c", "A new one", "d"]
    assert history.words(newest()) == "Interests rewritten"
    assert Change.objects.count() == count + 1
    assert newest().pk in undoable(ada)
    undo(ada)
    assert state(ada) == before
    assert newest().pk in undoable(ada)
    undo(ada)
    assert labels(ada) == ["c", "A new one", "d"]
    assert second.id not in Item.objects.values_list("pk", flat=True)


def test_what_stands_so_already_is_no_change(ada, three):
    version, count = ada.profile.version, Change.objects.count()
    write(ada, *three)
    assert (ada.profile.version, Change.objects.count()) == (version, count)


def test_two_hundred_cost_forty_queries(ada, django_assert_max_num_queries):
    ada.publish()
    part = ada.part(Kind.INTERESTS)
    many = [line(f"interest {number}") for number in range(200)]
    others = [replace(one, content=Content(title=f"other {number}")) for number, one in enumerate(reversed(many))]
    for wanted in (many, others, []):
        with django_assert_max_num_queries(40):
            actions.write_list(part, wanted, by=ada.user)
    assert Item.objects.count() == 0


def test_things_change_places(ada, three):
    first, second, third = three
    contents = [one.content for one in three]
    write(ada, *(replace(one, content=contents[place - 1]) for place, one in enumerate(three)))
    assert labels(ada) == ["c", "a", "b"]
    assert [one.id for one in lines(ada)] == [first.id, second.id, third.id]


@pytest.mark.parametrize("kind", [Kind.POSITIONS, Kind.MEMBERSHIPS])
def test_an_order_that_dates_would_give_is_not_the_owners(ada, kind):
    old, new = line("old", started_on="1843", ended_on="1850"), line("new", started_on="1851")
    write(ada, new, old, kind=kind)
    assert not ada.part(kind).is_arranged
    write(ada, old, new, kind=kind)
    assert ada.part(kind).is_arranged
    assert labels(ada, kind) == ["old", "new"]
    undo(ada)
    assert not ada.part(kind).is_arranged
    assert labels(ada, kind) == ["new", "old"]


def test_who_sees_it_is_written_down_and_raises_no_version(ada, three):
    write(ada, *(replace(one, visibility=Visibility.ME) for one in three))
    found = Item.objects.values_list("visibility", "version")
    assert set(found) == {(Visibility.ME, 1)}
    assert AuditEvent.objects.filter(verb="item shown", details__visibility=Visibility.ME).count() == 3


@pytest.mark.parametrize("newer", ["rewritten", "hidden", "added"])
def test_undo_never_takes_away_what_was_changed_since(ada, three, newer):
    write(ada, *three[1:])
    change = newest()
    item = Item.objects.get(title="b")
    if newer == "rewritten":
        actions.rewrite_item(item, Content(title="x"), version=1, by=ada.user)
    elif newer == "hidden":
        actions.show_item_to(item, visibility=Visibility.ME, by=ada.user)
    else:
        listing.add(ada, Kind.INTERESTS, "x")
    there = state(ada)
    assert change.pk not in undoable(ada)
    with pytest.raises(actions.Overtaken):
        actions.undo(change, by=ada.user)
    assert state(ada) == there


def test_an_order_of_before_a_list_was_written_is_not_offered(ada, three):
    actions.arrange_items(ada.part(Kind.INTERESTS), [one.id for one in reversed(three)], by=ada.user)
    arranged = newest()
    write(ada, *three)
    assert arranged.pk not in undoable(ada)
    assert newest().pk in undoable(ada)


def test_an_organisation_that_is_known_no_more_is_not_brought_back(ada):
    record = Organization.objects.create(ror="05gq02987", name="Brown", words="")
    write(ada, line("Reader", organization_id=record.pk, organization_name="Brown"), kind=Kind.POSITIONS)
    write(ada, kind=Kind.POSITIONS)
    record.delete()
    undo(ada)
    (item,) = Item.objects.all()
    assert (item.title, item.organization_id, item.organization_name) == ("Reader", None, "Brown")


def test_names_that_are_left_out_are_forgotten_for_good(ada):
    listing.add(ada, Kind.NAMES, "Deadname", "Augusta", "Byron")
    kept = [one for one in lines(ada, Kind.NAMES) if one.content.title == "Augusta"]
    write(ada, replace(kept[0], content=Content(title="Augusta Ada")), line("Countess"), kind=Kind.NAMES)
    assert "Deadname" not in str(list(Change.objects.values_list("before", "label")))
    assert history.words(newest()) == "A name removed, and forgotten"
    assert newest().pk not in undoable(ada)
    with pytest.raises(actions.Overtaken):
        undo(ada)
    assert AuditEvent.objects.filter(verb="name forgotten").count() == 1


def test_a_name_that_a_list_rewrote_is_forgotten_with_what_it_was_before(ada):
    listing.add(ada, Kind.NAMES, "Deadname")
    (one,) = lines(ada, Kind.NAMES)
    write(ada, replace(one, content=Content(title="Augusta")), kind=Kind.NAMES)
    actions.keep_draft(ada.part(Kind.ABOUT), text="once Deadname", version=1, by=ada.user)
    actions.forget_name(Item.objects.get(), by=ada.user)
    assert "Deadname" not in str(list(Change.objects.values_list("before", "label")))
    assert not Draft.objects.exists()


def test_strangers_compare_a_version_that_grows_where_they_see_a_difference(ada, three):
    hidden = replace(line("secret"), visibility=Visibility.ME)
    before = ada.profile.public_version
    write(ada, *three, hidden)
    assert ada.profile.public_version == before
    write(ada, hidden, *reversed(three))
    assert ada.profile.public_version == before + 1


def test_what_leads_elsewhere_is_to_be_looked_at_again(ada):
    write(ada, line("mine", url="https://ada.example/", type="website"), kind=Kind.LINKS)
    Item.objects.update(verified_at="2026-01-01T00:00Z", checked_at="2026-01-01T00:00Z")
    (one,) = lines(ada, Kind.LINKS)
    write(ada, replace(one, content=replace(one.content, title="other words")), kind=Kind.LINKS)
    assert Item.objects.get().verified_at
    write(ada, replace(one, content=replace(one.content, url="https://other.example/")), kind=Kind.LINKS)
    assert (Item.objects.get().verified_at, Item.objects.get().checked_at) == (None, None)


def test_what_is_there_twice_is_named_by_its_place(ada, three):
    there = state(ada)
    with pytest.raises(actions.Duplicate) as twin:
        write(ada, *three, line("d"), line("B"))
    assert twin.value.place == 4
    assert state(ada) == there


def test_a_list_has_an_end(ada, three, monkeypatch):
    monkeypatch.setattr(items, "MOST_ITEMS", 3)
    with pytest.raises(actions.TooMany):
        write(ada, *three, line("d"))
    assert labels(ada) == ["a", "b", "c"]


def test_ids_of_others_and_ids_that_come_twice_are_refused(ada, cleo, three):
    theirs = cleo.add(Kind.INTERESTS, title="theirs")
    for wrong in (replace(line("x"), id=theirs.pk), replace(line("x"), id=three[0].id)):
        with pytest.raises(actions.Conflict):
            write(ada, *three, wrong)
    theirs.refresh_from_db()
    assert theirs.title == "theirs"


def test_nobody_writes_anothers_list_or_what_is_none(ada, cleo, three):
    with pytest.raises(PermissionDenied):
        actions.write_list(ada.part(Kind.INTERESTS), [], by=cleo.user)
    with pytest.raises(PermissionDenied):
        actions.write_list(ada.part(Kind.ABOUT), [], by=ada.user)
    assert labels(ada) == ["a", "b", "c"]
