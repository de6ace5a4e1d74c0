"""What the list marks, and where its count stops."""

import pytest

from profiles.directory import queries
from profiles.shared.visibility import STRANGER
from tests import cast


@pytest.mark.parametrize(
    ("name", "query", "marked"),
    [
        ("Sofya Kovalevskaya", "sof", ["Sof"]),
        ("Sofya Kovalevskaya", "kov sof", ["Sof", "Kov"]),
        ("Ægir Østberg", "aeg ost", ["Æg", "Ost".replace("O", "Ø")]),
        ("Jean-Paul Éluard", "elu", ["Élu"]),
        ("Anna", "", []),
        ("Anna", "b", []),
    ],
)
def test_the_letters_that_match_are_marked(db, name, query, marked):
    cast.join("somebody", name).publish()
    page = queries.listed_people(STRANGER)
    pieces = queries._marked(page.people[0], query).marked_name
    assert [text for text, is_match in pieces if is_match] == marked
    assert "".join(text for text, _ in pieces) == name


def test_the_count_stops_at_its_cap(db, monkeypatch):
    monkeypatch.setattr(queries, "COUNT_CAP", 2)
    for number in range(3):
        cast.join(f"person-{number}", f"Person {number}").publish()
    page = queries.listed_people(STRANGER)
    assert (page.count, page.count_is_capped) == (2, True)
