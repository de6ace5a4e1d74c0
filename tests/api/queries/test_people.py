"""What programs filter and order by is found by an index, however many people there are."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.utils import timezone

from profiles.api.queries import registers
from profiles.api.queries.people import BY_NAME, NEWEST, Filters, From, Spot, cut
from profiles.shared.ids import new_id
from profiles.shared.visibility import STRANGER


def plans(queries) -> str:
    """Of all that were asked, where the whole table is no choice."""
    asked = [query["sql"] for query in queries]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        rows = []
        for sql in asked:
            cursor.execute(f"EXPLAIN {sql}")
            rows += [row[0] for row in cursor.fetchall()]
    return "\n".join(rows)


@pytest.mark.parametrize(
    ("filters", "order", "index"),
    [
        (Filters(), BY_NAME, "profile_in_order"),
        (Filters(), NEWEST, "api_newest_change"),
        (Filters(updated_since=datetime(2026, 1, 1, tzinfo=UTC)), NEWEST, "api_newest_change"),
        (Filters(orcid="0000-0002-1825-0097"), BY_NAME, "api_orcid"),
        (Filters(interest="engines"), BY_NAME, "Index Cond: ((key)::text = 'engines'::text)"),  # one of two
        (Filters(language="de"), BY_NAME, "api_language"),
    ],
)
def test_every_filter_and_order_has_its_index(db, django_assert_max_num_queries, filters, order, index):
    key = timezone.now() if order == NEWEST else "m"
    for after in (None, Spot(key, new_id())):
        with django_assert_max_num_queries(2) as asked:
            cut(STRANGER, filters, From(order, after, 20), [])
        assert index in plans(asked), plans(asked)


def test_interests_are_read_in_the_order_of_their_index(db, django_assert_max_num_queries):
    with django_assert_max_num_queries(1) as asked:
        list(registers.interests_after(STRANGER, "m", "", size=20))
    assert "api_interest" in plans(asked)
