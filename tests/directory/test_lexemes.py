"""What a page is found by, as it is stored."""

from profiles.directory import lexemes
from profiles.directory.lexemes import Texts


def test_a_name_is_found_whole_by_words_beginnings_and_initials():
    found = lexemes.weighted(Texts(own_names=["Sofya Kovalevskaya"]))
    assert set(found) == {
        *("sofya", "s", "<so", "<sof", "kovalevskaya", "k", "<ko", "<kov"),
        *("=sofya kovalevskaya", "=kovalevskaya sofya", ",sk", ",ks"),
    }
    assert set(found.values()) == {"A"}


def test_fields_have_weights_and_the_best_one_counts():
    found = lexemes.weighted(Texts(affiliations=["Reader"], interests=["Tides", "Reader"], about=["Tides turn"]))
    words = {lexeme: weight for lexeme, weight in found.items() if lexeme[0] == "/"}
    assert words == {"/reader": "B", "/tides": "C", "/turn": "D"}


def test_an_initial_stands_for_a_name_that_is_not_written_out():
    assert ".s" in lexemes.weighted(Texts(own_names=["S. Whitcombe"]))


def test_filters_of_one_thing_have_one_key():
    assert lexemes.filter_key("iÉpigraphie") == lexemes.filter_key("iepigraphie ") == "iepigraphie"
    assert lexemes.filter_key("i!") == ""
    texts = Texts(interests=["Tides"], organizations=[("03vek6s52", ""), ("", "My Desk")], language="zh-Hans")
    assert texts.facets == ["lzh", "o03vek6s52", "nMy Desk", "iTides"]
    assert {"#lzh", "#o03vek6s52", "#nmy desk", "#itides"} <= set(lexemes.weighted(texts))


def test_long_texts_are_bounded():
    many = " ".join(f"w{number}" for number in range(5000))
    found = lexemes.weighted(Texts(own_names=[many], other_names=[many], affiliations=[many], about=[many]))
    assert len(found) < 10_000
    assert max(map(len, found)) <= lexemes.MAX_WHOLE_LENGTH + 1


def test_only_words_are_spelt():
    stored = ["sofya", "s", "<so", "=sofya k", ",sk", ".s", "/tides", "#lfr", "@0000"]
    assert lexemes.spelt(stored) == {"sofya", "tides"}


def test_plain_words_of_a_name_are_those_it_may_be_asked_by():
    assert {"jeanpaul", "jean", "paul"} <= lexemes.plain_words("Jean-Paul")
    assert {"obrien", "brien"} <= lexemes.plain_words("O’Brien")
    assert {"王贞仪", "贞仪"} <= lexemes.plain_words("王贞仪")
