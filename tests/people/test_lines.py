"""Items as lines to edit: their words and dates."""

import pytest

from profiles.people import lines, queries
from profiles.people.models import Item, Kind
from tests.people import listing

WORDS = {
    Kind.NAMES: ("Софья", "Русский"),
    Kind.IDENTIFIERS: ("https://orcid.org/0000-0002-1825-0097", "ORCID iD, entered by you"),
    Kind.LINKS: ("My site", "ada.example, Your website"),
    Kind.POSITIONS: ("Professor", "Nordhavn"),
    Kind.MEMBERSHIPS: ("Society of Engines", ""),
    Kind.TALKS: ("On engines", "Turin"),
}


@pytest.mark.parametrize("kind", WORDS)
def test_a_line_says_what_its_kind_is_about(ada, kind):
    listing.post_new(ada, kind, listing.FORMS[kind])
    line = lines.item_lines(queries.own_items(ada.part(kind)))[0]
    assert (line.first, line.second) == WORDS[kind]
    assert line.title


def test_an_authenticated_identifier_says_so(ada):
    listing.post_new(ada, Kind.IDENTIFIERS, listing.FORMS[Kind.IDENTIFIERS])
    items = list(Item.objects.all())
    assert lines.item_lines(items, {"0000-0002-1825-0097"})[0].second == "ORCID iD, you have signed in with it"


def test_a_link_without_words_shows_its_address(ada):
    listing.post_new(ada, Kind.LINKS, {"url": "@ada@social.example"})
    line = lines.item_lines(list(Item.objects.all()))[0]
    assert (line.first, line.second) == ("@ada@social.example", "Your Mastodon account, or one like it")
