"""What the API answers where it does not answer: always problem details, never a 5xx."""

import pytest

from profiles.people.models import Profile, Status

PERSON = "/api/v1/people/ada"


@pytest.mark.parametrize(
    "accept",
    [
        "text/html",
        "x",
        "/",
        "*/*;q=x",
        ";;;,,,",
        "application/json;" + "a=b;" * 2000,
        "\u00e9",
        "application/json; indent=9999999",
        "application/json; charset=nonsense",
        "application/" + "x" * 5000,
    ],
)
def test_any_accept_is_answered(ada, stranger, accept):
    ada.publish()
    for path in (PERSON, "/api/v1/people", "/api/v1/changes", "/api/v1/nothing"):
        answer = stranger.get(path, headers={"Accept": accept})
        assert answer.status_code in (200, 404, 406)
        assert answer.headers["Content-Type"].startswith(("application/json", "application/problem+json"))


def test_an_erased_person_is_gone_and_a_hidden_one_missing(ada, ben, stranger):
    for person, status in ((ada, Status.DELETED), (ben, Status.SUSPENDED)):
        person.publish()
        Profile.objects.filter(pk=person.profile.pk).update(status=status)
    assert stranger.get(PERSON).status_code == 410
    hidden, missing = stranger.get("/api/v1/people/ben"), stranger.get("/api/v1/people/nobody")
    assert hidden.status_code == missing.status_code == 404
    known = {name: value for name, value in hidden.json().items() if name != "instance"}
    assert known == {name: value for name, value in missing.json().items() if name != "instance"}
    assert {**hidden.headers, "X-Request-Id": ""} == {**missing.headers, "X-Request-Id": ""}


@pytest.mark.parametrize("tag", ["x", '"', "W/", '"x", "', "*" * 5000, "\u00e9"])
def test_any_tag_is_compared(ada, stranger, tag):
    ada.publish()
    for path in (PERSON, "/api/v1/people"):
        assert stranger.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_a_method_that_an_address_does_not_take_is_named(ada, stranger):
    for method in ("post", "put", "delete", "patch"):
        answer = getattr(stranger, method)(PERSON)
        assert answer.status_code == 405
        assert answer.headers["Content-Type"] == "application/problem+json"
