"""Version 1 as neighbouring services use it."""

from profiles.people import actions
from profiles.people.models import Kind
from profiles.shared.ids import new_id
from tests import cast, images

PERSON = "/api/v1/people/ada"


def test_me_tells_who_calls(ada):
    told = ada.client.get("/api/v1/me").json()
    assert (told["username"], told["is_staff"]) == ("ada", False)
    assert told["identities"] == [{"issuer": cast.ISSUER, "subject": "ada"}]


def test_me_of_a_stranger_is_a_401_that_says_how(db, stranger):
    answer = stranger.get("/api/v1/me")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="api"'
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_person_is_told_as_on_her_page(ada, stranger):
    ada.client.post("/me/edit/headline/", {"text": "Analyst", "version": 1})
    ada.client.post("/me/edit/about/", {"text": "I *work*.", "version": 1})
    ada.client.post("/me/edit/picture/", {"picture": images.jpeg(), "alt": "Ada", "version": 1})
    ada.publish()
    person = stranger.get(PERSON).json()
    assert person["username"] == "ada"
    assert person["url"] == "http://testserver/people/ada/"
    assert person["name"] == "Ada Lovelace"
    assert person["headline"] == "Analyst"
    assert person["about"] == "I *work*."
    assert person["about_html"] == "<p>I <em>work</em>.</p>\n"
    assert person["picture"]["url"].startswith("http://testserver/media/")
    assert (person["picture"]["width"], person["picture"]["height"]) == (704, 880)


def test_a_person_is_revalidated(ada, stranger):
    ada.publish()
    first = stranger.get(PERSON)
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert stranger.get(PERSON, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    ada.client.post("/me/edit/headline/", {"text": "New", "version": 1})
    assert stranger.get(PERSON, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
    page = stranger.get("/people/ada/").headers["ETag"]
    assert page != stranger.get(PERSON).headers["ETag"], "a tag belongs to one representation"


def test_a_draft_is_told_to_its_owner_alone(ada, cleo, stranger):
    assert ada.client.get(PERSON).status_code == 200
    assert cleo.client.get(PERSON).status_code == stranger.get(PERSON).status_code == 404


def test_an_older_name_leads_to_the_person(ada, stranger):
    ada.client.post("/me/welcome/", {"username": "countess"})
    ada.publish()
    answer = stranger.get(PERSON)
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/api/v1/people/countess"


def test_the_api_is_limited(ada, stranger, settings):
    settings.RATE_LIMITS = {"api": "2/5 minutes"}
    ada.publish()
    answers = [stranger.get(PERSON, REMOTE_ADDR="192.0.2.99") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert answers[-1].headers["Content-Type"] == "application/problem+json"
    assert stranger.get(PERSON, REMOTE_ADDR="192.0.2.98").status_code == 200


def test_a_person_makes_at_most_four_queries(ada, stranger, queries_of):
    ada.publish()
    with queries_of(4, exact=False):
        stranger.get(PERSON)


def test_a_person_is_told_with_all_that_stands_on_her_page(ada, stranger):
    ada.add(Kind.NAMES, title="Ада", language="ru")
    ada.add(Kind.POSITIONS, title="Analyst", organization_name="A salon", started_on="1843-09")
    ada.add(Kind.TALKS, title="Notes", started_on="1843", url="https://notes.example/")
    ada.add(Kind.INTERESTS, title="engines")
    ada.publish()
    person = stranger.get(PERSON).json()
    assert person["other_names"] == [{"name": "Ада", "language": "ru"}]
    assert person["positions"] == [
        {
            "title": "Analyst",
            "language": "",
            "detail": "",
            "organization": {"name": "A salon", "ror": ""},
            "started_on": "1843-09",
            "ended_on": "",
        }
    ]
    assert person["talks"][0]["url"] == "https://notes.example/"
    assert person["interests"] == ["engines"]
    assert person["cover"] is None
    assert person["cv"] is None
    for empty in ("education", "projects", "memberships", "links", "identifiers", "sections"):
        assert person[empty] == []


def test_a_text_tells_its_language(ada, stranger):
    ada.client.post("/me/edit/headline/", {"text": "Analystin", "language": "de", "version": 1})
    ada.client.post("/me/edit/about/", {"text": "في", "language": "ar", "version": 1})
    section = {"title": "Lehre", "text": "x", "language": "de"}
    actions.add_section(ada.profile, actions.Place(new_id()), **section, by=ada.user)
    ada.publish()
    person = stranger.get(PERSON).json()
    assert (person["headline_language"], person["about_language"]) == ("de", "ar")
    assert [section["language"] for section in person["sections"]] == ["de"]
