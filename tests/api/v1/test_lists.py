"""Lists of people: filters, order, pages, fields, and what they never tell."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from profiles.accounts.api_tokens import Scope
from profiles.people.models import Kind, Organization, Profile
from profiles.shared.visibility import Visibility
from tests import cast
from tests.api.tokens import program

PEOPLE, ORCID, ROR = "/api/v1/people", "0000-0002-1825-0097", "05gq02987"


def names(client, path: str = PEOPLE, **asked) -> list[str]:
    answer = client.get(f"{path}?{urlencode(asked)}")
    assert answer.status_code == 200, answer.content
    return [row["username"] for row in answer.json()["results"]]


@pytest.fixture
def trio(ada, ben, cleo):
    return [person.publish() for person in (ada, ben, cleo)]


def test_people_come_in_the_order_of_their_names(trio, stranger):
    answer = stranger.get(PEOPLE).json()
    assert [row["username"] for row in answer["results"]] == ["cleo", "ben", "ada"]
    assert answer["total"] == {"value": 3, "relation": "exact"}
    assert answer["next"] == ""
    assert set(answer["results"][0]) >= {"id", "username", "url", "name", "headline", "picture", "modified_at"}
    assert "about" not in answer["results"][0]


@pytest.mark.parametrize("sort", ["name", "-updated"])
def test_pages_follow_one_another_and_end(trio, stranger, sort):
    everybody = names(stranger, sort=sort)
    seen, path = [], f"{PEOPLE}?limit=1&sort={sort}"
    while path:
        answer = stranger.get(path)
        seen += [row["username"] for row in answer.json()["results"]]
        path = answer.json()["next"]
        assert answer.headers.get("Link", "") == (f'<{path}>; rel="next"' if path else "")
    assert seen == everybody
    assert len(seen) == 3


def test_people_of_one_moment_are_told_apart(trio, stranger):
    Profile.objects.update(public_changed_at=timezone.now())
    first = stranger.get(f"{PEOPLE}?sort=-updated&limit=2").json()
    second = stranger.get(first["next"]).json()
    assert len({row["username"] for row in first["results"] + second["results"]}) == 3


def test_newest_changes_come_first(trio, ada, stranger):
    ada.write(Kind.HEADLINE, "New")
    assert names(stranger, sort="-updated")[0] == "ada"
    before = (timezone.now() + timedelta(hours=1)).isoformat()
    assert names(stranger, updated_since=before) == []
    assert names(stranger, updated_since="2020-01-01") == ["cleo", "ben", "ada"]


def test_filters_find_by_what_is_shown(trio, ada, stranger):
    organization = Organization.objects.create(ror=ROR, name="Brown", words="")
    ada.add(Kind.POSITIONS, title="Analyst", organization_id=organization.pk)
    ada.add(Kind.IDENTIFIERS, type="orcid", title=ORCID)
    ada.add(Kind.INTERESTS, title="Difference Engines")
    Profile.objects.filter(pk=ada.profile.pk).update(language="en-GB")
    for asked in (
        {"username": "ADA"},
        {"orcid": f"https://orcid.org/{ORCID}"},
        {"orcid": ORCID},
        {"org": f"https://ror.org/{ROR}"},
        {"org": ROR},
        {"interest": "difference engines"},
        {"language": "EN"},
        {"language": "en", "org": ROR, "interest": "Difference Engines", "username": "ada"},
    ):
        assert names(stranger, **asked) == ["ada"], asked
    for asked in ({"username": "nobody"}, {"interest": "analysis"}, {"language": "de"}, {"org": "0abcdef34"}):
        if asked != {"org": "0abcdef34"}:
            assert names(stranger, **asked) == [], asked
        else:
            assert stranger.get(PEOPLE, asked).status_code == 400


@pytest.mark.parametrize("level", Visibility)
def test_no_filter_betrays_what_is_hidden(ada, cleo, stranger, level):
    organization = Organization.objects.create(ror=ROR, name="Brown", words="")
    ada.add(Kind.POSITIONS, title="Analyst", organization_id=organization.pk, visibility=level)
    ada.add(Kind.IDENTIFIERS, type="orcid", title=ORCID, visibility=level)
    ada.add(Kind.INTERESTS, title="engines", visibility=level)
    ada.publish()
    readers = {"stranger": stranger, "member": cleo.client, "reader": program(cleo, Scope.READ_MEMBERS)}
    readers |= {"owner's program": program(ada, Scope.ME_READ)}
    may_see = {Visibility.PUBLIC: set(readers), Visibility.MEMBERS: {"member", "reader"}, Visibility.ME: set()}[level]
    for who, client in readers.items():
        for asked in ({"orcid": ORCID}, {"org": ROR}, {"interest": "engines"}):
            answer = client.get(PEOPLE, asked).json()
            assert bool(answer["results"]) == (who in may_see), (who, asked)
            assert answer["total"]["value"] == len(answer["results"])


def test_drafts_are_in_no_list(ada, ben, stranger):
    ben.publish()
    for client in (stranger, ada.client, program(ada, Scope.READ_MEMBERS, Scope.ME_READ)):
        assert names(client) == ["ben"]
        assert names(client, username="ada") == []


def test_fields_are_as_asked(trio, ada, stranger):
    ada.write(Kind.ABOUT, "Engines.")
    row = stranger.get(PEOPLE, {"username": "ada", "fields": "username,about"}).json()["results"][0]
    assert row == {"username": "ada", "about": "Engines."}
    row = stranger.get(PEOPLE, {"username": "ada", "include": "interests"}).json()["results"][0]
    assert row["interests"] == []
    assert row["name"] == "Ada Lovelace"
    whole = stranger.get("/api/v1/people/ada").json()
    everything = stranger.get(PEOPLE, {"username": "ada", "include": ",".join(whole)}).json()["results"][0]
    assert everything == whole


@pytest.mark.parametrize(
    "asked",
    [
        {"fields": "password"},
        {"include": "user__password"},
        {"limit": "0"},
        {"limit": "201"},
        {"limit": "9" * 400},
        {"cursor": "x"},
        {"cursor": "ée"},
        {"cursor": "W10"},
        {"cursor": "[" * 5000},
        {"sort": "password"},
        {"sort": "relevance"},
        {"q": "ada", "sort": "name"},
        {"orcid": "0000-0002-1825-0098"},
        {"org": "x"},
        {"language": "d'"},
        {"updated_since": "yesterday"},
        {"updated_since": "0000-00-00T99:99"},
        {"updated_since": "9999-12-31T23:59:59-23:59"},
        {"user__is_staff": "1"},
        {"access_token": "x"},
        {"format": "json"},
        {"format": "xml"},
    ],
)
def test_what_does_not_fit_is_refused(trio, stranger, asked):
    answer = stranger.get(PEOPLE, asked)
    assert answer.status_code == 400, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_parameter_is_given_once(trio, stranger):
    assert stranger.get(f"{PEOPLE}?username=ada&username=ben").status_code == 400


def test_a_cursor_of_another_list_is_refused(trio, stranger):
    following = stranger.get(f"{PEOPLE}?limit=1").json()["next"]
    assert stranger.get(following.replace("limit=1", "sort=-updated")).status_code == 400


def test_a_list_is_revalidated(trio, ada, stranger):
    first = stranger.get(PEOPLE)
    again = stranger.get(PEOPLE, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    ada.write(Kind.HEADLINE, "New")
    assert stranger.get(PEOPLE, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_affiliations_come_with_their_people(trio, ada, ben, stranger):
    organization = Organization.objects.create(ror=ROR, name="Brown", words="")
    ada.add(Kind.POSITIONS, title="Analyst", organization_id=organization.pk, started_on="1843")
    ada.add(Kind.EDUCATION, title="At home", organization_name="A salon")
    ben.add(Kind.MEMBERSHIPS, title="Fellow", organization_id=organization.pk, visibility=Visibility.MEMBERS)
    answer = stranger.get("/api/v1/affiliations").json()
    assert [(row["person"]["username"], row["kind"]) for row in answer["results"]] == [
        ("ada", "position"),
        ("ada", "education"),
    ]
    assert answer["total"]["value"] == 1
    (row,) = stranger.get("/api/v1/affiliations", {"org": ROR}).json()["results"]
    assert row["affiliation"]["title"] == "Analyst"
    assert row["affiliation"]["organization"] == {"name": "Brown", "ror": f"https://ror.org/{ROR}"}
    members = ben.client.get("/api/v1/affiliations", {"org": ROR}).json()["results"]
    assert [row["person"]["username"] for row in members] == ["ben", "ada"]
    only = stranger.get("/api/v1/affiliations", {"kind": "membership"}).json()
    assert (only["results"], only["total"]["value"]) == ([], 0)
    page = ben.client.get("/api/v1/affiliations", {"limit": 1}).json()
    assert [row["person"]["username"] for row in ben.client.get(page["next"]).json()["results"]] == ["ada", "ada"]


@pytest.mark.parametrize(
    ("path", "most"),
    [
        (PEOPLE, 3),
        (f"{PEOPLE}?include=identifiers,interests,positions,about", 5),
        (f"{PEOPLE}?sort=-updated&interest=x&orcid={ORCID}&include=identifiers", 5),
        ("/api/v1/affiliations", 4),
    ],
)
def test_the_number_of_queries_is_the_same_for_few_and_many(db, stranger, path, most, django_assert_max_num_queries):
    for number in range(2):
        for person in range(4):
            member = cast.join(f"person-{number}-{person}", "Somebody")
            member.add(Kind.IDENTIFIERS, type="orcid", title=ORCID)
            member.add(Kind.POSITIONS, title="x", organization_name="y")
            member.publish()
        with django_assert_max_num_queries(most):
            assert stranger.get(path).status_code == 200
