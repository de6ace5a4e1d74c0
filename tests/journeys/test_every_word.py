"""No word of the site escapes its translators: every page is read in a language in which messages are marked."""

import re

import pytest
from django.utils import translation

from profiles.accounts import clients
from profiles.people import languages
from profiles.people.models import LIST_KINDS, Kind
from tests import cast, images, permissions
from tests.journeys import pseudo_language
from tests.journeys.pseudo_language import escaped_from

# Addresses, and references for the help desk. People write Greek here, and the site's name is Greek too.
KNOWN = (
    r"https?://[\w./-]+|\w+\.example|/people/\w*/?|\bada\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"
    r"|^[A-Z]$|\bORCID(?: iD)?\b|\bISNI\b|\bVIAF\b|\bGND\b|\bWikidata\b"  # letters of names, and registers
)
KNOWN += "".join(rf"|^{re.escape(name)}$" for _, name in languages.choices())  # as their speakers write them
NOT_READ = ("admin", "api:")  # staff read English, and so do programmers and their programs
PAGES = {name: row.path for name, row in permissions.TABLE.items() if not name.startswith(NOT_READ)}
PAGES |= {
    "nobody found": "/people/?q=zzz",
    "somebody found": "/people/?q=Σοφία",
    "malformed": "/about/?x=%",
    "missing": "/nobody-here/",
    "a language": "/display/?next=/people/",
    "seen by members": "/me/preview/member/",
    **{f"list of {kind}": f"/me/edit/{kind}/" for kind in LIST_KINDS},
    **{f"new among {kind}": f"/me/edit/{kind}/add/" for kind in LIST_KINDS},
    **{f"form of {kind}": f"/me/edit/{kind}/" for kind in (Kind.ABOUT, Kind.PRONOUNS, Kind.COVER)},
}
FORMS = {name: row.path for name, row in permissions.TABLE.items() if row.post and not name.startswith(NOT_READ)}


@pytest.fixture
def marked(settings, tmp_path):
    pseudo_language.write(tmp_path)
    settings.LOCALE_PATHS = [tmp_path]
    settings.SITE_NAME = "Κολοφών"
    settings.LANGUAGES = [("en", "Αγγλικά"), *settings.LANGUAGES[1:]]
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    clients.forget()
    with translation.override("en"):
        assert translation.gettext("Privacy") == "⟦Privacy⟧"


@pytest.fixture
def ada(db, marked):
    member = cast.join("ada", "Σοφία Κοβαλέφσκαγια")
    member.write(Kind.HEADLINE, "Εξισώσεις").write(Kind.PRONOUNS, "αυτή").write(Kind.ABOUT, "Γράφω *σημειώσεις*.")
    member.client.post("/me/edit/picture/", {"picture": images.jpeg(), "alt": "Η Σοφία", "version": 1})
    for kind in LIST_KINDS:
        if kind not in (Kind.LINKS, Kind.IDENTIFIERS):
            member.add(kind, title="Ρόλος", organization_name="Ακαδημία", started_on="1874", ended_on="1891-02")
    member.add(Kind.POSITIONS, title="Καθηγήτρια", started_on="1889-06")
    member.add(Kind.LINKS, type="website", url="https://sofia.example/")
    member.add(Kind.IDENTIFIERS, type="orcid", title="0000-0002-1825-0097")
    return member.publish()


def read(answer) -> list[str]:
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return []
    return escaped_from(answer.content.decode(), KNOWN)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_in_messages(ada, stranger, name):
    for browser in (stranger, ada.client):
        assert read(browser.get(PAGES[name], headers={"Accept-Language": "en"})) == []


@pytest.mark.parametrize("name", FORMS)
def test_every_refusal_of_a_form_is_in_messages(ada, stranger, name):
    for browser in (stranger, ada.client):
        assert read(browser.post(FORMS[name])) == []
        assert read(browser.post(FORMS[name], {"text": "χ" * 9000, "language": "χχ", "version": "x"})) == []
        assert read(browser.post(FORMS[name], headers={"HX-Request": "true"})) == []


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/me/edit/headline/", {"text": "Άλλο", "version": 2}),
        ("/me/edit/headline/visibility/", {"visibility": "members"}),
        ("/me/unpublish/", {}),
        ("/me/publish/", {}),
        ("/me/edit/picture/remove/", {"version": 2}),
    ],
)
def test_what_is_said_after_a_change_is_in_messages(ada, path, sent):
    answer = ada.client.post(path, sent, follow=True)
    assert answer.status_code == 200
    assert 'class="toast"' in answer.content.decode()
    assert read(answer) == []


def test_a_conflict_is_in_messages(ada):
    answer = ada.client.post("/me/edit/headline/", {"text": "Άλλο", "version": 1})
    assert answer.status_code == 409
    assert read(answer) == []


@pytest.mark.parametrize(
    "page",
    [
        "<p>Save</p>",
        "<p>⟦Save⟧ me</p>",
        '<img alt="A portrait">',
        '<input placeholder="Name">',
        '<meta name="description" content="Pages">',
        "<p lang='de'>Seite</p><p>Page</p>",
        "<p>⟦By <b>Σοφία</b>⟧ today</p>",
    ],
)
def test_a_word_outside_is_found(page):
    assert len(escaped_from(page)) == 1


@pytest.mark.parametrize(
    "page",
    [
        "<p>⟦Save⟧</p>",
        "<p>⟦<b>Draft.</b> Only you⟧</p>",
        "<p>Σοφία, 1850</p>",
        "<p><bdi lang='en'>Sofya</bdi></p>",
        "<script>var x</script>",
        "<p>⟦saved %s⟧ ⟦⟦nested⟧ twice⟧</p>",
    ],
)
def test_a_word_inside_is_not(page):
    assert escaped_from(page) == []


def test_addresses_are_no_words():
    assert re.sub(KNOWN, "", "http://testserver/people/ada/") == ""
