"""What the list can be narrowed by, counted for each viewer over what she may see."""

import pytest

from profiles.directory import queries
from profiles.directory.facets import facets as narrowed
from profiles.directory.wishes import Wish
from profiles.people.models import Kind, Organization, Profile
from profiles.shared.visibility import MEMBER, STRANGER, Visibility
from tests import cast


def facets(viewer, wish):
    return narrowed(viewer, wish, queries.count(viewer, wish))


def shown(choices):
    return [(choice.key, choice.label, choice.count) for choice in choices]


@pytest.fixture
def scholars(db):
    place = Organization.objects.create(ror="03vek6s52", name="Nordhavn University", words="")
    for username, language in (("anna", "en-GB"), ("bert", "de")):
        member = cast.join(username, f"{username.title()} Berg")
        Profile.objects.filter(user=member.user).update(language=language)
        member.add(Kind.POSITIONS, organization_id=place.pk)
        member.add(Kind.POSITIONS, organization_name="An old place", ended_on="1990")
        member.add(Kind.INTERESTS, title="Épigraphie" if username == "anna" else "epigraphie")
        member.publish()


def test_values_are_counted_once_for_a_person_however_they_are_written(scholars):
    found = facets(STRANGER, Wish())
    assert shown(found.organizations) == [("03vek6s52", "Nordhavn University", 2)]
    assert [(key, count) for key, _, count in shown(found.interests)] == [("epigraphie", 2)]
    assert shown(found.languages) == [("de", "Deutsch", 1), ("en", "English", 1)]


def test_counts_follow_the_search_and_the_filters_of_other_kinds(scholars):
    found = facets(STRANGER, Wish("anna", languages=("de",)))
    assert shown(found.organizations) == []
    assert [(one.key, one.count, one.is_chosen) for one in found.languages] == [("de", 0, True), ("en", 1, False)]
    assert shown(facets(STRANGER, Wish(languages=("de",))).organizations) == [("03vek6s52", "Nordhavn University", 1)]


def test_a_list_with_filters_of_every_kind_reads_the_neighbours_of_its_words_once(scholars, stranger, queries_of):
    asked = {"q": "anna", "organization": "03vek6s52", "interest": "epigraphie", "language": "en"}
    with queries_of(10):  # two for them, four for the list and its counts, one for names, and three for the cards
        assert "/people/anna/" in stranger.get("/people/", asked).content.decode()


def test_what_is_chosen_keeps_its_name_though_nobody_has_it(scholars):
    found = facets(STRANGER, Wish(organizations=("03vek6s52",), languages=("fr",)))
    assert shown(found.organizations) == [("03vek6s52", "Nordhavn University", 0)]


def test_values_of_one_count_stand_in_the_order_of_their_letters(ada):
    for label in ("Yarn", "canals", "Zinc", "bindings"):
        ada.add(Kind.INTERESTS, title=label)
    ada.publish()
    assert [choice.label for choice in facets(STRANGER, Wish()).interests] == ["bindings", "canals", "Yarn", "Zinc"]


def test_a_filter_finds_those_who_are_counted(scholars, stranger):
    page = stranger.get("/people/", {"interest": "Épigraphie", "language": ["en", "fr"]}).content.decode()
    assert "/people/anna/" in page
    assert "/people/bert/" not in page
    for letter, is_found in (("b", True), ("c", False)):
        page = stranger.get("/people/", {"organization": "03vek6s52", "letter": letter}).content.decode()
        assert ("/people/bert/" in page) == is_found


@pytest.mark.parametrize(("level", "seen_by"), [("public", "sm"), ("members", "m"), ("me", "")])
def test_no_count_and_no_filter_tells_what_is_hidden(ada, cleo, stranger, level, seen_by):
    ada.add(Kind.INTERESTS, visibility=Visibility(level), title="Canaries")
    ada.add(Kind.POSITIONS, visibility=Visibility(level), organization_name="Canary College")
    ada.publish()
    for viewer, client, mark in ((STRANGER, stranger, "s"), (MEMBER, cleo.client, "m")):
        found = facets(viewer, Wish())
        assert bool(found.interests) == bool(found.organizations) == (mark in seen_by)
        for address in ("/people/?interest=canaries", "/people/?organization=canary+college"):
            assert ("/people/ada/" in client.get(address).content.decode()) == (mark in seen_by)


def test_counts_beyond_the_cap_say_that_there_may_be_more(scholars, monkeypatch):
    from profiles.directory import searches

    assert not facets(STRANGER, Wish("berg")).is_capped
    monkeypatch.setattr(searches, "CAP", 1)
    assert facets(STRANGER, Wish("berg")).is_capped
    assert facets(STRANGER, Wish()).is_capped
