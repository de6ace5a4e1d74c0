"""Undo puts back what was, once, and never over something newer."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from profiles.people import actions, queries
from profiles.people.actions import turns
from profiles.people.contents import Content
from profiles.people.models import SECTION_KINDS, Change, Item, Kind, Organization, Part
from profiles.shared.ids import new_id
from profiles.shared.visibility import Visibility
from tests import images
from tests.people import listing


def newest():
    return Change.objects.order_by("-at", "-id").first()


def undo(member):
    return actions.undo(newest(), by=member.user)


def state(member):
    parts = Part.objects.filter(profile=member.profile).order_by("position", "kind")
    items = Item.objects.filter(part__profile=member.profile).order_by("kind", "position")
    seen = ("kind", "title", "text", "language", "html", "visibility", "position", "is_arranged")
    return list(parts.values_list(*seen)), [
        (item.pk, item.position, item.visibility, item.key, Content.of(item)) for item in items
    ]


def change_name(member):
    part = member.part(Kind.NAME)
    actions.rewrite_name(part, display_name="A. King", sort_name="King, A.", version=part.version, by=member.user)


def section(member):
    return actions.add_section(
        member.profile, actions.Place(new_id()), title="Teaching", text="*Logic*", language="en", by=member.user
    )


def sections_of(member):
    return list(Part.objects.filter(profile=member.profile, kind__in=SECTION_KINDS).order_by("position"))


CHANGES = {
    "a text rewritten": lambda ada, talk, own: ada.write(Kind.HEADLINE, "Analyst"),
    "the language of a text said": lambda ada, talk, own: actions.rewrite_text(
        own, title=own.title, text=own.text, language="la", version=own.version, by=ada.user
    ),
    "a name changed": lambda ada, talk, own: change_name(ada),
    "a section of one's own rewritten": lambda ada, talk, own: actions.rewrite_text(
        own, title="Lectures", text="x", version=own.version, by=ada.user
    ),
    "a part shown": lambda ada, talk, own: actions.show_part_to(
        ada.part(Kind.ABOUT), visibility=Visibility.ME, by=ada.user
    ),
    "an item shown": lambda ada, talk, own: actions.show_item_to(talk, visibility=Visibility.MEMBERS, by=ada.user),
    "an item added": lambda ada, talk, own: ada.add(Kind.TALKS, title="new", started_on="2020"),
    "a name added": lambda ada, talk, own: ada.add(Kind.NAMES, title="Augusta"),
    "an item rewritten": lambda ada, talk, own: actions.rewrite_item(
        talk, Content(title="other", started_on="1999"), version=1, by=ada.user
    ),
    "an item removed": lambda ada, talk, own: actions.remove_item(talk, by=ada.user),
    "items arranged": lambda ada, talk, own: actions.arrange_items(
        talk.part, [*talk.part.items.exclude(pk=talk.pk).values_list("pk", flat=True), talk.pk], by=ada.user
    ),
    "sections arranged": lambda ada, talk, own: actions.arrange_sections(
        ada.profile,
        [part.pk for part in reversed(sections_of(ada))],
        by=ada.user,
    ),
    "a section added": lambda ada, talk, own: section(ada),
    "a section removed": lambda ada, talk, own: actions.remove_section(own, version=own.version, by=ada.user),
}  # fmt: skip


@pytest.fixture
def page(ada):
    """A talk between two others, and a section of her own between two others."""
    for year in ("1843", "1845"):
        ada.add(Kind.TALKS, title=year, started_on=year)
    talk = ada.add(Kind.TALKS, title="1844", started_on="1844")
    own = section(ada)
    order = [part.pk for part in sections_of(ada)[:-1]]
    order.insert(2, own.pk)
    actions.arrange_sections(ada.profile, order, by=ada.user)
    ada.write(Kind.PRONOUNS, "she/her")  # that order is done with
    return talk, Part.objects.select_related("profile").get(pk=own.pk)


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
