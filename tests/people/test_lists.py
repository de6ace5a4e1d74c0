"""The pages of lists: every list kind has its words and its forms."""

import pytest

from profiles.people import lists
from profiles.people.forms import ADD_FORMS, ITEM_FORMS
from profiles.people.models import LIST_KINDS, Item, Kind
from tests.people import listing


def test_every_list_has_its_words_and_forms():
    assert set(lists.WORDS) == set(ITEM_FORMS) == set(ADD_FORMS) == set(LIST_KINDS) == set(listing.FORMS)


def test_only_a_list_of_identifiers_asks_who_has_signed_in(ada, settings, django_assert_num_queries):
    settings.ORCID_ISSUER = "https://register.example"
    talks, known = ada.part(Kind.TALKS), ada.part(Kind.IDENTIFIERS)
    with django_assert_num_queries(0):
        lists.list_page(talks, [])
    with django_assert_num_queries(1):
        lists.list_page(known, [])


def test_a_page_knows_the_line_of_an_item_until_it_is_removed(ada):
    item, other = listing.add(ada, Kind.TALKS, "Engines"), listing.add(ada, Kind.TALKS, "Looms")
    page = lists.list_page(ada.part(Kind.TALKS), [item])
    assert page.line_of(item).title == "Engines"
    with pytest.raises(Item.DoesNotExist):
        page.line_of(other)
