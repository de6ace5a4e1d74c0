"""Nothing inline in templates: the content security policy allows none, and pages stay cacheable as bytes."""

import re

import pytest

from tests.repository import tree

FORBIDDEN = {
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/ld\+json\")", re.IGNORECASE),
    "an event handler": re.compile(r"\s(?:on[a-z]+|hx-on[:a-z-]*)\s*=|javascript:", re.IGNORECASE),
    "an asset from elsewhere": re.compile(r"(?:src|srcset|action)=\"(?:https?:)?//", re.IGNORECASE),
}


def faults_in(source: str) -> list[str]:
    return [fault for fault, pattern in FORBIDDEN.items() if pattern.search(source)]


def test_nothing_is_inline():
    templates = tree.files(".html", under=("profiles/templates",))
    assert templates
    assert {path: faults for path in templates if (faults := faults_in(tree.read(path)))} == {}


@pytest.mark.parametrize(
    "source",
    [
        '<p style="color: red">',
        "<style>p{}</style>",
        "<script>alert()</script>",
        '<a onclick="x()">',
        '<a href="javascript:x()">',
        '<div hx-on:click="x()">',
        '<img src="https://cdn.example/x.png">',
    ],
)
def test_an_inline_thing_is_found(source):
    assert faults_in(source)


@pytest.mark.parametrize(
    "source",
    ['<script src="/static/x.js" defer></script>', '<script type="application/ld+json">{}</script>', "<p>on = 1"],
)
def test_what_is_allowed_is_allowed(source):
    assert faults_in(source) == []
