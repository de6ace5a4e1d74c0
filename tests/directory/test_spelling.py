"""How far two words are apart, and how they meet."""

import pytest

from profiles.directory import spelling


@pytest.mark.parametrize(
    ("one", "other", "errors"),
    [
        ("sofia", "sofia", 0),
        ("sofia", "sofya", 1),
        ("sofia", "sofi", 1),
        ("sofia", "soffia", 1),
        ("sofia", "sfoia", 1),
        ("soffja", "sofya", 2),
        ("", "abc", 3),
        ("ковал", "кавол", 2),
    ],
)
def test_distance_counts_errors_of_typing(one, other, errors):
    assert spelling.distance(one, other) == spelling.distance(other, one) == errors


@pytest.mark.parametrize("typed", ["sofia", "sofya", "sofi", "soffia", "sfoia"])
def test_words_one_error_apart_have_a_piece_in_common(typed):
    assert set(spelling.pieces(typed)) & set(spelling.pieces("sofia"))


def test_wider_pieces_meet_words_two_errors_away():
    assert not set(spelling.pieces("soffja")) & set(spelling.pieces("sofya"))
    assert set(spelling.wider_pieces("soffja")) & set(spelling.pieces("sofya"))


@pytest.mark.parametrize("word", ["adq", "1848", "x" * 31, "a1b2"])
def test_short_words_and_numbers_are_not_misspelt(word):
    assert not spelling.may_be_misspelt(word)


def test_a_short_word_may_be_meant_and_a_long_one_forgiven_more():
    assert spelling.may_be_meant("ada")
    assert (spelling.forgiven("lovelace"), spelling.forgiven("sofia")) == (2, 1)
