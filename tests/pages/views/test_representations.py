"""A page in other forms: the same permissions, a tag of its own, and the page's place in search engines."""

import json
import re

import pytest

from profiles.accounts import actions as accounts
from profiles.people.models import Kind
from profiles.shared.visibility import Visibility

FORMS = {"json": "application/json", "jsonld": "application/ld+json", "vcf": "text/vcard"}
each = pytest.mark.parametrize("form", FORMS)


@pytest.fixture
def published(ada):
    ada.add(Kind.NAMES, title="Augusta", visibility=Visibility.MEMBERS)
    return ada.publish()


@each
def test_each_form_has_its_type_and_names_the_page(published, stranger, queries_of, form):
    with queries_of(4, exact=False):
        answer = stranger.get(f"/people/ada.{form}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].partition(";")[0] == FORMS[form]
    assert answer.headers["Link"] == '<http://testserver/people/ada/>; rel="canonical"'
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert "Ada Lovelace" in answer.content.decode()
    assert not answer.cookies


@each
def test_asked_again_it_is_unchanged_for_one_query(published, stranger, queries_of, form):
    etag = stranger.get(f"/people/ada.{form}").headers["ETag"]
    with queries_of(1):
        again = stranger.get(f"/people/ada.{form}", headers={"If-None-Match": etag})
    assert (again.status_code, again.headers["ETag"]) == (304, etag)
    published.write(Kind.PRONOUNS, "she/her")
    assert stranger.get(f"/people/ada.{form}", headers={"If-None-Match": etag}).status_code == 200


def test_each_form_and_the_page_have_tags_of_their_own(published, stranger):
    tags = {stranger.get(f"/people/ada{ending}").headers["ETag"] for ending in ("/", ".json", ".jsonld", ".vcf")}
    assert len(tags) == 4


@each
def test_members_see_more_and_nobody_keeps_it(published, stranger, cleo, form):
    answer = cleo.client.get(f"/people/ada.{form}")
    assert "Augusta" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer.headers
    assert "Augusta" not in stranger.get(f"/people/ada.{form}").content.decode()


@each
def test_hidden_looks_like_missing(ada, cleo, stranger, form):
    for client in (stranger, cleo.client):
        hidden, missing = client.get(f"/people/ada.{form}"), client.get(f"/people/bob.{form}")
        assert hidden.status_code == missing.status_code == 404
        assert {*hidden.headers} == {*missing.headers}
    assert ada.client.get(f"/people/ada.{form}").status_code == 200


@each
def test_an_older_name_leads_to_the_same_form(published, stranger, form):
    accounts.choose_username(published.user, "ada-king", by=published.user)
    for old in ("ada", "Ada-King"):
        answer = stranger.get(f"/people/{old}.{form}")
        assert (answer.status_code, answer.headers["Location"]) == (301, f"/people/ada-king.{form}")


@each
def test_every_language_reads_the_same(published, stranger, form):
    bodies = {
        stranger.get(f"/people/ada.{form}", headers={"Accept-Language": language}).content
        for language in ("en", "de", "ar")
    }
    assert len(bodies) == 1


def test_the_page_names_its_other_forms(published, stranger):
    page = stranger.get("/people/ada/").content.decode()
    found = re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)">', page)
    assert found == [(media_type, f"/people/ada.{form}") for form, media_type in FORMS.items()]


def test_the_linked_data_is_that_of_the_page(published, stranger):
    page = stranger.get("/people/ada/").content.decode()
    in_page = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    assert stranger.get("/people/ada.jsonld").json() == in_page


def test_the_json_is_what_the_api_answers(published, stranger):
    assert stranger.get("/people/ada.json").json() == stranger.get("/api/v1/people/ada").json()
