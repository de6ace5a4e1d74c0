"""What the benchmark asks, and how it writes that."""

import random

import pytest

from tests.benchmarks import crowd, lines, questions
from tests.benchmarks.lines import Question

HOST = "127.0.0.1:1"


@pytest.fixture(scope="module")
def rows() -> list[questions.Row]:
    return questions.rows('"etag"', "cursor")


def test_every_row_asks_as_often_as_it_is_told(rows):
    assert {len(row.ask(3, 7)) for row in rows} == {7}


def test_a_turn_asks_the_same_each_time_and_another_something_else(rows):
    searches = [row for row in rows if row.is_search]
    assert len(searches) == 11
    for row in searches:
        assert row.ask(1, 20) == row.ask(1, 20) != row.ask(2, 20)


def test_no_page_is_uncached_twice(rows):
    (row,) = [row for row in rows if row.name == "profile, uncached"]
    asked = [question.path for turn in range(5) for question in row.ask(turn, 40)]
    assert len(set(asked)) == len(asked)


def test_people_of_a_small_crowd_are_in_a_large_one():
    assert list(crowd.people(20)) == list(crowd.people(40))[:20]


def test_a_typing_error_is_one_letter_less_or_two_exchanged():
    dice = random.Random(1)
    for _ in range(50):
        wrong = questions.mistyped(dice, "garsia")
        assert len(wrong) == 5 or sorted(wrong) == sorted("garsia")


def test_a_question_is_written_as_browsers_do():
    assert Question("/people/").written(HOST) == b"GET /people/ HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n"
    posted = Question.posting("/api", {"a": "é"}).written(HOST)
    assert posted.startswith(b"POST /api HTTP/1.1\r\n")
    assert posted.endswith(b'Content-Type: application/json\r\nContent-Length: 15\r\n\r\n{"a": "\\u00e9"}')


def test_words_of_a_search_are_written_for_an_address(rows):
    for row in rows:
        for question in row.ask(0, 5):
            assert lines.Question.written(question, HOST).count(b" HTTP/1.1\r\n") == 1
            assert question.path.isascii()
            assert " " not in question.path
