"""Several browsers at the same moment, against a server with as few threads as a real one."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from socketserver import BaseServer
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import WSGIRequestHandler, WSGIServer
from django.db import connection

from profiles.accounts import actions
from profiles.accounts.actions import joining
from profiles.accounts.claims import Claims
from profiles.accounts.models import AuditEvent, Identity, SignedInSession, User, UsernameHistory
from tests.accounts.browser import START
from tests.providers.hostile import Answer, Play

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 4


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        pass


class _FewThreads(WSGIServer):
    """Django's server with a pool of threads, as gunicorn has."""

    request_queue_size = 128

    def process_request(self, request: Any, client_address: Any) -> None:
        self.pool.submit(self._work, request, client_address)

    def _work(self, request: Any, client_address: Any) -> None:
        try:
            self.finish_request(request, client_address)
        finally:
            self.shutdown_request(request)
            connection.close()


@pytest.fixture
def site(provider, settings) -> Iterator[str]:
    settings.OIDC_CONCURRENT_CALLBACKS = THREADS // 2
    settings.ALLOWED_HOSTS = ["*"]
    server = _FewThreads(("127.0.0.1", 0), _Quiet, ipv6=False)
    server.pool = ThreadPoolExecutor(THREADS)
    server.set_app(WSGIHandler())
    settings.SITE_URL = f"http://127.0.0.1:{server.server_port}"
    settings.SITE = urlsplit(settings.SITE_URL)
    serving = threading.Thread(target=BaseServer.serve_forever, args=(server, 0.02), daemon=True)
    serving.start()
    yield settings.SITE_URL
    provider.released.set()
    server.shutdown()
    server.pool.shutdown()
    server.server_close()


def a_browser(site: str, provider: Any) -> tuple[requests.Session, str]:
    """A browser that stands before our callback."""
    browser = requests.Session()
    browser.trust_env = False
    started = browser.get(site + START, allow_redirects=False)
    return browser, provider.authorize(started.headers["Location"])


def all_at_once(calls: list[Callable[[], requests.Response]]) -> list[requests.Response]:
    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result() for future in [pool.submit(call) for call in calls]]


@pytest.fixture
def both_strangers(monkeypatch) -> None:
    """Whoever is not known yet waits until the other has looked too, so that both go on to join."""
    look, both = joining._known, threading.Barrier(2, timeout=5)

    def look_together(claims: Claims) -> Identity | None:
        found = look(claims)
        if found is None:
            with contextlib.suppress(threading.BrokenBarrierError):
                both.wait()
        return found

    monkeypatch.setattr(joining, "_known", look_together)


def test_two_first_callbacks_at_once_make_one_person(site, provider, both_strangers):
    for round_number in range(3):
        provider.person = {"sub": f"ada-{round_number}", "name": "Ada Lovelace"}
        browsers = [a_browser(site, provider) for _ in range(2)]
        answers = all_at_once([lambda b=b, a=a: b.get(a, allow_redirects=False) for b, a in browsers])
        assert [answer.status_code for answer in answers] == [302, 302]
        assert sorted(answer.headers["Location"] for answer in answers) == ["/me/", "/me/welcome/"]
    counts = [model.objects.count() for model in (User, Identity, UsernameHistory)]
    assert counts == [3, 3, 3]
    assert SignedInSession.objects.filter(ended_at=None).count() == 6


def _until(is_so: Callable[[], bool]) -> None:
    patience = time.monotonic() + 4
    while not is_so() and time.monotonic() < patience:
        time.sleep(0.02)


def test_two_people_of_one_name_at_once_get_two_usernames(site, provider, both_strangers):
    browsers = []
    for sub in ("one", "two"):
        provider.person = {"sub": sub, "name": "Ada Lovelace"}
        browsers.append(a_browser(site, provider))
    answers = all_at_once([lambda b=b, a=a: b.get(a, allow_redirects=False) for b, a in browsers])
    assert [answer.status_code for answer in answers] == [302, 302]
    assert sorted(User.objects.values_list("username", flat=True)) == ["ada-lovelace", "ada-lovelace-2"]


def at_once(*renames: tuple[User, str]) -> list[type[Exception] | None]:
    """What each answers when all start together: an error's type, or None where it was done."""
    together = threading.Barrier(len(renames), timeout=5)

    def one(user: User, username: str) -> type[Exception] | None:
        try:
            together.wait()
            actions.rename(user, username, opened_with=user.username, by=user)
        except (actions.UsernameTaken, actions.RenamedMeanwhile) as refusal:
            return type(refusal)
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(renames)) as pool:
        return list(pool.map(lambda each: one(*each), renames))


def somebody(sub: str) -> User:
    return actions.recognise(Claims(issuer="https://x.example", sub=sub, preferred_username=sub)).user


def test_of_two_who_want_one_name_at_once_one_gets_it():
    for number in range(5):
        people = [somebody(f"a-{number}"), somebody(f"b-{number}")]
        answers = at_once(*((user, f"wanted-{number}") for user in people))
        assert set(answers) == {None, actions.UsernameTaken}
        winner = people[answers.index(None)]
        assert User.objects.get(username=f"wanted-{number}") == winner
        assert UsernameHistory.objects.get(username=f"wanted-{number}").user == winner


def test_of_two_renames_of_one_person_at_once_the_second_is_told():
    ada = somebody("ada")
    assert set(at_once((ada, "one"), (ada, "two"))) == {None, actions.RenamedMeanwhile}
    assert UsernameHistory.objects.filter(user=ada).count() == 2


def test_one_rename_sent_twice_at_once_has_one_effect():
    ada = somebody("ada")
    assert at_once((ada, "countess"), (ada, "countess")) == [None, None]
    assert AuditEvent.objects.filter(verb="username changed").count() == 1


def test_fifty_people_waiting_for_a_silent_provider_hold_nobody_else_up(site, provider):
    browsers = [a_browser(site, provider) for _ in range(50)]
    provider.play = Play(answers={"/token": Answer(is_silent=True)})
    with ThreadPoolExecutor(50) as pool:
        waiting = [pool.submit(browser.get, address, allow_redirects=False) for browser, address in browsers]
        try:
            _until(lambda: sum(not future.done() for future in waiting) <= THREADS // 2)
            began = time.monotonic()
            others = [requests.get(f"{site}/about/", timeout=5).status_code for _ in range(10)]
            took = time.monotonic() - began
            held = sum(not future.done() for future in waiting)
        finally:
            provider.released.set()
        statuses = {future.result().status_code for future in waiting}
    assert others == [200] * 10
    assert took < 3
    assert 1 <= held <= THREADS // 2
    assert statuses == {503}
