"""What is counted, and what follows a page."""

from uuid import UUID

import pytest

from profiles.directory import lists
from profiles.directory.cursors import Cursor
from profiles.directory.lists import Count
from profiles.directory.wishes import Wish

PLACES = [Cursor(key, UUID(int=number)) for number, key in enumerate("abc")]


@pytest.mark.parametrize(
    ("counted", "people", "is_capped"), [(0, 0, False), (1000, 1000, False), (1001, 1000, True), (None, 1000, True)]
)
def test_nobody_is_counted_beyond_the_cap(counted, people, is_capped):
    count = Count.of(counted, None)
    assert (count.people, count.is_capped, count.facets) == (people, is_capped, ())


def test_a_page_says_what_goes_before_it_and_comes_after():
    a, b, c = PLACES
    first = lists.cut([a, b, c], Wish(), 2, Count())
    assert (first.ids, first.before, first.after) == ((a.id, b.id), "", str(b))
    last = lists.cut([c], Wish(after=b), 2, Count())
    assert (last.ids, last.before, last.after) == ((c.id,), str(c), "")


def test_a_page_before_another_is_read_backwards():
    a, b, c = PLACES
    page = lists.cut([c, b, a], Wish(before=c), 2, Count())
    assert (page.ids, page.before, page.after) == ((b.id, c.id), str(b), str(c))
    assert lists.cut([b, a], Wish(before=c), 2, Count()).before == ""
