"""WebFinger by RFC 7033, for members who want it."""

import pytest

from profiles.accounts import actions as accounts
from profiles.people import actions
from profiles.people.models import Kind
from profiles.shared.visibility import Visibility
from tests import images

ADDRESS = "/.well-known/webfinger"
ADA = "acct:ada@testserver"


def ask(client, resource=ADA, **more):
    return client.get(ADDRESS, {"resource": resource, **more})


@pytest.fixture
def found(ada):
    ada.client.post("/me/edit/picture/", {"picture": images.jpeg(), "alt": "Ada", "version": 1})
    ada.publish()
    actions.choose_reach(ada.profile, is_indexable=True, has_webfinger=True, by=ada.user)
    return ada


def test_an_account_leads_to_the_page(found, stranger):
    answer = ask(stranger)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/jrd+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    told = answer.json()
    assert told["subject"] == ADA
    assert told["aliases"] == ["http://testserver/people/ada/"]
    links = {link["rel"]: link for link in told["links"]}
    assert links["http://webfinger.net/rel/profile-page"]["href"] == "http://testserver/people/ada/"
    assert links["http://webfinger.net/rel/avatar"]["href"].startswith("http://testserver/media/")
    assert links["self"]["href"] == "http://testserver/people/ada.jsonld"
    for link in links.values():
        assert stranger.get(link["href"].removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize(
    "resource",
    [
        "acct:Ada@TestServer",
        "acct:@ada@testserver",
        "ACCT:ada@testserver",
        "http://testserver/people/ada/",
        "http://testserver/people/ada",
    ],
)
def test_other_ways_of_writing_it_lead_there_too(found, stranger, resource):
    assert ask(stranger, resource).json()["subject"] == ADA


def test_an_older_name_leads_to_the_present_one(found, stranger):
    accounts.choose_username(found.user, "ada-king", by=found.user)
    assert ask(stranger).json()["subject"] == "acct:ada-king@testserver"


def test_only_the_links_that_were_asked_for(found, stranger):
    told = ask(stranger, rel=["self", "unknown"]).json()
    assert [link["rel"] for link in told["links"]] == ["self"]


@pytest.mark.parametrize("query", ["", "resource=", "resource=ada", "resource=acct:", "resource=%00", "rel=self"])
def test_what_is_no_address_is_refused(db, stranger, query):
    answer = stranger.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 400


def test_two_at_once_are_refused(db, stranger):
    assert ask(stranger, [ADA, ADA]).status_code == 400


@pytest.mark.parametrize(
    "resource",
    [
        "acct:nobody@testserver",
        "acct:ada@elsewhere.example",
        "acct:ada@testserver@elsewhere.example",
        "https://elsewhere.example/people/ada/",
        "http://testserver/people/",
        "mailto:ada@testserver",
        "acct:ad\u00e4@testserver",
        "http://[",
    ],
)
def test_whoever_is_not_here_is_not_found(found, stranger, resource):
    answer = ask(stranger, resource)
    assert answer.status_code == 404
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_hidden_and_not_wanted_look_unknown(ada, stranger):
    answers = [ask(stranger)]
    actions.choose_reach(ada.profile, is_indexable=True, has_webfinger=True, by=ada.user)
    answers.append(ask(stranger))  # a draft still
    ada.publish()
    assert ask(stranger).status_code == 200
    actions.choose_reach(ada.profile, is_indexable=True, has_webfinger=False, by=ada.user)
    answers += [ask(stranger), ask(stranger, "acct:nobody@testserver")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({frozenset(answer.headers) for answer in answers}) == 1


def test_nobody_is_told_more_than_a_stranger(found, stranger):
    actions.show_part_to(found.part(Kind.PICTURE), visibility=Visibility.MEMBERS, by=found.user)
    for client in (stranger, found.client):
        rels = [link["rel"] for link in ask(client).json()["links"]]
        assert "http://webfinger.net/rel/avatar" not in rels
