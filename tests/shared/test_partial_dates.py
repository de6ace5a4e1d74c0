"""Dates as far as they are known."""

import re

import pytest
from django.utils import translation

from profiles.shared.partial_dates import PATTERN, PartialDate


@pytest.mark.parametrize("stored", ["0965", "2019", "2019-04", "2024-02-29"])
def test_what_is_stored_is_read_again(stored):
    assert str(PartialDate.read(stored)) == stored
    assert re.fullmatch(PATTERN, stored)


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "19",
        "2019-04-00",
        "2019-13",
        "2019-00",
        "2023-02-29",
        "2019-04-31",
        "2019-4",
        "20190401",
        "x",
        "0000",
        "9999",
        "2019\n",
    ],
)
def test_what_is_no_date_is_none(stored):
    assert PartialDate.read(stored) is None


@pytest.mark.parametrize("numbers", [(0,), (2201,), (2019, 13), (2019, 0, 4), (2019, 4, 31), (2019, -1), (2023, 2, 29)])
def test_a_date_that_cannot_be_is_refused(numbers):
    with pytest.raises(ValueError, match=str(numbers[0])):
        PartialDate(*numbers)


@pytest.mark.parametrize(
    ("stored", "words"), [("2019", "2019"), ("0965", "965"), ("2009-09", "Sept 2009"), ("2009-09-04", "4 Sept 2009")]
)
def test_it_is_written_as_readers_write_it(stored, words):
    assert PartialDate.read(stored).words == words


@pytest.mark.parametrize(
    ("language", "month", "day"),
    [
        ("en", "Feb 2009", "4 Sept 2009"),
        ("de", "Feb. 2009", "4. Sept. 2009"),
        ("fr", "févr. 2009", "4 sept. 2009"),
        ("es", "feb 2009", "4 sept 2009"),
        ("ar", "فبراير 2009", "4 سبتمبر 2009"),
    ],
)
def test_it_is_written_in_the_language_of_the_reader(language, month, day):
    with translation.override(language):
        assert PartialDate(2009, 2).words == month
        assert PartialDate(2009, 9, 4).words == day


@pytest.mark.parametrize(
    ("one", "other", "is_before"),
    [
        ("2009", "2010", True),
        ("2010", "2009", False),
        ("2010", "2010", False),
        ("2010-05", "2010", False),
        ("2010", "2010-05", False),
        ("2010-04", "2010-05", True),
        ("2010-05-01", "2010-05", False),
        ("2010-05-01", "2010-05-02", True),
    ],
)
def test_before_is_told_as_far_as_both_are_known(one, other, is_before):
    assert PartialDate.read(one).is_before(PartialDate.read(other)) is is_before


def test_stored_dates_sort_in_the_order_of_time():
    stored = ["0965", "2009", "2009-09", "2009-09-04", "2010"]
    assert sorted(stored, reverse=True)[::-1] == stored
    assert sorted(map(PartialDate.read, stored)) == list(map(PartialDate.read, stored))
