"""Suggestions as the combobox asks for them."""

from dataclasses import replace

import pytest
from django.core.management import call_command

from profiles.people import actions
from tests.people.test_actions_organizations import OSLO

PATH = "/organizations/suggest"


@pytest.fixture
def known(db):
    call_command("load_ror", sample=True, verbosity=0)


def _asked(member, query):
    answer = member.client.get(PATH, {"q": query})
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_option_carries_id_names_and_place(known, ada):
    html = _asked(ada, "universitetet")
    assert 'role="option" id="suggestion-1"' in html
    assert 'data-value="01xtthb56" data-text="University of Oslo"' in html
    assert '<bdi lang="no">Universitetet i Oslo</bdi>' in html
    assert "Oslo, NO" in html
    assert 'data-said="1 suggestion"' in html
    assert "<html" not in html


def test_one_that_closed_says_so_and_names_its_successor(known, ada):
    html = _asked(ada, "Example Institute of Tide Tables")
    assert 'data-value="0exampe44"' in html
    assert "closed, now Example Institute for Ocean and Tides" in html


def test_nothing_typed_suggests_nothing(known, ada):
    for query in ("", "  ", "?!"):
        assert "option" not in _asked(ada, query)
    assert "option" not in ada.client.get(PATH).content.decode()


def test_a_stranger_is_suggested_nothing(known, stranger):
    answer = stranger.get(PATH, {"q": "oslo"})
    assert (answer.status_code, answer.content) == (401, b"")


@pytest.mark.parametrize(
    "query",
    ["' | '", "a' & !b:*", "\\", "=uio", "%", "\u0000", "\u202e", "😀" * 300, "a " * 500, "ﷺ" * 200, "<b>", "\ud7ff"],
)
def test_no_query_is_too_odd(known, ada, query):
    assert ada.client.get(PATH, {"q": query}).status_code in (200, 400)


def test_names_are_text_and_no_markup(db, ada):
    other = {"name": "<i>", "language": '"', "type": "alias"}
    actions.store_organizations([replace(OSLO, name='<b>"Oslo', names=[other], words=["i", "oslo"])])
    html = _asked(ada, "oslo") + _asked(ada, "i")
    assert html.count('data-text="&lt;b&gt;&quot;Oslo"') == 2
    assert '<bdi lang="&quot;">&lt;i&gt;</bdi>' in html


def test_suggestions_are_limited_for_each_member(db, ada, ben, settings):
    settings.RATE_LIMITS = {"search": "3/minute"}
    assert [ada.client.get(PATH, {"q": "limited"}).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert ben.client.get(PATH, {"q": "limited"}).status_code == 200


def test_what_is_suggested_is_not_kept_by_caches(known, ada):
    assert "no-store" in ada.client.get(PATH, {"q": "oslo"}).headers["Cache-Control"]
