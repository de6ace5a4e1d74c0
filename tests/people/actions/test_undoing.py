"""Undo puts back what was, once, and never over something newer."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from profiles.people import actions
from profiles.people.actions import turns
from profiles.people.contents import Content
from profiles.people.models import Change, Item, Kind, Organization
from profiles.shared.visibility import Visibility
from tests import images
from tests.people import listing
from tests.people.actions.changing import CHANGES, change_name, newest, sections_of, state, undo


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_is_undone_and_the_undoing_too(ada, page, name):
    before = state(ada)
    CHANGES[name](ada, *page)
    after = state(ada)
    assert after != before
    undo(ada)
    assert state(ada) == before
    if name != "a name added":  # a name leaves nothing to bring back
        undo(ada)
        assert state(ada) == after


@pytest.mark.parametrize("name", CHANGES)
def test_undoing_twice_undoes_once(ada, page, name):
    CHANGES[name](ada, *page)
    change = newest()
    actions.undo(change, by=ada.user)
    after = state(ada), Change.objects.count()
    if Change.objects.filter(pk=change.pk).exists():
        actions.undo(change, by=ada.user)
    assert (state(ada), Change.objects.count()) == after


@pytest.mark.parametrize("name", CHANGES)
def test_nobody_undoes_the_change_of_another(ada, ben, page, name):
    CHANGES[name](ada, *page)
    after = state(ada)
    with pytest.raises(PermissionDenied):
        actions.undo(newest(), by=ben.user)
    with pytest.raises(PermissionDenied):
        actions.forget_change(newest(), by=ben.user)
    assert state(ada) == after


def test_undo_never_overwrites_something_newer(ada):
    ada.write(Kind.HEADLINE, "one").write(Kind.HEADLINE, "two")
    older = Change.objects.filter(kind=Kind.HEADLINE, verb="edited").order_by("at").first()
    with pytest.raises(actions.Overtaken):
        actions.undo(older, by=ada.user)
    assert ada.part(Kind.HEADLINE).text == "two"


def test_undo_shows_nothing_that_was_hidden_since(ada):
    part = ada.part(Kind.ABOUT)
    actions.show_part_to(part, visibility=Visibility.MEMBERS, by=ada.user)
    older = newest()
    actions.show_part_to(part, visibility=Visibility.ME, by=ada.user)
    with pytest.raises(actions.Overtaken):
        actions.undo(older, by=ada.user)
    assert ada.part(Kind.ABOUT).visibility == Visibility.ME


def test_an_item_that_is_gone_is_not_rewritten_by_undo(ada):
    item = ada.add(Kind.TALKS, title="x")
    actions.rewrite_item(item, Content(title="y"), version=1, by=ada.user)
    older = newest()
    actions.remove_item(item, by=ada.user)
    with pytest.raises(actions.Overtaken):
        actions.undo(older, by=ada.user)


def test_an_item_that_came_back_is_another_version(ada):
    item = ada.add(Kind.TALKS, title="x")
    actions.rewrite_item(item, Content(title="y"), version=1, by=ada.user)
    older = newest()
    actions.remove_item(item, by=ada.user)
    undo(ada)
    with pytest.raises(actions.Overtaken):
        actions.undo(older, by=ada.user)


def test_what_stands_again_is_not_brought_back_twice(ada):
    item = ada.add(Kind.INTERESTS, title="x")
    actions.remove_item(item, by=ada.user)
    removed = newest()
    ada.add(Kind.INTERESTS, title="X")
    with pytest.raises(actions.Overtaken):
        actions.undo(removed, by=ada.user)
    assert Item.objects.count() == 1


def test_steps_of_one_arranging_are_one_change(ada, page):
    before = state(ada)
    for _ in range(3):
        ids = [part.pk for part in sections_of(ada)]
        actions.arrange_sections(ada.profile, [*ids[1:], ids[0]], by=ada.user)
    assert Change.objects.filter(verb="arranged", part_id=None).count() == 2, "the fixture's and this"
    undo(ada)
    assert state(ada) == before


def test_an_order_by_date_comes_back_by_the_dates_of_now(ada):
    first, second = (ada.add(Kind.TALKS, title=title, started_on=title) for title in ("2020", "2010"))
    actions.arrange_items(ada.part(Kind.TALKS), [second.pk, first.pk], by=ada.user)
    arranged = Change.objects.get(verb="arranged")
    content = Content(title="2010", started_on="2022")
    actions.rewrite_item(second, content, version=1, by=ada.user)
    actions.undo(arranged, by=ada.user)
    assert listing.titles(ada, Kind.TALKS) == ["2010", "2020"]
    seen = ada.profile.public_version
    ada.add(Kind.TALKS, title="hidden", visibility=Visibility.ME)
    assert listing.titles(ada, Kind.TALKS) == ["2010", "2020", "hidden"]
    assert ada.profile.public_version == seen


def test_an_item_comes_back_without_an_organisation_that_is_gone(ada):
    organization = Organization.objects.create(ror="012345678", name="Nordhavn University")
    item = ada.add(Kind.POSITIONS, title="x", organization_id=organization.pk, organization_name="Nordhavn")
    actions.remove_item(item, by=ada.user)
    organization.delete()
    undo(ada)
    assert Item.objects.get().organization_name == "Nordhavn"
    connection.check_constraints()


def test_publishing_is_not_undone_from_the_history(ada):
    ada.publish()
    with pytest.raises(actions.Overtaken):
        undo(ada)


def test_the_last_twenty_changes_are_kept(ada, cleo):
    cleo.write(Kind.HEADLINE, "hers")
    for number in range(turns.CHANGES_KEPT + 5):
        ada.write(Kind.HEADLINE, str(number))
    kept = [change.before["text"] for change in Change.objects.filter(profile=ada.profile).order_by("at")]
    assert kept == [str(number) for number in range(4, 24)]
    assert Change.objects.filter(profile=cleo.profile).exists()


def test_a_forgotten_change_leaves_nothing(ada):
    change_name(ada)
    assert "Lovelace" in str(newest().before)
    actions.forget_change(newest(), by=ada.user)
    assert not Change.objects.exists()


def test_a_part_saved_unchanged_keeps_its_last_change_undoable(ada):
    ada.write(Kind.HEADLINE, "first").write(Kind.HEADLINE, "second").write(Kind.HEADLINE, "second")
    undo(ada)
    assert ada.part(Kind.HEADLINE).text == "first"


def test_a_name_saved_unchanged_keeps_its_last_change_undoable(ada):
    for _number in range(2):
        part = ada.part(Kind.NAME)
        actions.rewrite_name(part, display_name="Ada King", sort_name="", version=part.version, by=ada.user)
    undo(ada)
    assert ada.profile.display_name == "Ada Lovelace"


def test_a_picture_described_unchanged_keeps_its_last_change_undoable(ada):
    actions.replace_picture(ada.part(Kind.PICTURE), images.jpeg().file, alt="me", version=1, by=ada.user)
    actions.describe_picture(ada.part(Kind.PICTURE), alt="me", version=2, by=ada.user)
    undo(ada)
    assert ada.part(Kind.PICTURE).picture is None
