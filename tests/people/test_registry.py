"""Records of the dump: what is read, and what is refused."""

import copy

import pytest

from profiles.people.registry import Broken, Record

RECORD = {
    "id": "https://ror.org/01xtthb56",
    "status": "active",
    "names": [
        {"lang": "no", "types": ["label"], "value": "Universitetet i Oslo"},
        {"lang": None, "types": ["acronym"], "value": "UiO"},
        {"lang": "en", "types": ["ror_display", "label"], "value": "University of Oslo"},
    ],
    "locations": [{"geonames_id": 3143244, "geonames_details": {"name": "Oslo", "country_code": "NO"}}],
    "relationships": [],
}


def _with(**values):
    return {**copy.deepcopy(RECORD), **values}


def _name(value="X", lang=None, *types):
    return {"value": value, "lang": lang, "types": list(types) or ["ror_display"]}


def _successor(ror):
    return {"type": "successor", "id": f"https://ror.org/{ror}", "label": "X"}


def test_a_record_is_read():
    record = Record.read(RECORD)
    assert (record.ror, record.name, record.language) == ("01xtthb56", "University of Oslo", "en")
    assert (record.city, record.country, record.status, record.successor_ror) == ("Oslo", "NO", "active", "")
    assert record.names == [
        {"name": "Universitetet i Oslo", "language": "no", "type": "label"},
        {"name": "UiO", "language": "", "type": "acronym"},
    ]
    assert {"university", "oslo", "universitetet", "uio", "=uio", "=university of oslo"} <= set(record.words)


def test_what_is_missing_is_empty():
    record = Record.read(_with(locations=[]))
    assert (record.city, record.country) == ("", "")
    assert Record.read(_with(locations=[{"geonames_details": None}])).city == ""
    odd = {"name": 5, "country_code": "Norway"}
    assert Record.read(_with(locations=[{"geonames_details": odd}])).country == ""


def test_a_name_is_kept_once_and_clean():
    names = [
        _name(),
        _name("X", "en", "label"),
        _name("A\x00 \u202eb", "no way", "alias"),
        _name("\ud800 c", "en", "alias"),
    ]
    record = Record.read(_with(names=names))
    assert [other["name"] for other in record.names] == ["A b", "c"]
    assert record.names[0]["language"] == ""


def test_an_other_name_too_long_to_show_is_left_out():
    assert Record.read(_with(names=[_name(), _name("y" * 301, None, "alias")])).names == []


def test_one_successor_is_read_and_several_are_none():
    assert Record.read(_with(relationships=[_successor("052gg0110")])).successor_ror == "052gg0110"
    assert Record.read(_with(relationships=[_successor("052gg0110"), _successor("013meh722")])).successor_ror == ""
    assert Record.read(_with(relationships=[_successor("01xtthb56")])).successor_ror == "", "of itself"


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        {},
        _with(id="https://ror.org/01xtthb57"),
        _with(id=None),
        _with(id="https://elsewhere.example/01xtthb56"),
        _with(status="asleep"),
        _with(status=[]),
        _with(names=[]),
        _with(names=None),
        _with(names=["Oslo"]),
        _with(names=[{"value": None, "types": ["ror_display"]}]),
        _with(names=[{"value": "Oslo", "types": None}]),
        _with(names=[_name(), _name("Y")]),
        _with(names=[_name("z" * 301)]),
        _with(names=[_name("\u200e")]),
        _with(locations="Oslo"),
        _with(relationships=[_successor("052gg0111")]),
    ],
)
def test_a_broken_record_is_refused(raw):
    with pytest.raises(Broken):
        Record.read(raw)
