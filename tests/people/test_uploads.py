"""Addresses of files."""

import re

from profiles.people import uploads


def test_addresses_are_random_and_fit_into_a_path():
    keys = {uploads.new_key() for _ in range(1000)}
    assert len(keys) == 1000
    assert all(re.fullmatch("[A-Za-z0-9_-]{32}", key) for key in keys)
