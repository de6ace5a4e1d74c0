"""The rows of my profile."""

from profiles.people import queries, rows
from profiles.people.models import Kind
from profiles.shared.visibility import Visibility
from tests import images


def row(member, kind):
    return {row.kind: row for row in rows.part_rows(queries.own_profile(member.user))}[kind]


def test_rows_come_in_the_order_of_the_page(ada):
    assert [row.kind for row in rows.part_rows(queries.own_profile(ada.user))] == list(Kind)


def test_an_empty_part_says_that_it_is_not_shown(ada):
    assert row(ada, Kind.HEADLINE).summary == "Nothing here yet, so it is not on your page."
    assert "initials" in row(ada, Kind.PICTURE).summary


def test_a_full_part_says_what_is_in_it(ada):
    ada.write(Kind.ABOUT, "one two").write(Kind.PRONOUNS, "she/her")
    assert row(ada, Kind.ABOUT).summary == "2 words"
    assert row(ada, Kind.PRONOUNS).summary == "she/her"
    ada.client.post("/me/edit/picture/", {"picture": images.jpeg(), "alt": "", "version": 1})
    assert "not described yet" in row(ada, Kind.PICTURE).summary
    assert row(ada, Kind.PICTURE).plate.url.startswith("/media/")


def test_the_chosen_level_is_marked_and_a_name_has_none(ada):
    ada.write(Kind.ABOUT, "x", Visibility.MEMBERS)
    assert [choice.value for choice in row(ada, Kind.ABOUT).choices if choice.is_chosen] == ["members"]
    assert not row(ada, Kind.NAME).can_be_hidden
