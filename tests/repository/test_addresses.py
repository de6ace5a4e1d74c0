"""docs/reference/urls.md lists every address; usernames cannot take any of them."""

import re

from profiles.accounts import usernames
from tests.repository import addresses, pages


def test_the_page_about_addresses_is_current():
    for path, page in addresses.PAGES.items():
        assert pages.is_current(path, page()), f"{path} is stale; `make reference` writes it anew"


def test_no_username_is_a_first_segment():
    segments = {address.route.split("/", 1)[0] for address in addresses.all_addresses()} - {""}
    assert not any("<" in segment for segment in segments)
    words = segments | {segment.strip(".").split(".")[0] for segment in segments}
    possible = {word for word in words if re.fullmatch(usernames.PATTERN, word)}
    assert possible - usernames.reserved() == set()
