"""A stranger's page from the process's copy: the same bytes and headers, and never one moment too old."""

import pytest

from profiles.accounts import actions as accounts
from profiles.pages import copies
from profiles.people.models import Kind
from profiles.shared.visibility import Visibility

PAGE = "/people/ada/"
COMPARED = ("Content-Type", "Cache-Control", "ETag", "Vary", "Content-Language", "Content-Security-Policy")


@pytest.fixture(autouse=True)
def no_copies(monkeypatch):
    monkeypatch.setattr(copies, "STRANGERS", copies.Copies())


@pytest.fixture
def published(ada):
    return ada.write(Kind.HEADLINE, "Analyst of engines").publish()


def test_a_copy_is_the_same_answer_for_one_query(published, stranger, queries_of):
    first = stranger.get(PAGE)
    with queries_of(1):
        second = stranger.get(PAGE)
    assert second.status_code == 200
    assert second.content == first.content
    assert {name: second.headers[name] for name in COMPARED} == {name: first.headers[name] for name in COMPARED}
    assert not second.cookies


def test_the_first_look_costs_no_query_more(published, stranger, queries_of):
    with queries_of(3):
        stranger.get(PAGE)


@pytest.mark.parametrize("visibility", ["members", "me"])
def test_what_is_hidden_is_in_no_answer_from_a_copy(published, stranger, visibility):
    assert b"Analyst" in stranger.get(PAGE).content
    published.write(Kind.HEADLINE, "Analyst of engines", Visibility(visibility))
    assert b"Analyst" not in stranger.get(PAGE).content


def test_a_page_that_is_gone_is_gone_at_once(published, stranger):
    stranger.get(PAGE)
    published.client.post("/me/unpublish/")
    assert stranger.get(PAGE).status_code == 404
    published.publish()
    assert stranger.get(PAGE).status_code == 200
    accounts.deactivate(published.user, by=None)
    assert stranger.get(PAGE).status_code == 404


def test_a_missing_page_is_not_kept(ada, stranger):
    assert stranger.get(PAGE).status_code == 404
    assert copies.STRANGERS.find(copies.Name(PAGE, "en", False)) is None
    ada.publish()
    assert stranger.get(PAGE).status_code == 200


def test_a_page_that_moved_leads_on(published, stranger):
    stranger.get(PAGE)
    accounts.choose_username(published.user, "ada-king", by=published.user)
    assert stranger.get(PAGE).headers["Location"] == "/people/ada-king/"


def test_two_people_are_never_mixed(published, ben, stranger):
    ben.publish()
    for _ in range(2):
        assert b"<title>Ada Lovelace" in stranger.get(PAGE).content
        assert b"<title>Ben Jonson" in stranger.get("/people/ben/").content


def test_each_language_has_its_own_copy(published, stranger):
    for _ in range(2):
        for language in ("de", "en", "ar"):
            answer = stranger.get(PAGE, headers={"Accept-Language": language})
            assert f'<html lang="{language}"'.encode() in answer.content
            assert answer.headers["Content-Language"] == language


def test_a_copy_answers_no_address_with_a_query(published, stranger):
    stranger.get(PAGE)
    assert b"?next=%2Fpeople%2Fada%2F%3Ffrom%3Dhere" in stranger.get(f"{PAGE}?from=here").content
    assert b"from" not in stranger.get(PAGE).content.partition(b"<main")[0]


def test_a_new_release_answers_anew(published, stranger, settings):
    stranger.get(PAGE)
    settings.RELEASE, settings.SITE_NAME = "another", "Another Name"
    assert b"Another Name" in stranger.get(PAGE).content


def test_a_copy_is_for_strangers(published, cleo, stranger):
    published.write(Kind.PRONOUNS, "she/her", Visibility.MEMBERS)
    stranger.get(PAGE)
    answer = cleo.client.get(PAGE)
    assert b"she/her" in answer.content
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert b"she/her" not in stranger.get(PAGE).content


def test_one_whose_session_ended_gets_a_copy_that_nobody_keeps(published, cleo, stranger):
    stranger.get(PAGE)
    accounts.sign_out_everywhere(cleo.user, by=cleo.user)
    assert cleo.client.get(PAGE).headers["Cache-Control"] == "private, no-store"


def test_a_head_is_answered_without_a_body(published, stranger):
    length = len(stranger.get(PAGE).content)
    answer = stranger.head(PAGE)
    assert (answer.status_code, answer.content, answer.headers["Content-Length"]) == (200, b"", str(length))
