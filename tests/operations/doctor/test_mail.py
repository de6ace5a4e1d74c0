"""The doctor's look at the mail server."""

import contextlib
import socket
import time

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from profiles.operations.doctor import mail
from profiles.operations.doctor.findings import State

CANARY = "c4n4ry-p4ssword"
SMTP = "django.core.mail.backends.smtp.EmailBackend"


class Post:
    """Notes what it is asked to carry."""

    carried: list[object]

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        self.carried.append(envelope)
        return "250 OK"


def is_known(server, session, envelope, mechanism, data) -> AuthResult:
    return AuthResult(success=data.password == CANARY.encode(), handled=False)


@pytest.fixture
def post(settings):
    post = Post()
    post.carried = []
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    controller = Controller(post, "127.0.0.1", port, authenticator=is_known, auth_require_tls=False)
    controller.start()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", controller.port
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "site", CANARY
    yield post
    controller.stop()


def test_a_server_that_lets_us_in_is_well_and_carries_nothing(post):
    seen = mail.look()
    assert (seen.state, post.carried) == (State.OK, [])


def test_a_refused_password_is_said_without_showing_it(post, settings):
    settings.EMAIL_HOST_PASSWORD = CANARY + "x"
    seen = mail.look()
    assert (seen.state, "password" in seen.sentence) == (State.FAILED, True)
    assert CANARY not in repr(seen)


def test_a_way_in_the_clear_is_named(post, settings, monkeypatch):
    monkeypatch.setattr(mail, "_HERE", ())
    assert mail.look().state is State.WARNING


def test_tls_that_the_server_does_not_have_fails(post, settings):
    settings.EMAIL_USE_TLS = True
    assert mail.look().state is State.FAILED


def test_nobody_there_fails(post, settings):
    settings.EMAIL_PORT = 9
    assert mail.look().state is State.FAILED


def test_a_silent_server_fails_in_time(post, settings, monkeypatch):
    monkeypatch.setattr(mail, "SECONDS", 0.3)
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as listening:
        settings.EMAIL_PORT = listening.getsockname()[1]
        began = time.monotonic()
        assert mail.look().state is State.FAILED
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("kind", ["console", "locmem", "dummy"])
def test_a_site_without_a_server_does_without(settings, kind):
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{kind}.EmailBackend"
    assert mail.look().state is State.SKIPPED


def test_a_service_that_can_only_be_tried_by_sending_is_not_called_well(settings):
    settings.EMAIL_BACKEND = "tests.operations.doctor.test_mail.Service"
    assert mail.look().state is State.WARNING


class Service:
    def __init__(self, **_options: object) -> None:
        pass
