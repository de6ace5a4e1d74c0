"""What a part holds, in one line."""

from datetime import UTC, datetime

import pytest

from profiles.people import actions, queries, summaries
from profiles.people.models import Document, Kind, Part
from profiles.shared.ids import new_id
from tests import images


def summary(member, kind):
    part = member.part(kind)
    return summaries.summary(part, queries.own_items(part))


@pytest.mark.parametrize("kind", [Kind.HEADLINE, Kind.LINKS, Kind.NAMES, Kind.CV, Kind.COVER])
def test_what_is_empty_at_the_head_says_that_it_is_not_shown(ada, kind):
    assert summary(ada, kind) == "Nothing here yet, so it is not on your page."


@pytest.mark.parametrize("kind", [Kind.ABOUT, Kind.POSITIONS, Kind.INTERESTS])
def test_an_empty_section_says_that_it_is_not_on_the_page(ada, kind):
    assert summary(ada, kind) == "Nothing here yet, so the section is not on your page."


def test_a_page_without_a_portrait_shows_initials(ada):
    assert "initials" in summary(ada, Kind.PICTURE)


def test_a_portrait_is_told_by_its_description(ada):
    ada.client.post("/me/edit/picture/", {"picture": images.jpeg(), "alt": "", "version": 1})
    assert summary(ada, Kind.PICTURE) == "1 picture, cropped to 4:5, not described yet"
    actions.describe_picture(ada.part(Kind.PICTURE), alt="At her desk", version=2, by=ada.user)
    assert summary(ada, Kind.PICTURE) == "At her desk"


def test_a_short_text_is_told_whole(ada):
    assert summary(ada.write(Kind.PRONOUNS, "she/her"), Kind.PRONOUNS) == "she/her"


def test_a_long_text_is_told_by_its_paragraphs_and_the_day_it_was_changed(ada):
    ada.write(Kind.ABOUT, "one\n\ntwo")
    Part.objects.filter(kind=Kind.ABOUT).update(modified_at=datetime(2026, 3, 4, 12, tzinfo=UTC))
    assert summary(ada, Kind.ABOUT) == "2 paragraphs. Changed 4 March 2026"


def test_a_section_of_ones_own_is_told_as_the_long_text_is(ada):
    part = actions.add_section(ada.profile, actions.Place(new_id()), title="Teaching", text="x", by=ada.user)
    assert summary(ada, part.slug).startswith("1 paragraph. Changed ")


def test_who_sees_a_text_is_no_change_of_it(ada):
    ada.write(Kind.ABOUT, "one")
    before = summary(ada, Kind.ABOUT)
    Part.objects.filter(kind=Kind.ABOUT).update(modified_at=datetime(2026, 3, 4, 12, tzinfo=UTC))
    ada.client.post("/me/edit/about/visibility/", {"visibility": "me"})
    assert summary(ada, Kind.ABOUT) != before
    assert "4 March 2026" in summary(ada, Kind.ABOUT)


@pytest.mark.parametrize(
    ("kind", "one", "two"),
    [
        (Kind.NAMES, "1 other name", "2 other names"),
        (Kind.TALKS, "1 talk", "2 talks"),
        (Kind.EDUCATION, "1 entry", "2 entries"),
        (Kind.INTERESTS, "1 interest", "2 interests"),
    ],
)
def test_a_list_is_counted(ada, kind, one, two):
    ada.add(kind, title="a")
    assert summary(ada, kind) == one
    ada.add(kind, title="b")
    assert summary(ada, kind) == two


def test_positions_name_where_one_is_now(ada):
    ada.add(Kind.POSITIONS, title="Reader", organization_name="Nordhavn", started_on="2019")
    ada.add(Kind.POSITIONS, title="Dean", organization_name="Nordhavn", started_on="2021")
    ada.add(Kind.POSITIONS, title="Fellow", organization_name="Uppsala", started_on="2010", ended_on="2018")
    assert summary(ada, Kind.POSITIONS) == "3 positions. Current: Nordhavn"


def test_a_document_is_told_by_its_name_and_size(ada):
    document = Document(name="overlie-cv-2024.pdf", size=212_345)
    assert summaries.summary(Part(kind=Kind.CV, document=document), []) == "overlie-cv-2024.pdf, 212 KB"
