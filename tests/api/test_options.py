"""The two methods beside those that an address is for: HEAD wherever GET is, and OPTIONS."""

import pytest

from profiles.accounts.api_tokens import Scope
from tests.api.tokens import program

READ = [
    "people",
    "people/ada",
    "affiliations",
    "organizations",
    "interests",
    "search/suggest?q=ada",
    "facets",
    "changes",
]
OWN = {"X-Request-Id", "RateLimit"}  # of each answer


def headers(answer):
    said = {name: value for name, value in answer.headers.items() if name not in OWN}
    return said | {"Allow": set(said["Allow"].split(", "))}


@pytest.mark.parametrize("path", READ)
def test_head_says_what_get_says_without_the_body(ada, stranger, path):
    ada.publish()
    whole, head = stranger.get(f"/api/v1/{path}"), stranger.head(f"/api/v1/{path}")
    assert (head.status_code, head.content) == (200, b"")
    assert headers(head) == headers(whole)


def test_head_of_ones_own_page_needs_the_same_token(ada, stranger):
    assert stranger.head("/api/v1/me").status_code == 401
    assert program(ada, Scope.READ_MEMBERS).head("/api/v1/me").status_code == 403
    reader = program(ada, Scope.ME_READ)
    assert reader.head("/api/v1/me").headers["ETag"] == reader.get("/api/v1/me").headers["ETag"]


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("people", {"GET", "HEAD", "OPTIONS"}),
        ("people:lookup", {"POST", "OPTIONS"}),
        ("facets", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_options_says_how_an_address_may_be_asked(db, stranger, path, methods):
    answer = stranger.options(f"/api/v1/{path}")
    assert (answer.status_code, answer.json()) == (200, {})
    assert set(answer.headers["Allow"].split(", ")) == methods
    assert answer.headers["Cache-Control"] == "private, no-store"
    refused = stranger.put(f"/api/v1/{path}")
    assert (refused.status_code, set(refused.headers["Allow"].split(", "))) == (405, methods)
