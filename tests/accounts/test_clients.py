"""What is kept of a provider, for how long, and what is asked of it."""

import threading
import time

import pytest

from profiles.accounts import clients
from profiles.shared import http, kept
from tests.accounts import faults
from tests.providers.hostile import Answer, Play


def _ask_in_vain() -> None:
    with pytest.raises(clients.ProviderAway):
        clients.metadata(http.Deadline(1))


def soon() -> http.Deadline:
    return http.Deadline(2)


def test_metadata_is_kept_through_an_outage(provider, monkeypatch):
    monkeypatch.setattr(kept, "KEPT_SECONDS", -1)
    found = clients.metadata(soon())
    provider.play = Play(answers={faults.DISCOVERY: Answer({}, 500)})
    assert clients.metadata(soon()) == found
    assert provider.count(faults.DISCOVERY) == 2


def test_an_outage_is_not_asked_about_at_every_call(provider, monkeypatch):
    monkeypatch.setattr(kept, "KEPT_SECONDS", -1)
    clients.metadata(soon())
    provider.play = Play(answers={faults.DISCOVERY: Answer({}, 500)})
    for _ in range(5):
        clients.metadata(soon())
    assert provider.count(faults.DISCOVERY) == 2


def test_an_old_copy_is_used_while_the_provider_is_silent(provider, monkeypatch):
    monkeypatch.setattr(kept, "KEPT_SECONDS", -1)
    monkeypatch.setattr(kept, "REFRESH_SECONDS", 0.3)
    found = clients.metadata(soon())
    provider.play = Play(answers={faults.DISCOVERY: Answer(is_silent=True)})
    refreshing = threading.Thread(target=clients.metadata, args=(soon(),))
    refreshing.start()
    time.sleep(0.1)
    began = time.monotonic()
    assert clients.metadata(soon()) == found
    assert time.monotonic() - began < 0.1
    refreshing.join()
    assert time.monotonic() - began < 1


def test_another_issuer_is_another_provider(provider, settings):
    clients.metadata(soon())
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    with pytest.raises(clients.ProviderAway):
        clients.metadata(soon())


def test_many_threads_ask_once(provider):
    provider.play = Play(delays={faults.DISCOVERY: 0.2})
    threads = [threading.Thread(target=clients.metadata, args=(soon(),)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert provider.count(faults.DISCOVERY) == 1


def test_who_waits_for_another_thread_waits_no_longer_than_the_deadline(provider):
    provider.play = Play(answers={faults.DISCOVERY: Answer(is_silent=True)})
    slow = threading.Thread(target=_ask_in_vain)
    slow.start()
    with pytest.raises(clients.ProviderAway):
        clients.metadata(http.Deadline(0.1))
    provider.released.set()
    slow.join()


@pytest.mark.parametrize(
    "address",
    ["http://op.example/token", "ftp://op.example/", "https://u:p@op.example/", "https:///token", "javascript:1",
     "https://op.example/#x", "https://op.example/\n", "https://[op.example/", "", 7, None, ["https://op.example/"]],
)  # fmt: skip
def test_an_endpoint_of_an_encrypted_issuer_is_an_encrypted_address(address):
    with pytest.raises(clients.ProviderBroken):
        clients._endpoint({"token_endpoint": address}, "token_endpoint", "https://op.example")


def test_the_endpoint_of_an_encrypted_issuer_may_be_elsewhere():
    address = "https://tokens.example/token?x=1"
    assert clients._endpoint({"token_endpoint": address}, "token_endpoint", "https://op.example") == address


@pytest.mark.parametrize("bearer", ["x\r\nX-Evil: 1", "\u00e9", "a\x00"])
def test_an_access_token_never_becomes_another_header(provider, bearer):
    with pytest.raises(clients.ProviderBroken):
        clients.userinfo(bearer, deadline=soon())


def test_tokens_are_not_shown_in_tracebacks():
    assert "secret" not in repr(clients.Tokens("secret", "secret"))
