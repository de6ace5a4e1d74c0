"""A page moves to another address: who follows an old one arrives, and nobody learns what was hidden."""

import pytest

from profiles.accounts import actions
from profiles.people.models import Kind

RENAME = "/me/edit/username/"
ADDRESSES = ["/people/{}/", "/api/v1/people/{}"]


def rename(member, *usernames):
    for username in usernames:
        member.user.refresh_from_db()
        sent = {"username": username, "opened_with": member.user.username}
        assert member.client.post(RENAME, sent).status_code == 302


@pytest.fixture
def moved(ada):
    """Ada's published page was at ada, then at countess, and is at analyst."""
    rename(ada.write(Kind.HEADLINE, "Analyst").publish(), "countess", "analyst")
    return ada


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("old", ["ada", "countess", "ADA", "Countess", "Analyst"])
def test_every_old_address_leads_straight_to_the_present_one(moved, cleo, stranger, address, old):
    for client in (stranger, cleo.client, moved.client):
        answer = client.get(address.format(old))
        assert (answer.status_code, answer.headers["Location"]) == (301, address.format("analyst"))
    assert "Analyst" in stranger.get(address.format(old), follow=True).content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_browser_keeps_a_redirect_that_a_way_back_would_turn_round(moved, cleo, stranger, address):
    for client in (stranger, cleo.client):
        assert client.get(address.format("ada")).headers["Cache-Control"] == "private, no-store"
    rename(moved, "ada")
    assert stranger.get(address.format("ada")).status_code == 200
    for old in ("countess", "analyst"):
        assert stranger.get(address.format(old)).headers["Location"] == address.format("ada")


def test_a_copy_of_the_page_is_old_after_a_rename(ada, stranger):
    ada.publish()
    etag = stranger.get("/people/ada/").headers["ETag"]
    rename(ada, "countess")
    answer = stranger.get("/people/countess/", headers={"If-None-Match": etag})
    assert answer.status_code == 200
    assert 'rel="canonical" href="http://testserver/people/countess/"' in answer.content.decode()
    assert stranger.get("/people/ada/", headers={"If-None-Match": etag}).status_code == 301


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("how", ["draft", "closed"])
def test_an_old_address_of_a_hidden_page_looks_like_one_that_never_was(moved, cleo, stranger, address, how):
    if how == "draft":
        moved.client.post("/me/unpublish/")
    else:
        actions.deactivate(moved.user, by=None)
    for client in (stranger, cleo.client):
        for old in ("ada", "countess", "Analyst", "analyst"):
            assert client.get(address.format(old)).status_code == 404


def test_a_draft_moves_and_its_owner_alone_follows(ada, stranger):
    rename(ada, "countess")
    assert ada.client.get("/people/ada/").headers["Location"] == "/people/countess/"
    assert stranger.get("/people/ada/").status_code == 404


def test_the_list_of_people_finds_the_present_name_alone(moved, stranger):
    assert 'href="/people/analyst/"' in stranger.get("/people/?q=analyst").content.decode()
    page = stranger.get("/people/?q=countess").content.decode()
    assert "/people/analyst/" not in page
    assert "Ada Lovelace" not in page


def test_nobody_else_gets_an_old_address(moved, ben, stranger):
    answer = ben.client.post(RENAME, {"username": "countess", "opened_with": "ben"})
    assert answer.status_code == 422
    assert stranger.get("/people/countess/").headers["Location"] == "/people/analyst/"
