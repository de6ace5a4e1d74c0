"""Text as people write it, without the characters that only trick readers."""

import unicodedata

import pytest

from profiles.shared.text import clean_block, clean_line, is_blank

TRICKS = [
    "\x00",
    "\x1b",
    "\x7f",
    "\x85",
    "\u2028",
    "\u2029",
    "\u061c",
    "\u200e",
    "\u200f",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\ufffb",
]


@pytest.mark.parametrize("trick", TRICKS, ids=ascii)
def test_tricks_are_removed_from_lines_and_blocks(trick):
    assert clean_line(f"a{trick}b") in ("a b", "ab")
    assert clean_block(f"a{trick}b") == "ab"


def test_a_line_has_no_breaks_and_no_double_spaces():
    assert clean_line(" a \r\n\t b\u00a0 c ") == "a b c"


def test_joiners_that_scripts_need_stay():
    for needed in ("می\u200cخواهم", "क्\u200dष", "👩\u200d🔬"):
        assert clean_line(needed) == needed
        assert clean_block(needed) == needed


@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad", "\u2060", "\u2063"], ids=ascii)
def test_what_only_makes_two_names_look_alike_goes_from_lines_and_stays_in_long_texts(unseen):
    assert clean_line(f"Ada{unseen} Love{unseen}lace{unseen}") == "Ada Lovelace"
    assert clean_line(f"e{unseen}\u0301") == "é"
    assert clean_block(f"Donau{unseen}dampf") == f"Donau{unseen}dampf"


def test_composed_and_decomposed_become_the_same():
    assert clean_line(unicodedata.normalize("NFD", "Zoë")) == "Zoë"
    assert clean_block(unicodedata.normalize("NFD", "Zoë")) == "Zoë"


def test_a_block_keeps_its_lines_with_at_most_one_empty():
    assert clean_block("  a  \r\n\r\n\r\n\r\nb\rc\n\n") == "a\n\nb\nc"


@pytest.mark.parametrize("text", ["", "a", "a\n\n\nb", " \x00\u202e x \r\r ", "é" * 3])
def test_cleaning_twice_changes_nothing(text):
    assert clean_block(clean_block(text)) == clean_block(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@pytest.mark.parametrize(
    "text", ["", "  ", "\u200b", "\u200d\u200c", "\u00ad", "\u3000", "\u3164", "\u2800", "\u0301"], ids=ascii
)
def test_what_nobody_would_see_is_blank(text):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "山", "۱", "-", "👩", "\u200ba"], ids=ascii)
def test_what_somebody_would_see_is_not_blank(text):
    assert not is_blank(text)
