"""What was typed is bounded before anything is asked."""

import pytest

from profiles.directory.wishes import Asked, Wish


@pytest.mark.parametrize("query", ["'", "\\", "a' | 'b", "!x & y", "\x00", "<->", "x:*", "𝔘𝔫𝔦", "ﷺ" * 300, "a " * 500])
def test_words_are_letters_and_digits(query):
    asked = Asked.read(query)
    assert len(asked.words) <= 8
    assert all(way.isalnum() and len(way) <= 60 for word in asked.words for way in word)


def test_an_orcid_is_found_in_what_people_copy():
    for written in ("0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097", "0000 0002 1825 0097"):
        assert Asked.read(written).orcid == "0000000218250097"
    assert Asked.read("0000-0002-1694-233x").orcid == "000000021694233X"
    assert not Asked.read("12345678901234567890").orcid


def test_keys_of_filters_are_never_syntax():
    wish = Wish(interests=("a' | 'b", "\\"), languages=("en'",), organizations=("03vek6s52",), letter="ø'")
    lexemes = [lexeme for group in wish.filters() for lexeme in group]
    assert not [lexeme for lexeme in lexemes if set(lexeme) & set("'\\|&!:*")]


def test_without_a_kind_the_rest_stays():
    wish = Wish("ada", interests=("tides",), languages=("en",))
    assert wish.without("interests") == Wish("ada", languages=("en",))
    assert (wish.is_filtered, wish.is_ranked) == (True, True)
    assert not Wish(" ").is_ranked


@pytest.mark.parametrize(
    ("query", "words"), [("o " * 8 + "z " * 92, ["o"]), ("a-" * 100, ["a"]), ("b a b", ["b", "a"])]
)
def test_a_word_that_is_repeated_is_read_once_and_none_beyond_the_limit(query, words):
    assert Asked.read(query).distinct_words() == [(word,) for word in words]
