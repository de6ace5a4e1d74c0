"""Searching by words, suggestions, and facets, as programs ask for them."""

import pytest

from profiles.accounts.api_tokens import Scope
from profiles.people.models import Kind, Organization
from profiles.shared.visibility import Visibility
from tests import cast
from tests.api.tokens import program

PEOPLE, SUGGEST, FACETS, ROR = "/api/v1/people", "/api/v1/search/suggest", "/api/v1/facets", "05gq02987"


def names(client, path: str = PEOPLE, **asked) -> list[str]:
    answer = client.get(path, asked)
    assert answer.status_code == 200, answer.content
    return [row["username"] for row in answer.json()["results"]]


@pytest.fixture
def several(db) -> list[cast.Member]:
    known = [cast.join(f"ada-{number}", f"Ada Number {number}") for number in "abc"]
    return [member.publish() for member in known]


def test_people_are_found_by_words_and_pages_follow(several, stranger):
    answer = stranger.get(PEOPLE, {"q": "ada", "limit": 2}).json()
    assert answer["total"] == {"value": 3, "relation": "exact"}
    rest = stranger.get(answer["next"]).json()
    seen = [row["username"] for row in answer["results"] + rest["results"]]
    assert sorted(seen) == ["ada-a", "ada-b", "ada-c"]
    assert rest["next"] == ""


def test_where_nobody_is_found_other_words_may_be_offered(several, stranger):
    answer = stranger.get(PEOPLE, {"q": "adda nunber zzz"}).json()
    assert answer["results"] == []
    assert isinstance(answer["did_you_mean"], list)


def test_filters_go_with_words(several, stranger):
    organization = Organization.objects.create(ror=ROR, name="Brown", words="")
    several[0].add(Kind.POSITIONS, title="Analyst", organization_id=organization.pk)
    several[0].add(Kind.INTERESTS, title="Analytical Engines")
    for asked in ({"org": ROR}, {"interest": "analytical engines"}):
        assert names(stranger, q="ada", **asked) == ["ada-a"]
        assert names(stranger, **asked) == ["ada-a"]


def test_who_worked_there_once_works_there_no_more(several, stranger):
    organization = Organization.objects.create(ror=ROR, name="Brown", words="")
    several[0].add(Kind.POSITIONS, title="x", organization_id=organization.pk, started_on="1840", ended_on="1841")
    assert names(stranger, org=ROR) == names(stranger, q="ada", org=ROR) == []
    assert len(stranger.get("/api/v1/affiliations", {"org": ROR}).json()["results"]) == 1


def test_suggestions_are_few_and_of_published_pages(several, ada, stranger):
    assert len(names(stranger, SUGGEST, q="ad")) == 3
    assert names(stranger, SUGGEST, q="lovelace") == []
    assert names(ada.client, SUGGEST, q="lovelace") == []
    assert names(stranger, SUGGEST, q="") == []
    assert stranger.get(SUGGEST).status_code == 400


def test_facets_count_what_the_caller_may_see(several, cleo, stranger):
    several[0].add(Kind.INTERESTS, title="Engines")
    several[1].add(Kind.INTERESTS, title="Engines", visibility=Visibility.MEMBERS)
    several[2].add(Kind.INTERESTS, title="Engines", visibility=Visibility.ME)
    several[2].add(Kind.INTERESTS, title="Secrets", visibility=Visibility.ME)
    for client, count in ((stranger, 1), (program(cleo, Scope.READ_MEMBERS), 2), (cleo.client, 2)):
        (choice,) = client.get(FACETS, {"q": "ada"}).json()["interests"]
        assert (choice["label"], choice["count"]) == ("Engines", count)


def test_facets_lead_to_filters(several, stranger):
    organization = Organization.objects.create(ror=ROR, name="Brown", words="")
    several[0].add(Kind.POSITIONS, title="Analyst", organization_id=organization.pk)
    several[1].add(Kind.POSITIONS, title="Analyst", organization_name="A salon")
    told = {row["label"]: row["ror"] for row in stranger.get(FACETS).json()["organizations"]}
    assert told == {"Brown": f"https://ror.org/{ROR}", "A salon": ""}
    assert names(stranger, org=told["Brown"]) == ["ada-a"]


@pytest.mark.parametrize("q", ["", "'", "a' | b:*", "%", "\u202e", "x" * 5000, "\u00e9" * 900, " ".join("a" * 500)])
@pytest.mark.parametrize("path", [PEOPLE, SUGGEST, FACETS])
def test_any_words_are_searched(several, stranger, path, q):
    assert stranger.get(path, {"q": q}).status_code == 200


def test_a_cursor_of_another_order_is_refused(several, stranger):
    by_name = stranger.get(PEOPLE, {"limit": 1}).json()["next"]
    assert stranger.get(f"{by_name}&q=ada").status_code == 400


@pytest.mark.parametrize(
    ("path", "most"),
    [
        (f"{PEOPLE}?q=ada&include=interests", 6),
        (f"{SUGGEST}?q=ada", 4),
        (f"{SUGGEST}?q=engines", 7),
        (f"{FACETS}?q=ada", 4),
        (f"{FACETS}?q=ada&org={ROR}&interest=engines&language=en", 7),
        (FACETS, 2),
    ],
)
def test_the_number_of_queries_is_bounded(several, stranger, path, most, django_assert_max_num_queries):
    for number in range(2):
        for more in range(6):
            member = cast.join(f"ada-{number}-{more}", "Ada Again")
            member.add(Kind.INTERESTS, title="Engines")
            member.publish()
        with django_assert_max_num_queries(most):
            assert stranger.get(path).status_code == 200
