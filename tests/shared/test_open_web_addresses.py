"""Attacks on the reader of strangers' pages by where they lead: names, numbers, schemes, ports."""

import ipaddress
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from profiles.shared import open_web
from profiles.shared.http import Deadline, OutsideError, TooSlow, Unreachable
from profiles.shared.open_web import Refused


def read(url, seconds=5.0):
    return open_web.read(url, deadline=Deadline(seconds))


OURS = [
    *("127.0.0.1", "127.8.9.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254"),
    *("100.64.0.1", "0.0.0.0", "0.1.2.3", "192.0.0.8", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.251"),
    *("239.1.1.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "fec0::1"),
    *("::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1"),
    *("64:ff9b:1::1", "2002:7f00:1::", "2001:0:53aa:64c::", "2001:db8::1", "fe80::1%lo"),
    *("::ffff:0:127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1:7f00:0:100::", "fd00:ec2::254", "168.63.129.16"),
    *("192.88.99.1", "3fff::1", "5f00::1", "4000::1", "100::1", "2001:10::1", "2001:2::1", "2a00::1%eth0"),
    *("100.100.100.200", "192.0.0.192", "198.51.100.1", "ff0e::1", "::7f00:1"),
]


@pytest.mark.parametrize("address", OURS)
def test_no_address_of_ours_is_open(address):
    assert not open_web.is_open(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2a00:1450:4001:800::200e", "2606:4700::1111"])
def test_addresses_of_the_web_are_open(address):
    assert open_web.is_open(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "2130706433", "0x7f000001", "017700000001", "0177.0.0.1", "127.1", "0x7f.1", "0"),
        *("[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[fe80::1]", "169.254.169.254", "0xa9fea9fe", "10.0.0.1"),
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_way_of_writing_one_of_ours_is_asked(monkeypatch, host, scheme):
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("it was asked"))
    with pytest.raises((Refused, Unreachable)):
        read(f"{scheme}://{host}/")


@pytest.mark.parametrize(
    "url",
    [
        *(
            "ftp://open.example/",
            "file:///etc/passwd",
            "gopher://open.example/",
            "javascript:alert(1)",
            "//open.example/",
        ),
        *(
            "http://open.example:22/",
            "https://open.example:80/",
            "http://open.example:6379/",
            "http://user@open.example/",
        ),
        *("http:///path", "http://open.example:99999/", "http://[", "http://ex\u00e4mple/", "http://open.example/a b"),
        *("http://open.example/\r\nX: y", "", "http://open.example\t/"),
    ],
)
def test_only_plain_addresses_of_the_web_are_asked(monkeypatch, url):
    monkeypatch.setattr(open_web, "_resolved", lambda *_: pytest.fail("it was looked up"))
    with pytest.raises(OutsideError):
        read(url)


def test_a_name_with_one_address_of_ours_is_refused(monkeypatch):
    both = [ipaddress.ip_address(address) for address in ("8.8.8.8", "127.0.0.1")]
    monkeypatch.setattr(open_web, "_resolved", lambda *_: both)
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("it was asked"))
    with pytest.raises(Refused):
        read("http://open.example/")


def test_a_name_that_changes_its_address_is_asked_at_the_one_that_was_looked_at(monkeypatch):
    """DNS rebinding: the second look says something else, and there is none."""
    looks, connections = [], []

    def rebinding(host, port):
        looks.append(host)
        return [ipaddress.ip_address("8.8.8.8" if len(looks) == 1 else "127.0.0.1")]

    def connect(address, **_):
        connections.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(open_web, "_resolved", rebinding)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(Unreachable):
        read("http://open.example/")
    assert (looks, connections) == (["open.example"], [("8.8.8.8", 80)])


def test_a_slow_name_server_holds_nobody_beyond_the_deadline(monkeypatch):
    monkeypatch.setattr(open_web, "_resolved", lambda *_: time.sleep(2))
    began = time.monotonic()
    with pytest.raises(TooSlow):
        read("http://open.example/", seconds=0.3)
    assert time.monotonic() - began < 1.5


def test_names_that_nobody_waits_for_any_more_are_not_looked_up(monkeypatch):
    """Those behind a slow name server of somebody's choice would hold the names of all others."""
    release, asked = threading.Event(), []
    monkeypatch.setattr(open_web, "_names", ThreadPoolExecutor(max_workers=1))
    monkeypatch.setattr(open_web, "_resolved", lambda host, port: asked.append(host) or [])
    open_web._names.submit(release.wait, 60)
    for number in range(3):
        with pytest.raises(TooSlow):
            read(f"http://name-{number}.example/", seconds=0.1)
    release.set()
    open_web._names.shutdown()
    assert asked == []
