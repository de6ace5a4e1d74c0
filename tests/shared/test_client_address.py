"""Whose address counts, behind proxies and without."""

from ipaddress import ip_network

import pytest
from django.test import RequestFactory

from profiles.shared import client_address

PROXIES = [ip_network("10.0.0.0/8"), ip_network("fd00::/8")]


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "203.0.113.9", "192.0.2.1"),
        ("10.0.0.2", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.2", "198.51.100.7, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.2", "203.0.113.9, 10.0.0.3", "203.0.113.9"),
        ("fd00::1", "2001:db8::7", "2001:db8::7"),
        ("10.0.0.2", "", "10.0.0.2"),
        ("10.0.0.2", "nonsense", "10.0.0.2"),
        ("10.0.0.2", "203.0.113.9, nonsense", "10.0.0.2"),
        ("", "203.0.113.9", ""),
    ],
)
def test_only_our_own_proxies_are_believed(settings, peer, forwarded, address):
    settings.TRUSTED_PROXIES = PROXIES
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address.of(request) == address


def test_without_proxies_nobody_chooses_his_address(settings, stranger, db):
    settings.RATE_LIMITS = {"search": "1/minute"}
    for number, status in ((1, 200), (2, 429)):
        asked = {"REMOTE_ADDR": "192.0.2.201", "HTTP_X_FORWARDED_FOR": f"203.0.113.{number}"}
        assert stranger.get("/people/", {"q": "x"}, **asked).status_code == status


def test_behind_a_proxy_every_visitor_has_a_limit_of_her_own(settings, stranger, db):
    settings.RATE_LIMITS = {"search": "1/minute"}
    settings.TRUSTED_PROXIES = PROXIES
    for number in (11, 12):
        asked = {"REMOTE_ADDR": "10.0.0.2", "HTTP_X_FORWARDED_FOR": f"203.0.113.{number}"}
        assert stranger.get("/people/", {"q": "x"}, **asked).status_code == 200
