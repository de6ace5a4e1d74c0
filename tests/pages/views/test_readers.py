"""The public page: complete in one answer, cheap to ask again, and exactly what its owner shows."""

import json
import re

import pytest

from profiles.people.models import LIST_KINDS, Kind
from profiles.shared.visibility import Visibility
from tests import cast, images

PAGE = "/people/ada/"


@pytest.fixture
def published(ada):
    ada.write(Kind.HEADLINE, "Analyst of <engines> & looms").write(Kind.PRONOUNS, "she/her")
    ada.write(Kind.ABOUT, "I write *notes*.\n\n[Notes](https://notes.example)")
    ada.client.post("/me/edit/picture/", {"picture": images.jpeg(), "alt": "Ada at her desk", "version": 1})
    return ada.publish()


def linked_data(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])


def test_the_page_is_complete_in_one_answer(published, stranger):
    page = stranger.get(PAGE).content.decode()
    assert "<title>Ada Lovelace · Colophon</title>" in page
    assert '<link rel="canonical" href="http://testserver/people/ada/">' in page
    assert '<meta property="og:type" content="profile">' in page
    assert '<meta property="og:image" content="http://testserver/media/' in page
    assert '<meta name="description" content="Analyst of &lt;engines&gt; &amp; looms">' in page
    assert "<em>notes</em>" in page
    assert 'rel="nofollow ugc noopener"' in page
    assert "she/her" in page


def test_an_interest_leads_to_those_who_share_it_and_crawlers_do_not_follow(ada, ben, stranger):
    for person in (ada, ben):
        person.add(Kind.INTERESTS, title="Tides & Häfen")
        person.publish()
    ada.add(Kind.INTERESTS, title="∞")
    page = stranger.get(PAGE).content.decode()
    link = re.search(r'<li dir="auto">(<a href="([^"]+)" rel="nofollow">Tides &amp; Häfen</a>)</li>', page)
    assert link
    found = stranger.get(link[2]).content.decode()
    assert "Ada Lovelace" in found
    assert 'href="/people/ben/"' in found
    assert '<li dir="auto">∞</li>' in page  # nothing to search by: a link would lead to everybody


def test_linked_data_describes_the_person_and_cannot_end_its_element(published, stranger):
    page = stranger.get(PAGE).content.decode()
    data = linked_data(page)
    assert data["@type"] == "ProfilePage"
    assert data["mainEntity"]["@type"] == "Person"
    assert data["mainEntity"]["name"] == "Ada Lovelace"
    assert data["mainEntity"]["description"] == "Analyst of <engines> & looms"
    assert "<" not in re.search(r"ld\+json\">(.*?)</script>", page, re.DOTALL)[1]


def test_a_script_in_a_name_stays_text(ada, stranger):
    name = "</script><script>alert(1)</script>"
    ada.client.post("/me/edit/name/", {"text": name, "version": 1})
    ada.publish()
    page = stranger.get(PAGE).content.decode()
    assert "<script>alert" not in page
    assert linked_data(page)["mainEntity"]["name"] == name


def test_the_page_makes_at_most_four_queries(published, stranger, cleo, queries_of):
    with queries_of(4, exact=False):
        stranger.get(PAGE)
    with queries_of(4 + 2, exact=False):  # her session and her account
        cleo.client.get(PAGE)


def test_a_second_look_is_a_304_of_one_query(published, stranger, queries_of):
    first = stranger.get(PAGE)
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert set(first.headers["Vary"].split(", ")) == {"Accept-Language", "Cookie"}
    assert not first.cookies
    with queries_of(1):
        again = stranger.get(PAGE, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.headers["ETag"] == first.headers["ETag"]


def test_every_change_makes_the_old_copy_stale_at_once(published, stranger):
    changes = [
        ("/me/edit/headline/", {"text": "New", "version": 2}),
        ("/me/edit/headline/visibility/", {"visibility": "me"}),
        ("/me/edit/about/", {"text": "New", "version": 2}),
        ("/me/edit/name/", {"text": "Ada King", "version": 1}),
        ("/me/edit/picture/", {"alt": "Ada, laughing", "version": 2}),
        ("/me/edit/picture/visibility/", {"visibility": "members"}),
    ]
    for address, data in changes:
        etag = stranger.get(PAGE).headers["ETag"]
        assert published.client.post(address, data).status_code == 302
        assert stranger.get(PAGE, headers={"If-None-Match": etag}).status_code == 200, address
    etag = stranger.get(PAGE).headers["ETag"]
    published.client.post("/me/unpublish/")
    assert stranger.get(PAGE, headers={"If-None-Match": etag}).status_code == 404


@pytest.mark.parametrize(("level", "is_told"), [("public", True), ("members", False), ("me", False)])
def test_a_stranger_is_not_told_that_something_hidden_was_edited(ada, stranger, level, is_told):
    ada.write(Kind.HEADLINE, "First", Visibility(level)).publish()
    told = [stranger.get(PAGE).headers["ETag"], stranger.get("/api/v1/people/ada").json()["modified_at"]]
    ada.write(Kind.HEADLINE, "Second", Visibility(level))
    after = [stranger.get(PAGE).headers["ETag"], stranger.get("/api/v1/people/ada").json()["modified_at"]]
    assert (after != told) is is_told
    assert stranger.get(PAGE, headers={"If-None-Match": told[0]}).status_code == (200 if is_told else 304)


def test_a_304_never_answers_a_tag_of_another_kind_of_viewer(published, cleo, stranger):
    etag = stranger.get(PAGE).headers["ETag"]
    answer = cleo.client.get(PAGE, headers={"If-None-Match": etag})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("kind", [Kind.HEADLINE, Kind.PRONOUNS, Kind.ABOUT])
@pytest.mark.parametrize(
    ("level", "seen_by"), [("public", {"stranger", "cleo", "ada"}), ("members", {"cleo", "ada"}), ("me", {"ada"})]
)
def test_every_output_shows_a_part_to_the_same_people(ada, cleo, stranger, kind, level, seen_by):
    ada.write(kind, "Canary", Visibility(level)).publish()
    clients = {"stranger": stranger, "cleo": cleo.client, "ada": ada.client}
    for address in (PAGE, "/api/v1/people/ada"):
        seen = {name for name, client in clients.items() if "Canary" in client.get(address).content.decode()}
        assert seen == seen_by, address
    previews = {
        name: "Canary" in ada.client.get(f"/me/preview/{name}/").content.decode() for name in ("stranger", "member")
    }
    assert previews == {"stranger": "stranger" in seen_by, "member": "cleo" in seen_by}


def test_hidden_looks_like_missing(ada, cleo, stranger):
    for client in (stranger, cleo.client):
        hidden, missing = client.get(PAGE), client.get("/people/bob/")
        assert hidden.status_code == missing.status_code == 404
        assert _without_reference(hidden) == _without_reference(missing)
        assert dict(hidden.headers) | {"X-Request-Id": ""} == dict(missing.headers) | {"X-Request-Id": ""}
    assert ada.client.get(PAGE).status_code == 200


def _without_reference(response):
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode().replace("bob", "ada"))
    return text.replace(response.headers["X-Request-Id"], "")


def test_another_case_or_an_older_name_leads_to_the_page(ada, stranger):
    ada.client.post("/me/welcome/", {"username": "countess"})
    ada.publish()
    for old in ("ada", "Countess", "ADA"):
        answer = stranger.get(f"/people/{old}/")
        assert answer.status_code == 301
        assert answer.headers["Location"] == "/people/countess/"


def test_an_older_name_of_a_draft_leads_nowhere(ada, stranger):
    ada.client.post("/me/welcome/", {"username": "countess"})
    assert stranger.get(PAGE).status_code == 404
    assert stranger.get("/people/Countess/").status_code == 404


def test_the_page_of_a_deactivated_person_is_gone(published, stranger):
    from profiles.accounts import actions

    actions.deactivate(published.user, by=None)
    assert stranger.get(PAGE).status_code == 404


def test_a_page_that_is_not_indexable_says_so(published, stranger):
    assert 'name="robots"' not in stranger.get(PAGE).content.decode()
    type(published.profile).objects.update(is_indexable=False)
    assert '<meta name="robots" content="noindex">' in stranger.get(PAGE).content.decode()


@pytest.mark.parametrize("kind", LIST_KINDS)
@pytest.mark.parametrize(
    ("level", "seen_by"), [("public", {"stranger", "cleo", "ada"}), ("members", {"cleo", "ada"}), ("me", {"ada"})]
)
def test_every_output_shows_an_item_to_the_same_people(ada, cleo, stranger, kind, level, seen_by):
    type_ = "wikidata" if kind == Kind.IDENTIFIERS else "website"
    values = {"title": "Canary", "type": type_, "url": "https://canary.example/Canary"}
    ada.add(kind, visibility=Visibility(level), **values)
    ada.publish()
    clients = {"stranger": stranger, "cleo": cleo.client, "ada": ada.client}
    for address in (PAGE, "/api/v1/people/ada"):
        seen = {name for name, client in clients.items() if "Canary" in client.get(address).content.decode()}
        assert seen == seen_by, address


def test_own_links_are_told_to_machines_early(ada, stranger):
    ada.add(Kind.LINKS, type="website", url="https://ada.example/")
    ada.publish()
    page = stranger.get(PAGE).content.decode()
    assert page.index('<link rel="me" href="https://ada.example/">') < page.index("</head>")


def test_times_and_languages_are_told_to_machines(ada, stranger):
    ada.add(Kind.NAMES, title="Аугуста Ада", language="ru")
    ada.add(Kind.POSITIONS, title="Analytikerin", language="de", started_on="1843-09", ended_on="1852")
    ada.publish()
    page = stranger.get(PAGE).content.decode()
    assert '<bdi lang="ru">Аугуста Ада</bdi>' in page
    assert '<bdi lang="de">Analytikerin</bdi>' in page
    assert '<time datetime="1843-09" dir="auto">Sept 1843</time>–<time datetime="1852" dir="auto">1852</time>' in page


def test_what_people_write_in_items_stays_text(ada, stranger):
    for kind in LIST_KINDS:
        type_ = "isni" if kind == Kind.IDENTIFIERS else "other"
        ada.add(kind, type=type_, title="<b>x</b>", detail="<b>x</b>", organization_name="<b>x</b>", text="<b>x</b>")
    ada.publish()
    assert "<b>x</b>" not in stranger.get(PAGE).content.decode()


def test_home_shows_the_newest_pages(published, stranger):
    later = cast.join("later", "Later Scholar").publish()
    page = stranger.get("/").content.decode()
    assert page.index(later.profile.display_name) < page.index("Ada Lovelace")
    assert 'action="/people/"' in page


def test_home_suggests_searches_that_find_somebody(published, stranger):
    page = stranger.get("/").content.decode()
    assert 'href="/people/?q=lovelace"' in page
    assert 'href="/people/ada/"' in stranger.get("/people/?q=lovelace").content.decode()


def test_home_leads_to_the_letters_that_somebody_has(published, stranger):
    cast.join("greek", "Σοφία Βελισαρίου").publish()
    page = stranger.get("/").content.decode()
    assert 'href="/people/?letter=l">L</a>' in page
    assert '<span aria-hidden="true">Q</span>' in page
    assert 'href="/people/?letter=%CE%B2"><bdi lang="und-Grek">Β</bdi>' in page


def test_home_makes_as_many_queries_for_one_as_for_many(published, stranger, queries_of):
    with queries_of(4):
        stranger.get("/")
    for number in range(8):
        cast.join(f"p-{number}", f"Person {number}").publish()
    with queries_of(4):
        stranger.get("/")


def test_home_without_people_is_a_page_too(db, stranger):
    answer = stranger.get("/")
    assert answer.status_code == 200
    assert not answer.cookies


@pytest.mark.parametrize("address", ["/about/", "/privacy/", "/accessibility/"])
def test_pages_around_are_public_and_revalidated(db, stranger, address):
    answer = stranger.get(address)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert stranger.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
