"""Which TLS is spoken, for which names, and how everybody gets there."""

import ssl

import pytest

from tests.stack import visitors
from tests.stack.stack import Stack
from tests.stack.visitors import PEOPLE, SITE, Visitor

pytestmark = pytest.mark.stack


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
def test_an_old_tls_is_refused(stack: Stack, version: ssl.TLSVersion) -> None:
    with pytest.raises((ssl.SSLError, ConnectionError)) as refused:
        visitors.connected(stack.checkout.roots, context=visitors.speaking_only(version, stack.checkout.roots))
    assert "NO_CIPHERS" not in str(refused.value)  # it was the other side who refused
    assert "UNSUPPORTED" not in str(refused.value)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_good_tls_is_spoken(stack: Stack, version: ssl.TLSVersion) -> None:
    context = visitors.speaking_only(version, stack.checkout.roots)
    with visitors.connected(stack.checkout.roots, context=context) as line:
        assert line.version() == {"TLSv1_2": "TLSv1.2", "TLSv1_3": "TLSv1.3"}[version.name]


def test_a_name_that_is_not_ours_gets_no_certificate(stack: Stack) -> None:
    with pytest.raises((ssl.SSLError, ConnectionError)):
        visitors.certificate("another.colophon.test")
    assert visitors.certificate(PEOPLE)


@pytest.mark.parametrize("path", ["/", "/people/?q=ada&page=2", "/healthz/live", "/api/v1/"])
def test_plain_http_leads_to_the_same_page_over_https(visitor: Visitor, path: str) -> None:
    answer = visitor.get(f"http://{PEOPLE}{path}")
    assert answer.status_code in (301, 308)
    assert answer.headers["Location"] == SITE + path


def test_browsers_are_told_to_come_over_https_for_two_years(visitor: Visitor) -> None:
    said = visitor.get("/").headers["Strict-Transport-Security"]
    assert int(said.partition("max-age=")[2].partition(";")[0]) >= 63072000


def test_cookies_travel_over_https_alone(visitor: Visitor) -> None:
    cookie = visitor.get("/display/").headers["Set-Cookie"]
    assert cookie.startswith("__Host-")
    assert "Secure" in cookie
