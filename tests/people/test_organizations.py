"""Identifiers of organisations, and suggestions while a name is written."""

import json

import pytest
from django.core.management import call_command

from profiles.operations.management.commands.load_ror import SAMPLE
from profiles.people import organizations
from profiles.people.models import Organization


@pytest.fixture
def known(db):
    call_command("load_ror", sample=True, verbosity=0)


def _names(query):
    return [found.name for found in organizations.suggestions(query)]


def test_the_checksum_of_real_ids_is_right():
    for record in json.loads(SAMPLE.read_text()):
        assert organizations.is_id(record["id"].removeprefix("https://ror.org/")), record["id"]


@pytest.mark.parametrize(
    "ror", ["", "052gg0111", "152gg0110", "052gg011", "052gg01100", "052GG0110", "o52gg0110", "052gu0110", "052gg01१०"]
)
def test_what_is_no_id_is_refused(ror):
    assert not organizations.is_id(ror)


def test_an_id_has_an_address():
    assert organizations.address("052gg0110") == "https://ror.org/052gg0110"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("universitat wien", "University of Vienna"),
        ("Universitaet Muenchen", "Ludwig-Maximilians-Universität München"),
        ("københavn", "University of Copenhagen"),
        ("bogazici", "Boğaziçi University"),
        ("東京", "The University of Tokyo"),
        ("서울대", "Seoul National University"),
        ("القاهرة", "Cairo University"),
        ("דעברית", None),
        ("העברית", "Hebrew University of Jerusalem"),
        ("Московский", "Lomonosov Moscow State University"),
        ("dili", None),
        ("दिल्ली", "University of Delhi"),
        ("oslo univ", "University of Oslo"),
        ("  OXFORD  ", "University of Oxford"),
    ],
)
def test_any_name_in_any_script_is_found_by_its_beginning(known, query, name):
    assert _names(query)[:1] == ([name] if name else [])


def test_an_exact_name_comes_first_then_an_acronym_then_a_beginning(known):
    Organization.objects.filter(ror="052gg0110").update(name="MIT", key="mit")
    Organization.objects.filter(ror="013meh722").update(name="Mitten Works", key="mitten works")
    assert _names("mit") == ["MIT", "Massachusetts Institute of Technology", "Mitten Works"]


def test_an_active_one_comes_before_one_that_closed(known):
    assert _names("example institute") == ["Example Institute for Ocean and Tides", "Example Institute of Tide Tables"]
    assert _names("eksempelinstituttet")[0] == "Example Institute for Ocean and Tides"


def test_one_that_closed_names_its_successor(known):
    found = organizations.suggestions("example institute of tide")[0]
    assert (found.ror, found.now, found.is_active) == ("0exampe44", "Example Institute for Ocean and Tides", False)


def test_a_withdrawn_one_is_not_suggested(known):
    Organization.objects.filter(ror="01xtthb56").update(status="withdrawn")
    assert "University of Oslo" not in _names("university of oslo") + _names("oslo univ")


def test_the_other_name_is_told_where_the_name_does_not_match(known):
    found = organizations.suggestions("Universitetet i Oslo")[0]
    assert (found.other_name, found.other_language, found.place) == ("Universitetet i Oslo", "no", "Oslo, NO")
    assert organizations.suggestions("University of Oslo")[0].other_name == ""


def test_at_most_six_in_at_most_two_queries(known, django_assert_max_num_queries):
    for query in ("university", "u", "of", "uio", "no such thing"):
        with django_assert_max_num_queries(2):
            assert len(organizations.suggestions(query)) <= 6
    assert len(organizations.suggestions("university")) == 6


def test_nothing_is_suggested_for_nothing(known, queries_of):
    with queries_of(0):
        assert organizations.suggestions("") == organizations.suggestions(" ?! ") == []
