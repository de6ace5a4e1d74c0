"""Who finds nobody is told what does find somebody."""

import pytest

from profiles.directory import queries
from profiles.directory.wishes import Wish
from profiles.people.models import Kind
from profiles.shared.visibility import STRANGER, Visibility
from tests import cast


def guesses(query, viewer=STRANGER):
    return queries.found(viewer, Wish(query)).spelling


@pytest.fixture
def sofya(db):
    return cast.join("sofya", "Sofya Kovalevskaya").publish()


@pytest.mark.parametrize("query", ["kovalevsky soffja", "soffja kovalevsky", "kovalevskij soffja"])
def test_two_words_that_are_far_off_are_set_right(sofya, query):
    assert set(guesses(query)[0].split()) == {"kovalevskaya", "sofya"}


def test_a_word_that_nobody_has_is_left_out(sofya):
    assert guesses("kovalevskaya qqqqqq") == ("kovalevskaya",)


def test_a_word_of_another_field_is_guessed_too(sofya):
    sofya.write(Kind.HEADLINE, "Linguist")
    assert guesses("lingvistt qqqqqq") == ("linguist",)
    assert guesses("kovalevskaya lingvistt qqqqqq")[0].split() == ["kovalevskaya", "linguist"]


def test_where_nothing_is_near_nothing_is_guessed(sofya):
    assert guesses("zzqx") == ()
    assert guesses("---") == ()


def test_a_guess_never_shows_a_stranger_what_members_see(ada, cleo):
    ada.add(Kind.NAMES, visibility=Visibility.MEMBERS, title="Kovalevskaya Sofya")
    ada.publish()
    assert guesses("kovalevsky soffja") == ()
    assert guesses("kovalevsky soffja", cleo.viewer)
