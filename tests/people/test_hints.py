"""What readers look for and do not find yet."""

from profiles.people import hints, queries
from profiles.people.models import Kind
from tests import images


def titles(member):
    profile = queries.own_profile(member.user)
    return [str(hint.title) for hint in hints.hints(profile, queries.visible_items(profile, member.viewer))]


def test_there_are_three_at_most_and_the_headline_comes_first(ada):
    assert titles(ada) == ["Write a headline", "Add your position", "Add a portrait"]


def test_what_is_there_is_hinted_at_no_more(ada):
    ada.write(Kind.HEADLINE, "Analyst").write(Kind.ABOUT, "Engines")
    ada.add(Kind.POSITIONS, title="Analyst")
    ada.add(Kind.IDENTIFIERS, type="orcid", title="0000-0002-1825-0097")
    ada.add(Kind.INTERESTS, title="Engines")
    ada.client.post("/me/edit/picture/", {"picture": images.jpeg(), "alt": "", "version": 1})
    assert titles(ada) == ["Describe your portrait"]


def test_another_identifier_is_no_orcid_id(ada):
    ada.write(Kind.HEADLINE, "x").write(Kind.ABOUT, "x").add(Kind.POSITIONS, title="x")
    ada.add(Kind.IDENTIFIERS, type="wikidata", title="Q7259")
    assert titles(ada) == ["Add a portrait", "Add your ORCID iD", "Name your interests"]


def test_every_hint_leads_to_its_form(ada):
    profile = queries.own_profile(ada.user)
    found = hints.hints(profile, {})
    assert [hint.url for hint in found] == ["/me/edit/headline/", "/me/edit/positions/", "/me/edit/picture/"]
