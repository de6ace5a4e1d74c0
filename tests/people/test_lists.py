"""The pages of lists: every list kind has its words and its forms."""

from profiles.people import lists
from profiles.people.forms import ADD_FORMS, ITEM_FORMS
from profiles.people.models import LIST_KINDS, Kind
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
