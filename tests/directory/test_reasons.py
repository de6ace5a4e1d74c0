"""Why somebody was found, told only as far as the reader may see it."""

import pytest

from profiles.people.models import Kind
from profiles.shared.visibility import Visibility


def reason(client, query):
    page = client.get("/people/", {"q": query}).content.decode()
    assert "/people/ada/" in page
    return page.partition('class="result__reason">')[2].partition("</p>")[0]


@pytest.fixture
def full(ada):
    ada.add(Kind.INTERESTS, title="Analytical engines")
    ada.add(Kind.EDUCATION, organization_name="Nordhavn University")
    ada.add(Kind.POSITIONS, title="Analyst")
    ada.write(Kind.ABOUT, "I translate *memoirs*.").publish()
    return ada


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("engines", "Interests"),
        ("nordhavn", "Education"),
        ("memoirs", "In the text on the page"),
        ("lovelase", "Close spelling of"),
        ("ada engines", "<mark>engines</mark>"),
    ],
)
def test_a_reason_names_where_the_word_stands(full, stranger, query, told):
    assert told in reason(stranger, query)


@pytest.mark.parametrize("query", ["ada", "lovelace ada", "analyst"])
def test_what_stands_there_needs_no_reason(full, stranger, query):
    assert reason(stranger, query) == ""


def test_a_reason_never_shows_what_is_hidden(ada, cleo, stranger):
    ada.add(Kind.INTERESTS, visibility=Visibility.MEMBERS, title="Engines of canaries")
    ada.add(Kind.INTERESTS, title="Engines")
    ada.publish()
    assert "canaries" in reason(cleo.client, "engines")
    assert "canaries" not in reason(stranger, "engines")
