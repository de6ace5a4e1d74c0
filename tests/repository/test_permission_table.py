"""Every address of the URLconf has its row in the permission table, and every row has its address."""

import importlib

import pytest

from tests.repository import addresses


@pytest.fixture
def rows() -> set[str]:
    return set(importlib.import_module("tests.permissions").TABLE)


def test_every_address_stands_in_the_permission_table(rows):
    missing = [address for address in addresses.listed_addresses() if not address.keys & rows]
    assert [(address.name, address.route) for address in missing] == []


def test_every_row_has_its_address(rows):
    known = set().union(*(address.keys for address in addresses.all_addresses()))
    assert sorted(name for name in rows - known if not name.startswith("admin:")) == []
