"""What matched is marked, and who was found by a name that the list does not show is explained."""

import pytest

from profiles.directory import marks
from profiles.people.cards import Card, Plate
from profiles.people.sections import OtherName


def card(name, *others, shown=None):
    names = tuple(OtherName(other, "") for other in others)
    return Card("x", "/people/x/", name, "", "", "", Plate("X", 1), names, shown)


@pytest.mark.parametrize(
    ("name", "query", "marked"),
    [
        ("Sofya Kovalevskaya", "sof", ["Sof"]),
        ("Sofya Kovalevskaya", "kov sof", ["Sof", "Kov"]),
        ("Ægir Østberg", "aeg ost", ["Æg", "Øst"]),
        ("Jean-Paul Éluard", "elu", ["Élu"]),
        ("Anna", "", []),
        ("Anna", "b", []),
    ],
)
def test_the_letters_that_match_are_marked(name, query, marked):
    pieces = marks.result(card(name), query).name.pieces
    assert [text for text, is_match in pieces if is_match] == marked
    assert "".join(text for text, _ in pieces) == name


@pytest.mark.parametrize(
    ("query", "also"),
    [
        ("sofia", "Sofia Dorn"),
        ("zoriana sofia", "Sofia Dorn"),
        ("zoriana", None),
        ("", None),
        ("mueller", None),
    ],
)
def test_a_name_that_is_not_shown_explains_why_somebody_was_found(query, also):
    found = marks.result(card("Zoriana Müller", "Z. M.", "Sofia Dorn"), query).also
    assert ("".join(text for text, _ in found.pieces) if found else None) == also


def test_a_name_in_another_script_stands_there_and_needs_no_explanation():
    greek = OtherName("Σοφία", "el")
    found = marks.result(card("Sofia", "Σοφία", shown=greek), "σοφια")
    assert found.also is None
    assert found.other_name == marks.Marked("el", [("Σοφία", True)])
