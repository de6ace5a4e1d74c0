"""People by what somebody knows of them, and what that tells whom."""

import pytest

from profiles.accounts import actions as accounts
from profiles.accounts.api_tokens import Scope
from profiles.accounts.models import AuditEvent
from profiles.people.models import Kind
from profiles.shared.visibility import Visibility
from tests import cast
from tests.api.tokens import program

LOOKUP, ORCID = "/api/v1/people:lookup", "0000-0002-1825-0097"


def ask(client, **body):
    return client.post(LOOKUP, body, content_type="application/json")


def found(client, **body) -> list[tuple[str, str]]:
    answer = ask(client, **body)
    assert answer.status_code == 200, answer.content
    rows = answer.json()["results"]
    return [(next(iter(row["asked"].values())), row["person"]["username"]) for row in rows]


def test_people_are_found_by_present_and_former_names(ada, ben, stranger):
    accounts.rename(ada.user, "countess", opened_with="ada", by=ada.user)
    ada.publish()
    assert found(stranger, usernames=["ADA", "countess", "ben", "nobody", "ada"]) == [
        ("ada", "countess"),
        ("countess", "countess"),
    ]


def test_people_are_found_by_the_orcid_that_they_show(ada, ben, cleo, stranger):
    ada.add(Kind.IDENTIFIERS, type="orcid", title=ORCID)
    ben.add(Kind.IDENTIFIERS, type="orcid", title=ORCID, visibility=Visibility.MEMBERS)
    ada.publish()
    ben.publish()
    assert found(stranger, orcids=[f"https://orcid.org/{ORCID}"]) == [(ORCID, "ada")]
    assert {name for _, name in found(program(cleo, Scope.READ_MEMBERS), orcids=[ORCID])} == {"ada", "ben"}


def test_hidden_and_missing_are_the_same(ada, stranger):
    assert ask(stranger, usernames=["ada"]).json() == ask(stranger, usernames=["nobody"]).json() == {"results": []}


def test_more_is_told_where_it_is_asked_for(ada, stranger):
    ada.write(Kind.ABOUT, "Engines.").publish()
    row = ask(stranger, usernames=["ada"], include=["about"]).json()["results"][0]
    assert row["person"]["about"] == "Engines."
    assert "about" not in ask(stranger, usernames=["ada"]).json()["results"][0]["person"]


def test_how_people_sign_in_is_asked_by_programs_of_staff_alone(ada, cleo, stranger):
    ada.publish()
    asked = {"identities": [{"issuer": cast.ISSUER, "subject": "ada"}]}
    nobody = {"identities": [{"issuer": cast.ISSUER, "subject": "nobody"}]}
    keeper = cast.join("keeper", "Keeper")
    accounts.grant_staff(keeper.user, by=None)
    for client in (stranger, program(cleo, Scope.READ_MEMBERS), program(keeper, Scope.READ_MEMBERS)):
        answers = [ask(client, **body) for body in (asked, nobody)]
        assert {answer.status_code for answer in answers} <= {401, 403}
    trusted = program(keeper, Scope.IDENTITIES)
    assert found(trusted, **asked) == [(cast.ISSUER, "ada")]
    assert found(trusted, **nobody) == []
    assert found(trusted, identities=[{"issuer": cast.ISSUER + "/", "subject": "ada"}]) == []
    assert found(trusted, identities=[{"issuer": cast.ISSUER, "subject": "ADA"}]) == []
    event = AuditEvent.objects.filter(verb="identities looked up").earliest("at")
    assert (event.actor_id, event.details["asked"], event.details["found"]) == (keeper.user.pk, 1, 1)
    assert "ada" not in str(event.details)


def test_a_draft_is_not_found_by_how_its_owner_signs_in(ada):
    keeper = cast.join("keeper", "Keeper")
    accounts.grant_staff(keeper.user, by=None)
    asked = [{"issuer": cast.ISSUER, "subject": "ada"}]
    assert found(program(keeper, Scope.IDENTITIES), identities=asked) == []


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"null",
        b"{",
        b'"x"',
        b'{"usernames": "ada"}',
        b'{"usernames": [null]}',
        b'{"usernames": ["a\\u0000"]}',
        b'{"usernames": ["\\ud800"]}',
        b'{"\\ud800": 1}',
        b'{"emails": ["ada@example.org"]}',
        b'{"orcids": ["0000-0002-1825-0098"]}',
        b'{"identities": [{"issuer": "x"}]}',
        b'{"identities": [[]]}',
        b'{"usernames": ' + b'["x",' * 200 + b'"x"' + b"]" * 200 + b"}",
        b'{"usernames": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"usernames": [NaN]}',
        b'{"usernames": [' + b"9" * 5000 + b"]}",
        b"\xff\xfe",
    ],
)
def test_a_body_that_does_not_fit_is_refused(db, stranger, body):
    answer = stranger.post(LOOKUP, body, content_type="application/json")
    assert answer.status_code == 400, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_bodies_have_their_limits(db, stranger):
    assert ask(stranger, usernames=["x"] * 201).status_code == 400
    assert ask(stranger, usernames=["x"] * 200).status_code == 200
    large = stranger.post(LOOKUP, b" " * 1_000_001, content_type="application/json")
    assert large.status_code == 413, large.content
    assert stranger.post(LOOKUP, b"<x/>", content_type="text/xml").status_code == 415


@pytest.mark.parametrize(
    "body",
    [
        {"usernames": [[]] * 200_000},
        {"orcids": ["x"] * 150_000},
        {"identities": [{}] * 200_000},
        {"include": ["x"] * 150_000},
        {f"member-{number}": 1 for number in range(40_000)},
    ],
    ids=lambda body: next(iter(body)),
)
def test_of_very_many_that_do_not_fit_a_few_words_are_said(db, stranger, body):
    """Looking at each of them, and telling of each, would take half a minute for a body of a megabyte."""
    answer = ask(stranger, **body)
    assert answer.status_code == 400
    assert len(answer.content) < 2_000


def test_two_hundred_cost_as_many_queries_as_two(db, stranger, django_assert_max_num_queries):
    names = [f"person-{number}" for number in range(30)]
    for name in names:
        cast.join(name, "Somebody").publish()
    for asked in (names[:2], names):
        with django_assert_max_num_queries(5):
            assert len(found(stranger, usernames=asked, orcids=[ORCID])) == len(asked)
