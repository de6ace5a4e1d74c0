"""Programs with tokens: what each scope opens, and what no token does."""

import pytest
from django.test import Client

from profiles.accounts import actions, api_tokens
from profiles.accounts.api_tokens import Scope
from profiles.accounts.models import ApiToken
from profiles.people.models import Kind
from profiles.shared.visibility import Visibility
from tests import cast
from tests.api.tokens import program, text_of

ME, PERSON = "/api/v1/me", "/api/v1/people/ada"
NEVER_MADE = "colophon_" + "a" * 43 + api_tokens._check("a" * 43)  # well-formed, and the same in every process


@pytest.fixture
def page(ada):
    ada.write(Kind.HEADLINE, "for members", Visibility.MEMBERS)
    ada.write(Kind.PRONOUNS, "for me", Visibility.ME)
    return ada.publish()


def test_members_only_data_needs_its_scope(page, cleo):
    with_scope, without = program(cleo, Scope.READ_MEMBERS), program(cleo, Scope.ME_READ)
    assert with_scope.get(PERSON).json()["headline"] == "for members"
    assert without.get(PERSON).json()["headline"] == ""


def test_no_token_opens_among_people_what_is_for_oneself(page, ada):
    everything = program(ada, Scope.READ_MEMBERS, Scope.ME_READ, Scope.ME_WRITE)
    assert everything.get(PERSON).json()["pronouns"] == ""


def test_a_token_without_the_scope_is_refused(page, ada):
    answer = program(ada, Scope.READ_MEMBERS).get(ME)
    assert answer.status_code == 403
    assert "me:read" in answer.json()["detail"]
    assert program(ada, Scope.ME_READ).get(ME).json()["username"] == "ada"


def test_what_is_said_to_a_token_is_kept_by_nobody(page, cleo):
    for path in (PERSON, "/api/v1/people", "/api/v1/changes"):
        answer = program(cleo, Scope.READ_MEMBERS).get(path)
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "Authorization" in answer.headers["Vary"]


@pytest.mark.parametrize(
    "header",
    [
        "Bearer x",
        "Bearer",
        "Bearer  ",
        "Basic YWRhOmFkYQ==",
        "Token x",
        "Bearer \u00e9",
        "Bearer " + "x" * 9000,
        f"Bearer {NEVER_MADE}",
    ],
)
def test_what_is_no_token_is_refused_everywhere(page, header):
    for path in (ME, PERSON, "/api/v1/people"):
        answer = Client().get(path, HTTP_AUTHORIZATION=header)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="api"'
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_token_dies_with_its_account_and_when_it_is_revoked(page, cleo, ben):
    closed, revoked = program(cleo, Scope.READ_MEMBERS), program(ben, Scope.READ_MEMBERS)
    assert closed.get(PERSON).status_code == revoked.get(PERSON).status_code == 200
    actions.deactivate(cleo.user, by=None)
    actions.revoke_token(ApiToken.objects.get(user=ben.user), by=ben.user)
    assert closed.get(PERSON).status_code == revoked.get(PERSON).status_code == 401


def test_a_token_counts_before_a_session(page, ada, cleo):
    """A browser that has both is the program."""
    text = text_of(cleo, Scope.ME_READ)
    assert ada.client.get(ME, headers={"Authorization": f"Bearer {text}"}).json()["username"] == "cleo"


def test_a_token_in_an_address_is_refused(page, cleo):
    text = text_of(cleo, Scope.ME_READ)
    for name in ("access_token", "token", "api_key"):
        answer = Client().get(f"{ME}?{name}={text}")
        assert answer.status_code in (400, 401)
        answer = Client().get(f"{PERSON}?{name}={text}")
        assert answer.status_code == 400
        assert text not in answer.content.decode()


def test_reading_writes_no_row(page, cleo, django_assert_num_queries):
    client = program(cleo, Scope.READ_MEMBERS)
    with django_assert_num_queries(4) as asked:
        client.get(PERSON)
    assert [query["sql"] for query in asked if not query["sql"].startswith("SELECT")] == []
    assert ApiToken.objects.get().last_used_on is None
    assert "Last used on" in cleo.client.get("/me/account/tokens/").content.decode()


def test_guesses_are_limited(db, settings):
    settings.RATE_LIMITS = {"api": "2/5 minutes"}
    answers = [
        Client().get(ME, REMOTE_ADDR="192.0.2.77", headers={"Authorization": f"Bearer {api_tokens.new_text()}"})
        for _ in range(3)
    ]
    assert [answer.status_code for answer in answers] == [401, 401, 429]


def test_a_session_writes_only_with_a_csrf_token(ada):
    browser = Client(enforce_csrf_checks=True)
    cast.sign_in(browser, ada.user)
    assert browser.post("/api/v1/people:lookup", "{}", content_type="application/json").status_code == 403
