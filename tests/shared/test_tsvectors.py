"""Folded words past the server's parser."""

import pytest

from profiles.people.models import Organization
from profiles.shared import tsvectors


@pytest.fixture
def oslo(db):
    return Organization.objects.create(ror="01xtthb56", words=tsvectors.vector(["the", "oslo", "=the oslo"]))


@pytest.mark.parametrize(("words", "is_found"), [(["os"], True), (["osl", "t"], True), (["os", "x"], False)])
def test_every_word_must_begin_one(oslo, words, is_found):
    assert Organization.objects.filter(words=tsvectors.prefixes(words)).exists() is is_found
    assert Organization.objects.filter(tsvectors.has_prefixes("words", words)).exists() is is_found


def test_an_exact_word_may_hold_spaces_and_is_no_beginning(oslo):
    assert Organization.objects.filter(words=tsvectors.exactly("=the oslo")).exists()
    assert not Organization.objects.filter(words=tsvectors.exactly("=the os")).exists()


def test_a_word_the_parser_would_drop_is_kept(oslo):
    assert Organization.objects.filter(words=tsvectors.exactly("the")).exists()
