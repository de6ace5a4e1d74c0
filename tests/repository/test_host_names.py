"""No host, mailbox or vendor stands in code: they are configuration or rows."""

import re

import pytest

from tests.repository import tree

# Names that identify something and are never asked.
NAMESPACES = {
    "schema.org": "the vocabulary of JSON-LD",
    "ogp.me": "the vocabulary of OpenGraph",
    "www.w3.org": "XML namespaces of SVG",
    "www.sitemaps.org": "the vocabulary of sitemaps",
    "webfinger.net": "relations of WebFinger's links, as everybody names them",
    "ror.org": "identifiers of organisations, whose form is an address",
    "orcid.org": "part of every ORCID iD",
    "isni.org": "part of every ISNI as an address",
    "www.wikidata.org": "part of every Wikidata item as an address",
    "viaf.org": "part of every VIAF number as an address",
    "d-nb.info": "part of every GND number as an address",
}
# Names that can never be anybody's: RFC 2606, and this machine.
RESERVED = re.compile(
    r"(?:[a-z0-9.-]+\.)?(?:example(?:\.com|\.net|\.org)?|invalid|localhost|testserver|test)|127\.0\.0\.1|0\.0\.0\.0"
)
VENDORS = re.compile(
    r"\b(?:cilogon|keycloak|auth0|okta|amazon|aws|google|microsoft|azure|cloudflare|heroku|sentry|gitlab|hypothesis)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?:|(?<![\w:]))//([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?=[:/?#\"'\s)<]|$)", re.IGNORECASE)
_MAILBOX = re.compile(r"[a-z0-9._+-]+@([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w@/.-])((?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|eu|io))(?![\w(.-])", re.IGNORECASE)
SUFFIXES = (".py", ".html", ".css", ".js", ".svg", ".txt")


def hosts_in(text: str) -> set[str]:
    found = {host.lower() for pattern in (_ADDRESS, _MAILBOX, _BARE) for host in pattern.findall(text)}
    return {host for host in found if "." in host and not RESERVED.fullmatch(host) and host not in NAMESPACES}


def test_no_host_stands_in_code():
    found = {path: hosts for path in tree.code(*SUFFIXES) if (hosts := hosts_in(tree.read(path)))}
    assert found == {}


def test_no_vendor_stands_in_code():
    found = {path: sorted(set(VENDORS.findall(tree.read(path)))) for path in tree.code(*SUFFIXES)}
    assert {path: names for path, names in found.items() if names} == {}


def test_tests_speak_to_nobody_real():
    mine = "tests/repository/test_host_names.py"
    found = {path: hosts for path in tree.files(".py", under=("tests",)) if (hosts := hosts_in(tree.read(path)))}
    found.pop(mine, None)
    assert found == {}


@pytest.mark.parametrize(
    "text", ["https://people.somewhere.edu/x", "write to a@b.somewhere.org", 'HOST = "api.somewhere.io"']
)
def test_a_host_is_found(text):
    assert hosts_in(text)


@pytest.mark.parametrize("text", ["https://a.example/", "http://localhost:8000", "m@x.example", "https://schema.org"])
def test_a_reserved_name_is_none(text):
    assert hosts_in(text) == set()
