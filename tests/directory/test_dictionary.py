"""Words are known while somebody has them, and to those alone who may see them there."""

import pytest

from profiles.directory import dictionary, indexing, queries
from profiles.directory.models import Entry, Word
from profiles.directory.wishes import Wish
from profiles.people import actions
from profiles.people.models import Kind
from profiles.shared.visibility import MEMBER, STRANGER, Visibility
from tests import cast


def known(word):
    """None, "members" or "everyone"."""
    row = Word.objects.filter(text=word).first()
    return row and ("everyone" if row.is_public else "members")


@pytest.mark.parametrize(
    ("level", "known_to", "close_to_strangers"),
    [("public", "everyone", ["canary"]), ("members", "members", []), ("me", None, [])],
)
def test_a_word_is_known_to_those_who_may_see_it(ada, level, known_to, close_to_strangers):
    ada.add(Kind.NAMES, visibility=Visibility(level), title="Augusta Canary")
    ada.publish()
    assert known("canary") == known_to
    assert dictionary.close_to(STRANGER, ["canari"])["canari"] == close_to_strangers
    assert dictionary.beginning_with(STRANGER, ["cana"])["cana"] == close_to_strangers
    assert dictionary.close_to(MEMBER, ["canari"])["canari"] == (["canary"] if known_to else [])


def test_a_word_that_is_hidden_later_is_no_strangers_any_more(ada):
    item = ada.add(Kind.NAMES, title="Augusta Canary")
    ada.publish()
    actions.show_item_to(item, visibility=Visibility.MEMBERS, by=ada.user)
    assert known("canary") == "members"
    actions.show_item_to(item, visibility=Visibility.PUBLIC, by=ada.user)
    assert known("canary") == "everyone"


@pytest.mark.parametrize("query", ["canary", "canari", "cannary", "canar", "augusta canary"])
def test_a_forgotten_name_betrays_itself_in_nothing(ada, ben, stranger, query):
    item = ada.add(Kind.NAMES, title="Augusta Canary")
    ada.publish()
    ben.publish()
    actions.forget_name(item, by=ada.user)
    assert known("canary") is None
    page = stranger.get("/people/", {"q": query}).content.decode()
    assert "/people/ada/" not in page.replace("Canary", "")
    assert "Canary" not in page
    assert "Did you mean" not in page or "anary" not in page
    assert "/people/ada/" not in stranger.get("/people/suggest", {"q": query}).content.decode()


def test_a_word_that_somebody_else_has_stays(ada, ben):
    for member in (ada, ben):
        member.add(Kind.NAMES, title="Canary")
        member.publish()
    actions.unpublish(ada.profile, by=ada.user)
    assert known("canary") == "everyone"
    actions.unpublish(ben.profile, by=ben.user)
    assert known("canary") is None


def test_words_of_long_texts_are_not_learnt(ada):
    ada.write(Kind.ABOUT, "About a canary").publish()
    assert known("canary") is None
    assert [one.card.username for one in queries.found(STRANGER, Wish("canary")).people] == ["ada"]


def test_what_was_left_behind_is_swept(ada):
    ada.publish()
    Word.objects.create(text="canary", is_public=True, pieces=[])
    dictionary.forget_unused()
    assert known("canary") is None
    assert known("lovelace") == "everyone"


def test_an_entry_that_vanishes_with_its_account_leaves_words_that_lead_to_nobody(ada):
    ada.publish()
    Entry.objects.all().delete()
    assert dictionary.close_to(STRANGER, ["lovelase"])["lovelase"] == ["lovelace"]
    assert queries.found(STRANGER, Wish("lovelase lovelase")).spelling == ()
    indexing.index([ada.profile])
    assert queries.found(STRANGER, Wish("lovelase")).count.people == 1


def test_a_deactivated_persons_name_is_no_guess(ada, ben):
    for member in (ada, ben):
        member.publish()
    type(ada.user).objects.filter(pk=ada.user.pk).update(is_active=False)
    page = queries.found(STRANGER, Wish("lovelacce adda"))
    assert (page.people, page.count.people, page.spelling) == ([], 0, ())
    assert cast.join("dora", "Dora Lovelace").publish()
    assert [one.card.username for one in queries.found(STRANGER, Wish("lovelacce")).people] == ["dora"]
