"""The last changes in words."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from profiles.people import actions, history, queries
from profiles.people.contents import Content
from profiles.people.models import SECTION_KINDS, Change, Kind
from profiles.shared.ids import new_id
from profiles.shared.partial_dates import PartialDate, day_of_year
from profiles.shared.visibility import Visibility
from tests import images, pdfs


def rows(member):
    profile = queries.own_profile(member.user)
    items = queries.visible_items(profile, member.viewer)
    return history.change_rows(profile, items, queries.own_changes(profile))


def said(member):
    return rows(member)[0].words


def test_a_text_is_rewritten(ada):
    actions.rewrite_text(ada.part(Kind.ABOUT), text="x", version=1, by=ada.user)
    assert said(ada) == "About rewritten"
    assert rows(ada)[0].by == "you"


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (Visibility.MEMBERS, "Positions shown to members"),
        (Visibility.ME, "Positions shown to you alone"),
    ],
)
def test_a_part_is_shown(ada, level, words):
    actions.show_part_to(ada.part(Kind.POSITIONS), visibility=level, by=ada.user)
    assert said(ada) == words


def test_an_item_is_added_rewritten_shown_and_removed(ada):
    item = ada.add(Kind.POSITIONS, title="Professor")
    assert said(ada) == "“Professor” added to Positions"
    item = actions.rewrite_item(item, Content(title="Dean"), version=1, by=ada.user)
    assert said(ada) == "“Dean” rewritten in Positions"
    actions.show_item_to(item, visibility=Visibility.MEMBERS, by=ada.user)
    assert said(ada) == "“Dean” shown to members"
    actions.remove_item(item, by=ada.user)
    assert said(ada) == "“Dean” removed from Positions"


def test_a_forgotten_name_is_not_named(ada):
    actions.forget_name(ada.add(Kind.NAMES, title="Augusta"), by=ada.user)
    assert [row.words for row in rows(ada)] == ["A name removed, and forgotten"]


def test_sections_are_added_and_arranged(ada):
    actions.add_section(ada.profile, actions.Place(new_id()), title="Teaching", text="", by=ada.user)
    assert said(ada) == "“Teaching” added"
    sections = queries.visible_parts(queries.own_profile(ada.user)).values()
    order = [part.pk for part in sections if part.kind in SECTION_KINDS]
    actions.arrange_sections(ada.profile, order[::-1], by=ada.user)
    assert said(ada) == "Sections put in another order"


def test_items_are_arranged(ada):
    ids = [ada.add(Kind.INTERESTS, title=title).pk for title in "ab"]
    actions.arrange_items(ada.part(Kind.INTERESTS), ids[::-1], by=ada.user)
    assert said(ada) == "Interests put in another order"


def test_a_file_is_changed_and_removed(ada):
    actions.replace_picture(ada.part(Kind.PICTURE), images.jpeg(), alt="", version=1, by=ada.user)
    assert said(ada) == "Portrait changed"
    actions.remove_upload(ada.part(Kind.PICTURE), version=2, by=ada.user)
    assert said(ada) == "Portrait removed"
    actions.replace_document(ada.part(Kind.CV), pdfs.pdf(), name="ada.pdf", version=1, by=ada.user)
    assert said(ada) == "CV file changed"
    assert all(row.can_be_undone for row in rows(ada) if row.words != "Portrait changed")


def test_publishing_stands_there_without_undo(ada):
    ada.publish()
    actions.unpublish(ada.profile, by=ada.user)
    assert [(row.words, row.can_be_undone) for row in rows(ada)] == [
        ("Page taken down", False),
        ("Page published", False),
    ]


def test_a_day_of_another_year_has_its_year(ada):
    ada.write(Kind.HEADLINE, "x")
    assert rows(ada)[0].day == day_of_year(timezone.localdate())
    Change.objects.update(at=datetime(2019, 3, 4, 12, tzinfo=UTC))
    assert rows(ada)[0].day == "4 Mar 2019"


def test_what_was_undone_says_so(ada):
    ada.write(Kind.HEADLINE, "x")
    actions.undo(queries.own_changes(ada.profile)[0], by=ada.user)
    assert [(row.is_undone, row.can_be_undone) for row in rows(ada)] == [(False, True), (True, False)]


def test_a_month_is_cut_short_as_in_the_dates_of_items():
    moment = datetime(2009, 9, 4, 12, tzinfo=UTC)
    assert history._day(moment) == PartialDate(2009, 9, 4).words == "4 Sept 2009"
