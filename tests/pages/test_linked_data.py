"""The page as linked data."""

import json

from profiles.pages import linked_data, queries
from profiles.people import actions
from profiles.people.models import Item, Kind, Organization
from profiles.shared.visibility import MEMBER, STRANGER, Visibility


def person(username="ada", viewer=STRANGER):
    return json.loads(linked_data.profile_page(queries.whole_profile(viewer, username)))["mainEntity"]


def test_a_person_is_described_from_what_her_page_shows(ada):
    record = Organization.objects.create(ror="05abcde12", name="Nordhavn University", words="")
    ada.add(Kind.NAMES, title="Augusta Ada King")
    ada.add(Kind.IDENTIFIERS, type="orcid", title="0000-0002-1825-0097")
    ada.add(Kind.LINKS, type="website", url="https://ada.example/")
    position = ada.add(Kind.POSITIONS, title="Analyst", organization_name="Nordhavn University", started_on="1843")
    Item.objects.filter(pk=position.pk).update(organization=record)
    ada.add(Kind.POSITIONS, title="Pupil", organization_name="A salon", ended_on="1842")
    ada.add(Kind.MEMBERSHIPS, organization_name="Analytical Society")
    ada.add(Kind.INTERESTS, title="engines")
    ada.publish()
    found = person()
    place = "https://ror.org/05abcde12"
    assert found["alternateName"] == ["Augusta Ada King"]
    orcid = "https://orcid.org/0000-0002-1825-0097"
    assert found["identifier"][1]["value"] == orcid
    assert found["sameAs"] == [orcid, "https://ada.example/"]
    assert found["jobTitle"] == "Analyst"
    assert found["affiliation"] == [
        {"@type": "Organization", "@id": place, "name": "Nordhavn University", "sameAs": place}
    ]
    assert found["memberOf"] == [{"@type": "Organization", "name": "Analytical Society"}]
    assert found["knowsAbout"] == ["engines"]


def test_what_is_not_there_has_no_key(ada):
    ada.publish()
    assert set(person()) == {"@type", "@id", "name", "identifier", "url"}


def test_what_is_hidden_is_not_in_it(ada):
    ada.add(Kind.NAMES, visibility=Visibility.MEMBERS, title="Canary")
    ada.add(Kind.INTERESTS, visibility=Visibility.ME, title="Canary")
    ada.publish()
    assert "Canary" not in json.dumps(person())
    assert person(viewer=MEMBER)["alternateName"] == ["Canary"]


def test_nothing_in_it_can_end_its_element(ada):
    ada.add(Kind.INTERESTS, title="</script><script>alert(1)</script>&amp;")
    ada.publish()
    assert not {"<", ">", "&"} & set(linked_data.profile_page(queries.whole_profile(STRANGER, "ada")))


def test_the_page_is_in_the_languages_of_the_texts_that_the_viewer_sees(ada):
    for kind, language in ((Kind.HEADLINE, "de"), (Kind.ABOUT, "ar")):
        actions.rewrite_text(ada.part(kind), text="x", language=language, version=1, by=ada.user)
    actions.show_part_to(ada.part(Kind.ABOUT), visibility=Visibility.MEMBERS, by=ada.user)
    ada.publish()
    for viewer, languages in ((STRANGER, ["de"]), (MEMBER, ["de", "ar"])):
        page = json.loads(linked_data.profile_page(queries.whole_profile(viewer, "ada")))
        assert page["inLanguage"] == languages


def test_the_language_of_a_headline_that_is_empty_is_not_told(ada, stranger):
    ada.publish()
    before = stranger.get("/api/v1/people/ada")
    actions.rewrite_text(ada.part(Kind.HEADLINE), text="", language="ar", version=1, by=ada.user)
    after = stranger.get("/api/v1/people/ada")
    assert (after.content, after.headers["ETag"]) == (before.content, before.headers["ETag"])
    assert "inLanguage" not in json.loads(linked_data.profile_page(queries.whole_profile(STRANGER, "ada")))
