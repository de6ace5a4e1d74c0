"""Organisations, interests, and the feed of changes."""

import pytest

from profiles.accounts import actions as accounts
from profiles.api.v1.serializers import registers
from profiles.people import actions as people
from profiles.people.models import Kind, Organization
from profiles.shared.visibility import Visibility
from tests import cast
from tests.api.feed_told import commit

ORGANIZATIONS, INTERESTS, CHANGES = "/api/v1/organizations", "/api/v1/interests", "/api/v1/changes"


@pytest.fixture
def registry(db):
    new = Organization.objects.create(ror="05gq02987", name="Brown University", key="brown university", words="'brown'")
    for ror, name, more in (
        ("00f54p054", "Stanford", {}),
        ("03vek6s52", "Harvard", {"status": "inactive", "successor": new}),
        ("042nb2s44", "A mistake", {"status": "withdrawn"}),
    ):
        Organization.objects.create(ror=ror, name=name, key=name.lower(), words="", **more)


def labels(client, **asked) -> list[str]:
    return [row["label"] for row in client.get(INTERESTS, asked).json()["results"]]


def test_organizations_come_in_the_order_of_their_names(registry, stranger):
    answer = stranger.get(ORGANIZATIONS, {"limit": 2}).json()
    assert [row["name"] for row in answer["results"]] == ["Brown University", "Harvard"]
    assert answer["results"][1]["successor"] == "https://ror.org/05gq02987"
    rest = stranger.get(answer["next"]).json()
    assert [row["name"] for row in rest["results"]] == ["Stanford"]
    assert rest["next"] == ""


def test_an_organization_is_found_by_name_and_by_id(registry, stranger):
    for asked in ({"q": "bro"}, {"ror": "https://ror.org/05gq02987"}, {"ror": "05gq02987"}):
        (row,) = stranger.get(ORGANIZATIONS, asked).json()["results"]
        assert row["ror"] == "https://ror.org/05gq02987"
    assert stranger.get(ORGANIZATIONS, {"ror": "042nb2s44"}).json()["results"][0]["status"] == "withdrawn"
    assert stranger.get(ORGANIZATIONS, {"q": "zzz"}).json()["results"] == []


def test_interests_are_told_once_and_to_whom_they_are_shown(ada, ben, cleo, stranger):
    ada.add(Kind.INTERESTS, title="Engines")
    ada.add(Kind.INTERESTS, title="Gambling", visibility=Visibility.MEMBERS)
    ada.add(Kind.INTERESTS, title="Secrets", visibility=Visibility.ME)
    ben.add(Kind.INTERESTS, title="engines")
    ben.add(Kind.INTERESTS, title="Ethics")
    cleo.add(Kind.INTERESTS, title="Drafts")
    ada.publish()
    ben.publish()
    assert [label.lower() for label in labels(stranger)] == ["engines", "ethics"]
    assert [label.lower() for label in labels(cleo.client)] == ["engines", "ethics", "gambling"]
    assert labels(stranger, q="ETH") == ["Ethics"]
    assert labels(stranger, q="gam") == []
    first = stranger.get(INTERESTS, {"limit": 1}).json()
    assert [row["label"] for row in stranger.get(first["next"]).json()["results"]] == ["Ethics"]


def test_a_reader_who_goes_on_misses_nothing(ada, ben, stranger):
    ada.publish()
    commit()
    cursor = stranger.get(CHANGES, {"since": "now"}).json()["cursor"]
    ben.publish()
    accounts.rename(ada.user, "countess", opened_with="ada", by=ada.user)
    people.unpublish(ben.profile, by=ben.user)
    commit()
    first = stranger.get(CHANGES, {"since": cursor, "limit": 1}).json()
    assert first["has_more"]
    second = stranger.get(CHANGES, {"since": first["cursor"]}).json()
    told = first["results"] + second["results"]
    assert [(row["kind"], row["username"], row["former_username"]) for row in told] == [
        ("renamed", "countess", "ada"),
        ("deleted", "ben", ""),
    ]
    assert told[0]["id"] == str(ada.profile.pk)
    assert told[0]["url"] == "http://testserver/api/v1/people/countess"
    assert not second["has_more"]
    assert stranger.get(CHANGES, {"since": second["cursor"]}).json()["results"] == []


def test_the_address_of_people_is_composed_once_for_all_that_are_told(registry, stranger, monkeypatch):
    for number in range(3):
        cast.join(f"person-{number}", "Somebody").publish()
    commit()
    composed, real = [], registers.reverse
    monkeypatch.setattr(registers, "reverse", lambda *asked, **more: composed.append(asked) or real(*asked, **more))
    told = stranger.get(CHANGES).json()["results"]
    assert [row["url"] for row in told] == [f"http://testserver/api/v1/people/person-{number}" for number in range(3)]
    assert len(composed) == 1


def test_the_feed_begins_with_all_that_is_there(ada, ben, stranger):
    ada.publish()
    commit()
    assert [row["username"] for row in stranger.get(CHANGES).json()["results"]] == ["ada"]


def test_whose_cursor_is_lost_reads_everything_anew(ada, stranger):
    ada.publish()
    commit()
    cursor = stranger.get(CHANGES).json()["cursor"]
    people_of_before = stranger.get(CHANGES, {"since": cursor})
    assert people_of_before.status_code == 200
    from profiles.api import actions

    actions.begin_new_era()
    answer = stranger.get(CHANGES, {"since": cursor})
    assert answer.status_code == 410
    assert "since=now" in answer.json()["detail"]


@pytest.mark.parametrize("since", ["x", "W10", "WyJjaGFuZ2VzIiwieCIsMSwxXQ", "é" * 10, "A" * 9000])
def test_a_broken_cursor_is_refused(db, stranger, since):
    assert stranger.get(CHANGES, {"since": since}).status_code == 400


@pytest.mark.parametrize(
    ("path", "most"),
    [(ORGANIZATIONS, 1), (f"{ORGANIZATIONS}?q=bro", 3), (INTERESTS, 1), (CHANGES, 2), (f"{CHANGES}?since=now", 1)],
)
def test_queries_are_few_whatever_there_is(registry, stranger, path, most, django_assert_max_num_queries):
    for number in range(5):
        member = cast.join(f"person-{number}", "Somebody")
        member.add(Kind.INTERESTS, title=f"interest {number}")
        member.publish()
    commit()
    with django_assert_max_num_queries(most):
        assert stranger.get(path).status_code == 200
