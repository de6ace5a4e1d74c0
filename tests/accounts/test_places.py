"""Few may wait for the provider at once."""

import pytest

from profiles.accounts.oidc import places


def test_who_finds_no_place_is_told_at_once(settings):
    settings.OIDC_CONCURRENT_CALLBACKS = 2
    with places.one(), places.one(), pytest.raises(places.NoPlace), places.one():
        pass
    with places.one():
        pass


def test_a_place_is_given_back_after_an_error(settings):
    settings.OIDC_CONCURRENT_CALLBACKS = 1
    for _ in range(2):
        with pytest.raises(RuntimeError), places.one():
            raise RuntimeError
