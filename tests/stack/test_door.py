"""The edge alone: a certificate by TLS-ALPN, when one is asked for again, and what those leave who go away midway."""

import json
from collections.abc import Iterator

import pytest

from tests.stack import apart
from tests.stack.apart import Apart
from tests.stack.waits import wait_until

pytestmark = pytest.mark.stack
CLOSED = 1  # a port where the authority finds nobody
COLLECTED = 130  # Go collects what nobody holds every two minutes at the latest
# Somebody in the network: one whole exchange, whose outcome is said, and three that are left in the middle.
VISIT = """
import socket, ssl, time
context = ssl.create_default_context()
context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
NAME = "people.colophon.test"
def asked(words, body=b""):
    line = context.wrap_socket(socket.create_connection((NAME, 443)), server_hostname=NAME)
    line.sendall(f"{words} HTTP/1.1\\r\\nHost: {NAME}\\r\\nConnection: close\\r\\n".encode() + body)
    return line
def leave(line):
    time.sleep(0.5)
    line.close()
    print("left")
"""
SENDER = """
head = b"Content-Length: 20000000\\r\\n\\r\\n"
print(asked("POST /a", head + bytes(20000000)).recv(100).split()[1].decode())
for _ in range(3):
    leave(asked("POST /a", head + bytes(3000000)))
"""
PASSER_BY = """
for _ in range(30):
    asked("GET /a", b"\\r\\n").recv(100)
"""
READER = """
answer = asked("GET /a", b"\\r\\n")
print(sum(map(len, iter(lambda: answer.recv(65536), b""))) // 1000000)
for _ in range(3):
    line = asked("GET /a", b"\\r\\n")
    line.recv(1000)
    leave(line)
"""


@pytest.fixture(scope="module")
def door() -> Iterator[Apart]:
    """Traefik with the challenge over TLS, and an authority that finds nobody on the port for the other one."""
    given = {"ACME_CHALLENGE": "tlschallenge=true", "EDGE_SUBNET": "172.30.94.0/24"}
    with apart.project("door", "tests/stack/door.yml", **given) as parts:
        authority = parts.checkout.folder / ".stack/pebble/pebble.json"
        described = json.loads(authority.read_text())
        described["pebble"]["httpPort"] = CLOSED
        authority.write_text(json.dumps(described))
        parts.lay_out()
        parts.compose("up", "--detach", "pebble", "large")
        parts.compose("up", "--detach", "--no-deps", "traefik")
        wait_until(lambda: is_certified(parts), goal=30, what="a certificate comes by TLS-ALPN")
        yield parts


def is_certified(door: Apart) -> bool:
    return '"main": "people.colophon.test"' in door.tried("exec", "-T", "traefik", "cat", "/var/tmp/acme.json").stdout


def asks_again(door: Apart, *, missing: int, asked: int) -> bool:
    """Whether a look at a certificate asks for it, missing and last asked for so many seconds ago."""
    set_back = [f"echo $((now - {missing})) >/tmp/missing-since", f"echo $((now - {asked})) >/tmp/asked-at"]
    steps = ["mv /var/tmp/acme.json /var/tmp/hidden", "now=$(date +%s)", *set_back]
    steps += ["sh /etc/traefik/dynamic/healthcheck >&2", "mv /var/tmp/hidden /var/tmp/acme.json"]
    steps += ["echo $(($(cat /tmp/asked-at) - now))"]
    return int(door.inside("traefik", "sh", "-ec", "\n".join(steps))) >= 0


def visited(door: Apart, what: str) -> list[str]:
    return door.inside("large", "python", "-c", VISIT + what).split()


def spilled(door: Apart) -> str:
    """Files of bodies and answers that Traefik still has under a name."""
    return door.inside("traefik", "sh", "-c", "ls /tmp | grep multibuf || true")


def has_room(door: Apart) -> bool:
    """Nothing but the two moments that the health check remembers takes room, under a name or without.

    Traefik gives back what it holds without a name when it has work.
    """
    visited(door, PASSER_BY)
    return int(door.inside("traefik", "df", "-k", "/tmp").splitlines()[-1].split()[2]) <= 16


def test_a_certificate_comes_by_tls_alpn_alone(door: Apart) -> None:
    said = door.logs("traefik")
    assert '"type":"tls-alpn-01"' in said
    assert '"type":"http-01"' not in said


@pytest.mark.parametrize(
    ("missing", "asked", "is_due"),
    [(300, 250, True), (300, 200, False), (1900, 250, False), (1900, 3500, False), (7000, 3610, True)],
)
def test_a_missing_certificate_is_asked_for_less_often_after_half_an_hour(
    door: Apart, missing: int, asked: int, is_due: bool
) -> None:
    assert asks_again(door, missing=missing, asked=asked) is is_due


def test_a_body_whose_sender_went_away_leaves_nothing(door: Apart) -> None:
    assert visited(door, SENDER) == ["204", "left", "left", "left"]
    assert spilled(door) == ""
    wait_until(lambda: has_room(door), goal=COLLECTED, what="what senders left behind is gone")


def test_an_answer_whose_reader_went_away_leaves_nothing(door: Apart) -> None:
    assert visited(door, READER) == ["5", "left", "left", "left"]
    assert spilled(door) == ""
    wait_until(lambda: has_room(door), goal=COLLECTED, what="what readers left behind is gone")
