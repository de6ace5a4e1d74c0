"""One's own page, read and changed by a program."""

import pytest

from profiles.accounts import actions as accounts
from profiles.accounts.api_tokens import Scope
from profiles.accounts.models import ApiToken, AuditEvent
from profiles.api.v1 import parameters
from profiles.people.models import Kind, Part, Status
from profiles.shared.ids import new_id
from profiles.shared.visibility import Visibility
from tests import cast
from tests.api.patches import ME, MERGE, changed, patch, refused
from tests.api.tokens import program


def test_one_reads_all_of_ones_own_and_nothing_else(ada, cleo):
    ada.write(Kind.HEADLINE, "secret", Visibility.ME)
    ada.add(Kind.INTERESTS, title="hidden", visibility=Visibility.ME)
    mine = program(ada, Scope.ME_READ).get(ME).json()
    assert mine["profile"]["parts"]["headline"] == {"visibility": "me", "text": "secret", "language": ""}
    (interest,) = mine["profile"]["parts"]["interests"]["items"]
    assert (interest["title"], interest["visibility"]) == ("hidden", "me")
    theirs = program(cleo, Scope.ME_READ, Scope.READ_MEMBERS).get(ME).content.decode()
    assert "secret" not in theirs
    assert "hidden" not in theirs


def test_my_page_is_revalidated(ada):
    client = program(ada, Scope.ME_READ)
    first = client.get(ME)
    assert first.headers["Cache-Control"] == "private, no-store"
    assert client.get(ME, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    ada.write(Kind.HEADLINE, "New", Visibility.ME)
    assert client.get(ME, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_reading_is_no_permission_to_write(ada):
    answer = patch(program(ada, Scope.ME_READ, Scope.READ_MEMBERS), {})
    assert answer.status_code == 403
    assert "me:write" in answer.json()["detail"]


def test_a_change_needs_to_know_what_it_changes(ada, script):
    assert patch(script, {}, etag="").status_code == 428
    etag = script.get(ME).headers["ETag"]
    for wrong in ('"x"', f"W/{etag}", "x", "é", '"' * 500):
        assert patch(script, {"profile": {"name": "Other"}}, wrong).status_code == 412
    answer = patch(script, {"profile": {"name": "Countess"}}, f'"x", {etag}')
    assert answer.status_code == 200
    assert patch(script, {"profile": {"name": "Again"}}, etag).status_code == 412
    assert patch(script, {"profile": {"name": "Again"}}, answer.headers["ETag"]).status_code == 200
    assert script.get(ME).json()["profile"]["name"] == "Again"


def test_a_change_in_the_browser_meanwhile_is_not_lost(ada, script):
    etag = script.get(ME).headers["ETag"]
    ada.client.post("/me/edit/headline/", {"text": "By hand", "version": 1})
    assert patch(script, {"profile": {"parts": {"headline": {"text": "By script"}}}}, etag).status_code == 412
    assert ada.part(Kind.HEADLINE).text == "By hand"


def test_texts_and_who_sees_them_are_changed(ada, script):
    parts = changed(
        script,
        {"headline": {"text": "  Analyst ", "language": "en", "visibility": "members"}, "about": {"text": "I *work*."}},
    )
    assert parts["headline"] == {"text": "Analyst", "language": "en", "visibility": "members"}
    assert ada.part(Kind.ABOUT).html == "<p>I <em>work</em>.</p>\n"
    assert AuditEvent.objects.filter(verb="part shown", actor_id=ada.user.pk).exists()
    assert changed(script, {"headline": {"text": ""}})["headline"]["text"] == ""


def test_what_a_form_refuses_is_refused_and_nothing_is_changed(ada, script):
    before = script.get(ME).json()
    document = {"profile": {"name": "Countess", "parts": {"headline": {"text": "x" * 201}}}}
    assert refused(script, document) == ["profile.parts.headline.text"]
    assert script.get(ME).json() == before


def test_a_new_name_has_its_place_in_lists_guessed(ada, script):
    answer = patch(script, {"profile": {"name": "Augusta King"}}).json()["profile"]
    assert (answer["name"], answer["sort_name"]) == ("Augusta King", "King, Augusta")
    answer = patch(script, {"profile": {"sort_name": "Lovelace, A."}}).json()["profile"]
    assert (answer["name"], answer["sort_name"]) == ("Augusta King", "Lovelace, A.")


def test_a_page_is_published_and_taken_down(ada, script, stranger):
    assert patch(script, {"profile": {"status": "published"}}).json()["profile"]["status"] == "published"
    assert stranger.get("/people/ada/").status_code == 200
    assert patch(script, {"profile": {"status": "draft"}}).status_code == 200
    assert stranger.get("/people/ada/").status_code == 404
    assert refused(script, {"profile": {"status": "suspended"}}) == ["profile.status"]


def test_nobody_lifts_a_suspension_so(ada, script):
    type(ada.profile).objects.update(status=Status.SUSPENDED)
    assert refused(script, {"profile": {"status": "published"}}) == ["profile.status"]


@pytest.mark.parametrize("ends", ["the account", "the token", "nothing"])
def test_who_waited_for_a_turn_and_lost_the_right_to_it_changes_nothing(ada, script, monkeypatch, ends):
    """The token is looked up before the lock; here one of them ends just after that."""

    def meanwhile(*_: object) -> None:
        if ends == "the account":
            accounts.deactivate(ada.user, by=None)
        elif ends == "the token":
            accounts.revoke_token(ApiToken.objects.get(), by=ada.user)

    monkeypatch.setattr(parameters, "read", meanwhile)
    answer = patch(script, {"profile": {"name": "Countess"}})
    assert answer.status_code == (200 if ends == "nothing" else 401), answer.content
    assert ada.profile.display_name == ("Countess" if ends == "nothing" else "Ada Lovelace")


def test_a_section_of_ones_own_comes_and_goes(ada, script):
    pk = str(new_id())
    parts = changed(script, {pk: {"title": "Teaching", "text": "On *engines*."}})
    assert parts[pk] == {"visibility": "public", "title": "Teaching", "text": "On *engines*.", "language": ""}
    assert changed(script, {pk: {"title": "Lectures"}})[pk]["title"] == "Lectures"
    assert pk not in changed(script, {pk: None})
    assert not Part.objects.filter(pk=pk).exists()


def test_what_a_new_section_may_say_is_told_in_the_same_words_each_time(script):
    section = str(new_id())
    answer = patch(script, {"profile": {"parts": {section: {"title": "x", "colour": "red"}}}})
    told = answer.json()["errors"][f"profile.parts.{section}.colour"]
    assert told == ["A text under one of: title, text, language, visibility."]


def test_somebody_elses_parts_and_items_are_out_of_reach(ada, cleo, script):
    theirs = cleo.add(Kind.INTERESTS, title="Theirs")
    wanted = {"profile": {"parts": {"interests": {"items": [{"id": str(theirs.pk), "title": "Mine"}]}}}}
    assert refused(script, wanted) == ["profile.parts.interests.items"]
    section = cleo.part(Kind.ABOUT).pk
    assert refused(script, {"profile": {"parts": {str(section): {"title": "x", "text": "x"}}}})
    theirs.refresh_from_db()
    assert theirs.title == "Theirs"


@pytest.mark.parametrize(
    "document",
    [
        [],
        "x",
        None,
        7,
        {"username": "countess"},
        {"is_staff": True},
        {"identities": []},
        {"password": "x"},
        {"language": "xx"},
        {"language": 7},
        {"profile": None},
        {"profile": []},
        {"profile": {"id": "x"}},
        {"profile": {"name": ""}},
        {"profile": {"name": None}},
        {"profile": {"name": {"first": "Ada"}}},
        {"profile": {"language": "?"}},
        {"profile": {"parts": []}},
        {"profile": {"parts": {"headline": None}}},
        {"profile": {"parts": {"headline": {"text": 7}}}},
        {"profile": {"parts": {"headline": {"visibility": "all"}}}},
        {"profile": {"parts": {"headline": {"html": "<b>"}}}},
        {"profile": {"parts": {"nonsense": {"title": "x"}}}},
        {"profile": {"parts": {"nonsense": 7}}},
        {"profile": {"parts": {"picture": {"url": "x"}}}},
        {"profile": {"parts": {"interests": {"items": 7}}}},
        {"profile": {"parts": {"interests": {"items": [7]}}}},
        {"profile": {"parts": {"interests": {"items": [{"title": 7}]}}}},
        {"profile": {"parts": {"interests": {"items": [{"title": "a"}, {"title": "A"}]}}}},
        {"profile": {"parts": {"interests": {"items": [{"id": "x", "title": "a"}]}}}},
        {"profile": {"parts": {"interests": {"items": [{"title": "a", "html": "b"}]}}}},
        {"profile": {"parts": {"interests": {"items": [{"title": "a", "visibility": "all"}]}}}},
        {"profile": {"parts": {"interests": {"items": [{"title": f"i{n}"} for n in range(201)]}}}},
        {"profile": {"parts": {"links": {"items": [{"url": "javascript:alert(1)"}]}}}},
        {"profile": {"parts": {"identifiers": {"items": [{"type": "orcid", "title": "0000-0002-1825-0098"}]}}}},
    ],
)
def test_what_does_not_fit_is_named_and_changes_nothing(ada, script, document):
    before = script.get(ME).json()
    assert refused(script, document)
    assert script.get(ME).json() == before


def test_a_body_that_is_no_json_is_refused(ada, script):
    for body in ("{", "\ud800".encode("utf-8", "surrogatepass"), '{"profile": {"name": "\\u0000"}}'):
        answer = script.patch(ME, body, content_type=MERGE, headers={"If-Match": "*"})
        assert answer.status_code == 400
    assert script.patch(ME, "x", content_type="text/plain", headers={"If-Match": "*"}).status_code == 415


def test_a_change_that_changes_nothing_raises_no_version(ada, script):
    before = ada.profile.version
    assert patch(script, {}).status_code == 200
    assert patch(script, {"profile": {"name": "Ada Lovelace"}}, content_type="application/json").status_code == 200
    assert ada.profile.version == before


def test_the_use_of_a_token_is_written_by_a_change(ada, script):
    patch(script, {})
    assert ApiToken.objects.get().last_used_on


def test_a_browser_changes_it_with_a_csrf_token(ada):
    assert patch(ada.client, {"profile": {"name": "By hand"}}).status_code == 200


def test_me_costs_few_queries_whatever_is_on_it(ada, django_assert_max_num_queries):
    client = program(ada, Scope.ME_READ)
    for number in range(3):
        for more in range(5):
            ada.add(Kind.INTERESTS, title=f"interest {number} {more}")
        with django_assert_max_num_queries(7):
            client.get(ME)
    assert cast.ISSUER in client.get(ME).content.decode()
