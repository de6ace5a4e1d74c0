"""Sample people are the same everywhere, believable, and cover the cases that pages must stand."""

import itertools
import re
import unicodedata
from collections import Counter

import pytest

from profiles.operations.sample_people import SamplePerson, portraits, sample_people
from profiles.operations.sample_people.known import KNOWN
from profiles.operations.sample_people.tongues import WHEEL

USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9]|[-_](?=[a-z0-9])){1,38}")
PARTS = ("headline", "pronouns", "about", "picture")
MANY = 20_000


@pytest.fixture(scope="module")
def people() -> list[SamplePerson]:
    return list(sample_people(MANY))


def has(person: SamplePerson, part: str) -> bool:
    return person.has_picture if part == "picture" else bool(getattr(person, part))


def test_the_first_people_are_the_same_whatever_the_count(people: list[SamplePerson]) -> None:
    for count in (0, 1, len(KNOWN), len(KNOWN) + 1, 500):
        assert list(sample_people(count)) == people[:count]


def test_usernames_are_valid_and_unique(people: list[SamplePerson]) -> None:
    assert [person.username for person in people if not USERNAME.fullmatch(person.username)] == []
    assert [name for name, times in Counter(person.username for person in people).items() if times > 1] == []


def test_usernames_stay_unique_beyond_those_that_were_tried() -> None:
    """A generated username is given-family-number: the family tells the language, the number the round."""
    languages = {tongue.code: tongue for tongue in WHEEL}.values()
    forms = [{form.latin for pair in tongue.families for form in pair} for tongue in languages]
    assert sum(map(len, forms)) == len(set().union(*forms)), "a family name in two languages"
    for tongue in languages:
        latin = [
            f"{given.latin}-{pair[side].latin}"
            for side, givens in enumerate((tongue.women, tongue.men))
            for given, pair in itertools.product(givens, tongue.families)
        ]
        assert [name for name, times in Counter(latin).items() if times > 1] == []
        assert all(re.fullmatch("[a-z]{1,15}-[a-z]{1,17}", name) for name in latin)
    assert not {person.username for person in KNOWN} & {
        f"{given.latin}-{form.latin}"
        for tongue in languages
        for given in tongue.women + tongue.men
        for pair in tongue.families
        for form in pair
    }


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("level", ["public", "members", "me"])
def test_every_part_is_shown_at_every_level_early(people: list[SamplePerson], part: str, level: str) -> None:
    shown = [p for p in people[:60] if p.is_published and has(p, part) and getattr(p, f"{part}_visibility") == level]
    assert len(shown) >= 2


def test_texts_keep_their_bounds(people: list[SamplePerson]) -> None:
    assert max(len(person.display_name) for person in people) == 60
    assert min(len(person.display_name) for person in people) == 1
    assert all(0 < len(person.sort_name) <= 60 + 2 for person in people)
    assert all(len(person.headline) <= 200 and len(person.about) <= 3000 for person in people)
    assert all(len(person.pronouns) <= 20 for person in people)


def test_texts_are_clean(people: list[SamplePerson]) -> None:
    for person in people:
        line = "\t".join((person.display_name, person.sort_name, person.pronouns, person.headline))
        assert {letter for letter in line if unicodedata.category(letter).startswith("C")} <= {"\t"}
        assert {letter for letter in person.about if unicodedata.category(letter).startswith("C")} <= {"\n"}
        whole = line + person.about
        assert unicodedata.is_normalized("NFC", whole)
        assert "  " not in whole
        assert not re.search(r"[{}]", whole)


def test_links_lead_nowhere_real(people: list[SamplePerson]) -> None:
    hosts = {host for person in people for host in re.findall(r"https?://([^/)\s]+)", person.about)}
    assert hosts
    assert all(host.endswith(".example") for host in hosts)


def test_there_are_drafts_empty_pages_and_long_ones(people: list[SamplePerson]) -> None:
    assert 0.08 < sum(not person.is_published for person in people) / MANY < 0.12
    assert 3 <= sum(not person.is_published for person in people[:44]) <= 6
    assert any(not person.headline and not person.about and person.is_published for person in people[:44])
    assert max(len(person.about.split()) for person in people[:44]) > 350


def test_names_come_in_many_languages(people: list[SamplePerson]) -> None:
    assert len({person.language for person in people[:44]}) >= 20
    assert len({person.language for person in people[44:]}) >= 12
    scripts = {unicodedata.name(person.display_name[0]).split()[0] for person in people[:44]}
    assert {"LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW", "CJK", "DEVANAGARI", "HANGUL"} <= scripts
    assert {"ARMENIAN", "GEORGIAN"} <= scripts


def test_portraits_are_upright_and_the_same_each_time() -> None:
    picture = portraits.portrait(1)
    assert (picture.mode, picture.size) == ("RGB", (880, 1100))
    assert picture.tobytes() == portraits.portrait(1).tobytes()
    assert picture.tobytes() != portraits.portrait(2).tobytes()


def test_every_portrait_can_be_described() -> None:
    for seed in range(400):
        assert portraits.description(seed).startswith("Drawn portrait of a person with ")
