"""Items as values for readers: dates in words, places, what counts as present."""

import pytest
from django.utils import translation

from profiles.people import sections
from profiles.people.models import Item, Kind, Organization, Part
from profiles.people.sections import Dates


@pytest.mark.parametrize(
    ("kind", "start", "end", "form", "words", "line"),
    [
        (Kind.POSITIONS, "2019", "", "since", ("2019", ""), "since 2019"),
        (Kind.POSITIONS, "2012", "2019", "range", ("2012", "2019"), "2012–2019"),
        (Kind.POSITIONS, "2009-09", "2012-05-31", "range", ("Sept 2009", "31 May 2012"), "Sept 2009–31 May 2012"),
        (Kind.POSITIONS, "2019", "2019", "on", ("2019", "2019"), "2019"),
        (Kind.POSITIONS, "", "2019", "until", ("", "2019"), "until 2019"),
        (Kind.POSITIONS, "", "", "", ("", ""), ""),
        (Kind.EDUCATION, "", "2009", "on", ("", "2009"), "2009"),
        (Kind.TALKS, "2025-04-30", "", "on", ("30 Apr 2025", ""), "30 Apr 2025"),
    ],
)
def test_dates_are_said_as_far_as_they_are_known(kind, start, end, form, words, line):
    dates = Dates.of(Item(kind=kind, started_on=start, ended_on=end))
    assert (dates.form, dates.start, dates.end) == (form, *words)
    assert dates.day in words
    assert dates.words == line


@pytest.mark.parametrize(
    ("language", "stored", "words"),
    [
        ("fr", "2019", "jusqu’en 2019"),
        ("fr", "2019-05", "jusqu’en mai 2019"),
        ("fr", "2019-05-04", "jusqu’au 4 mai 2019"),
        ("es", "2019-05-04", "hasta el 4 may 2019"),
    ],
)
def test_until_a_day_is_said_in_another_way_than_until_a_year(language, stored, words):
    with translation.override(language):
        assert Dates.of(Item(kind=Kind.POSITIONS, ended_on=stored)).words == words


def test_an_organisation_is_named_as_the_person_writes_it_and_linked_to_its_record():
    record = Organization(ror="05abcde12", name="Universitetet i Nordhavn", language="nb")
    assert sections.Place.of(Item(organization_name="A mill")) == sections.Place("A mill", "", "")
    written = sections.Place.of(Item(organization=record, organization_name="Nordhavn University"))
    assert written == sections.Place("Nordhavn University", "", "https://ror.org/05abcde12")
    assert sections.Place.of(Item(organization=record)).lang == "nb"


def test_the_role_is_the_first_position_that_has_not_ended():
    items = [
        Item(kind=Kind.POSITIONS, title="Reader", ended_on="2019"),
        Item(kind=Kind.POSITIONS, title="Professor", started_on="2019"),
        Item(kind=Kind.POSITIONS, title="Editor", started_on="2018"),
    ]
    positions = sections.section(Part(kind=Kind.POSITIONS), items).affiliations
    role = sections.role(positions)
    assert role
    assert role.title == "Professor"
    assert sections.role(positions[:1]) is None


@pytest.mark.parametrize("kind", [Kind.ABOUT, Kind.POSITIONS, Kind.TALKS, Kind.INTERESTS, Kind.CUSTOM])
def test_a_section_without_anything_is_none(kind):
    assert not sections.section(Part(kind=kind), [])


def test_an_orcid_id_is_a_whole_address_and_authenticated_only_when_its_owner_signed_in_with_it():
    items = [Item(type="orcid", title="0000-0002-1825-0097"), Item(type="isni", title="0000000123456789")]
    typed, other = sections.identifiers(items)
    assert typed.words == typed.url == "https://orcid.org/0000-0002-1825-0097"
    assert not typed.is_authenticated
    found = sections.identifiers(items, frozenset({"0000-0002-1825-0097", "0000000123456789"}))
    assert [identifier.is_authenticated for identifier in found] == [True, False]
    assert (other.label, other.words) == ("ISNI", "0000 0001 2345 6789")
