"""What matched is marked, and who was found by a name that the list does not show is explained."""

import pytest

from profiles.directory import marks, queries
from profiles.directory.wishes import Asked, Wish
from profiles.people.cards import Card, Plate
from profiles.people.sections import OtherName
from profiles.shared import folding
from profiles.shared.visibility import STRANGER
from tests import cast


def card(name, *others, shown=None):
    names = tuple(OtherName(other, "") for other in others)
    return Card("x", "/people/x/", name, "", "", "", Plate("X", 1), names, shown)


def result(found, query):
    return marks.result(found, Asked.read(query).distinct_words())


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
    pieces = result(card(name), query).name.pieces
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
    found = result(card("Zoriana Müller", "Z. M.", "Sofia Dorn"), query).also
    assert ("".join(text for text, _ in found.pieces) if found else None) == also


def test_a_name_in_another_script_stands_there_and_needs_no_explanation():
    greek = OtherName("Σοφία", "el")
    found = result(card("Sofia", "Σοφία", shown=greek), "σοφια")
    assert found.also is None
    assert found.other_name == marks.Marked("el", [("Σοφία", True)])


def test_a_page_costs_little_whatever_is_searched(db, monkeypatch):
    """Repeated words, and words each of which is the beginning of the next, in names of many letters."""
    for number in range(queries.PAGE):
        cast.join(f"p-{number}", "ő" * 117 + " Aő").publish()
    folded, real = [], folding.spellings
    monkeypatch.setattr(folding, "spellings", lambda text: folded.append(text) or real(text))
    for query in ("o " * 8 + "z " * 92, "a-" * 100, " ".join("o" * length for length in range(1, 19))):
        folded.clear()
        assert len(queries.found(STRANGER, Wish(query)).people) == queries.PAGE
        assert len(folded) < 20 * queries.PAGE, query


def test_a_word_is_marked_as_far_as_the_longest_that_it_begins_with():
    pieces = result(card("Sofya Söderberg"), "s soe sofy zo").name.pieces
    assert [text for text, is_match in pieces if is_match] == ["Sofy", "Sö"]
