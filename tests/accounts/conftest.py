"""The hostile provider, and browsers that sign in through it."""

from collections.abc import Callable, Iterator

import pytest

from profiles.accounts import clients
from tests.accounts.browser import Browser
from tests.providers import hostile
from tests.providers.hostile import HostileProvider


@pytest.fixture(scope="session")
def _provider_server() -> Iterator[HostileProvider]:
    provider = HostileProvider()
    yield provider
    provider.close()


@pytest.fixture
def provider(_provider_server: HostileProvider, settings) -> Iterator[HostileProvider]:
    settings.OIDC_ISSUER = _provider_server.issuer
    settings.OIDC_RP_CLIENT_ID = hostile.CLIENT_ID
    settings.OIDC_RP_CLIENT_SECRET = hostile.CLIENT_SECRET
    _provider_server.reset()
    clients.forget()
    yield _provider_server
    _provider_server.released.set()
    clients.forget()


@pytest.fixture
def new_browser(provider: HostileProvider, db) -> Callable[..., Browser]:
    return lambda **options: Browser(provider, **options)


@pytest.fixture
def browser(new_browser) -> Browser:
    return new_browser()


@pytest.fixture
def receiver():
    """Connect a receiver for one test."""
    connected = []

    def connect(signal, function):
        signal.connect(function, weak=False)
        connected.append((signal, function))

    yield connect
    for signal, function in connected:
        signal.disconnect(function)
