"""People in the order of their names: where the count stops, and for whom it is believed."""

import pytest

from profiles.directory import browsing, searches
from profiles.directory.cursors import Cursor
from profiles.directory.lists import Count
from profiles.directory.wishes import Wish
from profiles.people import actions
from profiles.people.models import Kind
from profiles.shared.believed import BELIEF, Believed
from profiles.shared.visibility import MEMBER, STRANGER, Visibility
from tests import cast


@pytest.fixture(autouse=True)
def nothing_is_believed_yet(monkeypatch):
    monkeypatch.setattr(browsing, "_COUNTED", Believed(most=100))


@pytest.fixture
def three(db):
    return [cast.join(f"person-{number}", f"Person {number}").publish().profile for number in range(3)]


def test_a_page_goes_on_where_the_one_before_ended(three):
    first = browsing.page(STRANGER, Wish(), 2, Count())
    assert first.ids == (three[0].pk, three[1].pk)
    assert not first.before
    second = browsing.page(STRANGER, Wish(after=Cursor.read(first.after)), 2, Count())
    assert (second.ids, second.after) == ((three[2].pk,), "")
    assert browsing.page(STRANGER, Wish(before=Cursor.read(second.before)), 2, Count()).ids == first.ids


@pytest.mark.parametrize("count", [browsing.count, browsing.count_with_facets])
def test_the_count_stops_at_its_cap(three, monkeypatch, count):
    for cap, is_capped in ((3, False), (2, True)):
        monkeypatch.setattr(searches, "CAP", cap)
        seen = count(STRANGER, Wish())
        assert (seen.people, seen.is_capped) == (cap, is_capped)
    assert count(STRANGER, Wish(letter="x")).people == 0


def test_strangers_counts_are_believed_for_a_moment_and_for_them_alone(ada, queries_of, settings):
    ada.add(Kind.INTERESTS, visibility=Visibility.MEMBERS, title="Canaries")
    ada.publish()
    settings.COPIES_TRUSTED_SECONDS = 60
    wish = Wish(letter="l")
    seen = browsing.count_with_facets(STRANGER, wish)
    with queries_of(0):
        assert browsing.count_with_facets(STRANGER, wish) is seen
    assert seen.people == 1
    assert "Canaries" not in str(seen.facets)
    assert "Canaries" in str(browsing.count_with_facets(MEMBER, wish).facets)
    BELIEF.end()
    with queries_of(1):
        assert browsing.count_with_facets(STRANGER, wish) is not seen


def test_what_stands_beside_a_list_is_believed_for_a_moment(stranger, queries_of, settings, db):
    people = [cast.join("one", "O").publish(), cast.join("two", "Oe").publish()]
    people[0].add(Kind.INTERESTS, title="Looms")
    settings.COPIES_TRUSTED_SECONDS = 60
    first = stranger.get("/people/?letter=o")
    assert "<legend>Interest</legend>" in first.content.decode()
    with queries_of(4):  # its people, and their cards
        assert stranger.get("/people/?letter=o").content == first.content
    with queries_of(4):
        other = stranger.get("/people/?letter=o", headers={"Accept-Language": "de"}).content.decode()
    assert "<legend>Interesse</legend>" in other
    people[0].client.post("/me/unpublish/")
    following = stranger.get("/people/?letter=o").content.decode()
    assert "/people/two/" in following
    assert "Looms" not in following


def test_the_page_that_is_kept_whole_is_counted_afresh(ada, stranger, settings):
    """Else what was hidden elsewhere would be shown for as long as both are believed."""
    ada.add(Kind.INTERESTS, title="Looms")
    ada.publish()
    settings.COPIES_TRUSTED_SECONDS = 60
    assert "Looms" in stranger.get("/people/?letter=l").content.decode()
    assert "Looms" in stranger.get(f"/people/?after={Cursor('a', ada.profile.pk)}").content.decode()
    actions.unpublish(ada.profile, by=ada.user)  # as another process would
    assert "Looms" not in stranger.get("/people/").content.decode()
