"""How mail leaves: the ways, and a real mail server that takes, refuses or never answers."""

import socket
import time

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.core.exceptions import ImproperlyConfigured

from config import mail
from config.env import sources
from tests.config.test_settings import PRODUCTION, python, settings

CANARY = "c4n4ry"
SEND = ("manage.py", "sendtestemail", "ada@people.example.org")


class Box(Message):
    def __init__(self) -> None:
        super().__init__()
        self.letters: list = []

    def handle_message(self, message) -> None:
        self.letters.append(message)


@pytest.fixture
def box():
    box = Box()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    box.port = server.port
    yield box
    server.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def chosen(monkeypatch, **variables: str) -> mail.Mail:
    for name in ("EMAIL_URL", "SPARKPOST_API_KEY"):
        monkeypatch.setenv(name, variables.get(name, ""))
    monkeypatch.setattr(sources, "_defaults", {})
    return mail.chosen()


@pytest.mark.parametrize(
    ("url", "backend", "port", "tls", "ssl"),
    [
        ("smtp+tls://u:p%40@mail.example.org", "smtp", 587, True, False),
        ("smtp+ssl://u:p%40@mail.example.org", "smtp", 465, False, True),
        ("smtp://u:p%40@mail.example.org:2525", "smtp", 2525, False, False),
    ],
)
def test_a_mail_server(monkeypatch, url, backend, port, tls, ssl):
    found = chosen(monkeypatch, EMAIL_URL=url)
    assert found.backend == f"django.core.mail.backends.{backend}.EmailBackend"
    assert (found.host, found.user, found.password) == ("mail.example.org", "u", "p@")
    assert (found.port, found.use_tls, found.use_ssl) == (port, tls, ssl)
    assert "p@" not in repr(found)


def test_the_other_ways(monkeypatch):
    assert chosen(monkeypatch).backend.endswith("dummy.EmailBackend")
    assert chosen(monkeypatch, EMAIL_URL="console:").backend.endswith("console.EmailBackend")
    by_role = chosen(monkeypatch, EMAIL_URL="ses://eu-central-1")
    assert by_role.backend.endswith("amazon_ses.EmailBackend")
    assert by_role.anymail == {"AMAZON_SES_CLIENT_PARAMS": {"region_name": "eu-central-1"}}
    by_key = chosen(monkeypatch, SPARKPOST_API_KEY=CANARY)
    assert by_key.backend.endswith("sparkpost.EmailBackend")
    assert by_key.anymail["SPARKPOST_API_KEY"] == CANARY
    assert CANARY not in repr(by_key)


@pytest.mark.parametrize(
    "url", ["mail.example.org", "http://h", "smtp://", "smtp+tls:h", "smtp://h:port", "smtp://h:99999", "console://h"]
)
def test_a_malformed_address_is_refused_without_being_shown(monkeypatch, url):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL is malformed") as refusal:
        chosen(monkeypatch, EMAIL_URL=f"{url}{'' if url.endswith('//') else CANARY}")
    assert CANARY not in str(refusal.value)


def test_mail_comes_from_the_site_unless_another_sender_is_given():
    assert settings(**PRODUCTION)["DEFAULT_FROM_EMAIL"] == "no-reply@people.example.org"
    given = settings(**PRODUCTION, DEFAULT_FROM_EMAIL="desk@people.example.org")
    assert given["DEFAULT_FROM_EMAIL"] == given["SERVER_EMAIL"] == "desk@people.example.org"
    assert given["EMAIL_TIMEOUT"] <= 5


def test_a_letter_arrives(box):
    sent = python(*SEND, **PRODUCTION, EMAIL_URL=f"smtp://127.0.0.1:{box.port}")
    assert sent.returncode == 0, sent.stderr
    (letter,) = box.letters
    assert letter["To"] == "ada@people.example.org"
    assert letter["From"] == "no-reply@people.example.org"


def test_a_mail_server_that_never_answers_is_not_waited_for():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        began = time.monotonic()
        sent = python(*SEND, **PRODUCTION, EMAIL_URL=f"smtp://127.0.0.1:{silent.getsockname()[1]}")
    assert sent.returncode != 0
    assert time.monotonic() - began < 45, "without a limit it would be minutes"
