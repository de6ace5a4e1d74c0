"""The rows of my profile."""

import pytest

from profiles.people import actions, queries, rows
from profiles.people.models import Kind
from profiles.shared.ids import new_id
from profiles.shared.visibility import Visibility
from tests import images


def all_rows(member):
    profile = queries.own_profile(member.user)
    return rows.part_rows(profile, queries.visible_items(profile, member.viewer))


def row(member, kind):
    return {row.kind: row for row in all_rows(member)}[kind]


def test_rows_come_in_the_order_of_the_page(ada):
    assert [row.kind for row in all_rows(ada)] == [kind for kind in Kind if kind != Kind.CUSTOM]


def test_a_section_of_ones_own_is_a_row_under_its_title(ada):
    place = actions.Place(new_id(), position=1)
    part = actions.add_section(ada.profile, place, title="Teaching", text="", by=ada.user)
    found = row(ada, Kind.CUSTOM)
    assert (found.title, found.id, found.edit_url) == ("Teaching", str(part.pk), f"/me/edit/{part.pk}/")
    assert [row.kind for row in all_rows(ada) if row.is_section][:2] == [Kind.ABOUT, Kind.CUSTOM]


def test_sections_know_the_ends_of_their_list(ada):
    sections = [row for row in all_rows(ada) if row.is_section]
    assert [row.kind for row in sections if row.is_first] == [Kind.ABOUT]
    assert [row.kind for row in sections if row.is_last] == [Kind.MEMBERSHIPS]


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind != Kind.CUSTOM])
def test_every_part_is_edited_at_an_address_of_its_own(ada, kind):
    assert row(ada, kind).edit_url == f"/me/edit/{kind}/"


def test_only_the_portrait_has_a_plate(ada):
    ada.client.post("/me/edit/picture/", {"picture": images.jpeg(), "alt": "", "version": 1})
    assert row(ada, Kind.PICTURE).plate.url.startswith("/media/")
    assert row(ada, Kind.COVER).plate is None


def test_the_chosen_level_is_marked_and_a_name_has_none(ada):
    ada.write(Kind.ABOUT, "x", Visibility.MEMBERS)
    assert [choice.value for choice in row(ada, Kind.ABOUT).choices if choice.is_chosen] == ["members"]
    assert row(ada, Kind.ABOUT).visibility_url == "/me/edit/about/visibility/"
    assert not row(ada, Kind.NAME).visibility_url
