"""What is asked of the index, and in which order people are found."""

import pytest

from profiles.directory import queries, searches
from profiles.directory.wishes import Asked, Wish
from profiles.people import access
from profiles.people.models import Kind
from profiles.shared.ids import new_id
from profiles.shared.visibility import STRANGER, Viewer
from tests import cast


def found(query, **more):
    return [one.card.username for one in queries.found(STRANGER, Wish(query, **more)).people]


def test_short_words_cost_the_index_one_step_and_long_ones_a_prefix():
    tiers = searches.tiers(Asked.read("s so sof sofy"), [])
    beginnings = next(tier for tier in tiers if tier.number == searches.BEGINNINGS)
    assert beginnings.query == "('s') & ('<so') & ('<sof') & ('sofy':*)"


def test_better_matches_come_first(db):
    """In the order of the tiers, whatever is newer."""
    cast.join("a-whole", "Anna Berg").publish()
    cast.join("b-words", "Anna Maria Berg").publish()
    cast.join("c-beginnings", "Annabel Bergson").publish()
    cast.join("d-initials", "A. Berg").publish()
    cast.join("e-close", "Anna Bergh").publish()
    cast.join("f-typo", "Anna Borg").publish()
    other = cast.join("g-fields", "Cleo Damaskinou")
    other.add(Kind.INTERESTS, title="Anna of Berg")
    other.publish()
    about = cast.join("h-about", "Dora Quill").write(Kind.ABOUT, "On Anna and her Berg")
    about.publish()
    names = ["a-whole", "b-words", "e-close", "c-beginnings", "d-initials", "f-typo"]
    assert found("anna berg") == [*names, "g-fields", "h-about"]


def test_of_two_alike_the_newer_page_comes_first(db):
    cast.join("older", "Anna Berg").publish()
    cast.join("newer", "Anna Berg").publish()
    assert found("anna") == ["newer", "older"]


def test_where_names_find_enough_a_word_must_stand_elsewhere():
    of_few, of_many = searches.wider_tiers(Asked.read("anna lind"), [], {}, {})
    assert (of_few.few, of_many.few) == (True, False)
    assert of_many.query == f"{of_few.query} & ('/anna' | '/lind')"


def test_close_spellings_are_looked_for_only_where_few_are_found(db, monkeypatch):
    for name in ("sofia", "sofya"):
        cast.join(name, name.title()).publish()
    assert found("sofia") == ["sofia", "sofya"]
    monkeypatch.setattr(searches, "FEW", 1)
    assert found("sofia") == ["sofia"]


def test_what_a_viewer_may_see_is_composed_once_and_for_this_viewer_alone(monkeypatch):
    composed, real = [], access.published_to
    monkeypatch.setattr(access, "published_to", lambda viewer: composed.append(viewer) or real(viewer))
    viewers = [Viewer(user_id=new_id(), is_member=True) for _ in range(2)]
    for viewer in viewers * 3:
        _, values = searches.visible_among(viewer, "candidates")
        assert {one.user_id for one in viewers}.intersection(values) == {viewer.user_id}
    assert composed == viewers


def test_candidates_stop_at_the_cap(db, monkeypatch):
    monkeypatch.setattr(searches, "CAP", 2)
    for number in range(4):
        cast.join(f"anna-{number}", f"Anna Lind{number}").publish()
    page = queries.found(STRANGER, Wish("anna"))
    assert (page.count.people, page.count.is_capped) == (2, True)


def test_who_is_found_by_beginnings_is_not_lost_among_more_than_are_looked_at(db, monkeypatch):
    monkeypatch.setattr(searches, "CAP", 2)
    for number in range(5):
        cast.join(f"initial-{number}", f"A. Lindgren{number}").publish()
    cast.join("anna", "Anna Lindqvist").publish()
    for number in range(5, 10):
        cast.join(f"initial-{number}", f"A. Lindgren{number}").publish()
    assert found("anna lind")[0] == "anna"


def test_ranked_pages_follow_each_other_without_gap_or_repeat(db, stranger):
    for number in range(25):
        cast.join(f"p-{number:02}", f"Anna Lind{number:02}").publish()
    first = queries.found(STRANGER, Wish("anna"), size=10)
    second = queries.found(STRANGER, Wish("anna", after=queries.Cursor.read(first.after)), size=10)
    third = queries.found(STRANGER, Wish("anna", after=queries.Cursor.read(second.after)), size=10)
    assert [len(page.people) for page in (first, second, third)] == [10, 10, 5]
    names = [one.card.username for page in (first, second, third) for one in page.people]
    assert names == [f"p-{number:02}" for number in range(24, -1, -1)]
    assert third.after == ""
    back = queries.found(STRANGER, Wish("anna", before=queries.Cursor.read(third.before)), size=10)
    assert back.people == second.people


@pytest.mark.parametrize("wish", [Wish("anna"), Wish(languages=("en",)), Wish()])
def test_a_cursor_of_another_list_is_refused(db, wish):
    from django.core.exceptions import BadRequest

    from profiles.directory.cursors import Cursor, Rank

    place = Cursor("anna", new_id()) if wish.is_ranked else Rank(1, new_id())
    with pytest.raises(BadRequest):
        queries.found(STRANGER, queries.replace(wish, after=place))
