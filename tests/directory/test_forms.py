"""All that a reader chose is in the address, and comes back from it."""

import pytest
from django.http import QueryDict

from profiles.directory import forms
from profiles.directory.wishes import Wish

WISH = Wish("ada", organizations=("03vek6s52", "my desk"), interests=("tides",), languages=("en",))


def read(address):
    return forms.wish(QueryDict(address.partition("?")[2]))


@pytest.mark.parametrize("wish", [Wish(), Wish("ada lovelace"), Wish(letter="л"), WISH])
def test_an_address_is_read_as_it_was_written(wish):
    assert read(forms.address(wish)) == wish


def test_a_filter_can_be_taken_away():
    assert forms.without(WISH, "organizations", "my desk").organizations == ("03vek6s52",)


def test_what_is_in_an_address_is_bounded():
    wish = read("/people/?q=" + "x" * 900 + "".join(f"&interest=i{number}" for number in range(99)) + "&language=")
    assert (len(wish.query), len(wish.interests), wish.languages) == (200, 20, ())


INVISIBLE = "%E2%80%AE"  # nothing is left of it, so nothing was asked
ODD = [
    *("%00", "'", "\\", "a'|'b", "%F0%9F%A4%96", "x" * 3000, "%EF%B7%BA" * 50, "-1", "null", "{}", INVISIBLE),
    *("%FF%FE", "%ED%A0%80", "%E2%82", "%C0%AE"),  # no UTF-8
    *("a:*+%26+!b+|+(c+<->+d)", "(z%2B)%2B$", "%25_%25%25", "%25s+%25(a)s", "$q$+x+$q$", "?!.,;:-()[]{}/|%26*" * 9),
    *("+".join(f"w{number}" for number in range(1000)), "a%CC%81" * 90, "g%E2%80%8Dar%E2%80%8Dcia", "x+" * 5000),
]


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("name", ["q", "letter", "organization", "interest", "language"])
def test_odd_values_find_nobody_and_break_nothing(ada, stranger, name, value, settings):
    settings.RATE_LIMITS = {}
    ada.publish()
    for address in ("/people/", "/people/suggest"):
        answer = stranger.get(f"{address}?{name}={value}")
        assert answer.status_code in (200, 400)
        assert name != "q" or value == INVISIBLE or "/people/ada/" not in answer.content.decode()
