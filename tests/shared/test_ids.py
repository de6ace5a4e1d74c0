"""Identifiers: unique, and in the order of their making."""

import time
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from profiles.shared.ids import new_id


def test_it_is_a_uuid_of_version_seven():
    made = new_id()
    assert type(made) is UUID
    assert made.version == 7


def test_they_are_unique_in_many_threads():
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _number: new_id(), range(20_000)))
    assert len(set(made)) == 20_000


def test_they_are_in_the_order_of_their_making():
    made = [new_id() for _ in range(5_000)]
    assert made == sorted(made)


def test_they_hold_the_time():
    assert abs((new_id().int >> 80) / 1000 - time.time()) < 5
