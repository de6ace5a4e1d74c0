"""The schema and its documentation."""

import json
import re

PATHS = (
    "me",
    "people",
    "people:lookup",
    "people/{username}",
    "affiliations",
    "organizations",
    "interests",
    "changes",
    "facets",
    "search/suggest",
)


def test_the_schema_names_every_address_and_its_server(db, stranger):
    schema = json.loads(stranger.get("/api/schema/?format=json").content)
    assert schema["openapi"].startswith("3.1")
    assert schema["servers"] == [{"url": "http://testserver"}]
    assert set(schema["paths"]) == {f"/api/v1/{path}" for path in PATHS}


def test_the_schema_comes_as_it_is_asked_for(db, stranger):
    for asked, accept, kind in (
        ("?format=json", "*/*", "application/vnd.oai.openapi+json"),
        ("?format=yaml", "*/*", "application/vnd.oai.openapi"),
        ("", "application/json", "application/json"),
        ("", "*/*", "application/vnd.oai.openapi"),
    ):
        answer = stranger.get(f"/api/schema/{asked}", headers={"Accept": accept})
        assert answer.headers["Content-Type"].partition(";")[0] == kind
    assert stranger.get("/api/schema/?format=xml").status_code == 404


def test_the_documentation_loads_nothing_from_elsewhere(db, stranger):
    answer = stranger.get("/api/docs/")
    page = answer.content.decode()
    addresses = re.findall(r'<(?:script|link|img|use)[^>]* (?:src|href)="([^"]+)"', page)
    assert addresses
    for address in addresses:
        assert address.startswith("/")
        assert stranger.get(address.replace("&amp;", "&")).status_code == 200
    assert not re.search(r"<script(?![^>]*src)[^>]*>\s*\S", page)
    assert "script-src 'self';" in answer.headers["Content-Security-Policy"]
