"""A page as a vCard: RFC 6350 to the letter."""

import re

import pytest

from profiles.pages import queries, vcards
from profiles.people.models import Item, Kind, Organization
from profiles.shared.visibility import STRANGER


def raw(username="ada"):
    return vcards.card(queries.whole_profile(STRANGER, username))


def lines(username="ada"):
    return raw(username).decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_a_card_says_what_the_page_shows(ada):
    record = Organization.objects.create(ror="05abcde12", name="Nordhavn University", words="")
    ada.write(Kind.HEADLINE, "Analyst, of engines; and looms").write(Kind.PRONOUNS, "she/her")
    ada.add(Kind.NAMES, title="Аугуста Ада", language="ru")
    ada.add(Kind.IDENTIFIERS, type="orcid", title="0000-0002-1825-0097")
    ada.add(Kind.LINKS, type="website", url="https://ada.example/")
    position = ada.add(Kind.POSITIONS, title="Analyst", detail="Looms; Engines")
    Item.objects.filter(pk=position.pk).update(organization=record)
    ada.add(Kind.INTERESTS, title="engines, analytical")
    ada.add(Kind.INTERESTS, title="looms")
    ada.publish()
    card = lines()
    assert card[:3] == ["BEGIN:VCARD", "VERSION:4.0", "KIND:individual"]
    assert card[-1] == "END:VCARD"
    assert f"UID:urn:uuid:{ada.profile.id}" in card
    assert re.fullmatch(r"REV:\d{8}T\d{6}Z", card[4])
    assert "SOURCE:http://testserver/people/ada.vcf" in card
    assert "FN;PREF=1:Ada Lovelace" in card
    assert "FN;LANGUAGE=ru:Аугуста Ада" in card
    assert "PRONOUNS:she/her" in card
    assert "TITLE:Analyst" in card
    assert "ORG:Nordhavn University;Looms\\; Engines" in card
    assert "NOTE:Analyst\\, of engines\\; and looms" in card
    assert "CATEGORIES:engines\\, analytical,looms" in card
    urls = ["http://testserver/people/ada/", "https://orcid.org/0000-0002-1825-0097", "https://ada.example/"]
    assert [line for line in card if line.startswith("URL:")] == [f"URL:{url}" for url in urls]


def test_lines_end_with_both_signs_and_are_folded_between_letters(ada):
    ada.write(Kind.HEADLINE, "Ünïcödé 文字 🧶 " * 20).publish()
    card = raw()
    assert b"\n" not in card.replace(b"\r\n", b"")
    assert b"\r" not in card.replace(b"\r\n", b"")
    folded = card.split(b"\r\n")
    assert 72 <= max(map(len, folded)) <= 75
    for line in folded:
        line.decode()
    note = next(line for line in lines() if line.startswith("NOTE"))
    assert note == "NOTE:" + "Ünïcödé 文字 🧶 " * 20


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("a\\b", "a\\\\b"),
        ("a,b;c", "a\\,b\\;c"),
        ("a\r\nEND:VCARD", "a\\nEND:VCARD"),
        ("a\rb\nc", "a\\nb\\nc"),
        ("a\x00\x1b\x7fb\tc", "ab\tc"),
    ],
)
def test_no_text_ends_its_line(written, said):
    assert vcards._text(written) == said


def test_no_address_and_no_language_ends_its_line():
    assert vcards._address("https://x.example/\r\nEND:VCARD") == "https://x.example/END:VCARD"
    assert vcards._language("de\r\nX:") == ""
    assert vcards._language("zh-Hant") == ";LANGUAGE=zh-Hant"
