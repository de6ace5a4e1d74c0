"""Whether a page elsewhere leads back; how it is read is asked in tests/shared/test_open_web.py."""

import time

import pytest

from profiles.people import clients
from profiles.shared import open_web

PAGE = "https://people.example/people/ada/"


@pytest.fixture
def answers(monkeypatch):
    def answer(body, *, status=200, media_type="text/html", url="https://ada.example/about/"):
        page = open_web.Page(url, status, media_type, body.encode() if isinstance(body, str) else body)
        monkeypatch.setattr(open_web, "read", lambda *_, **__: page)

    return answer


@pytest.mark.parametrize(
    "body",
    [
        f'<a rel="me" href="{PAGE}">me</a>',
        f'<link href="{PAGE}" rel="me">',
        f"<A HREF='{PAGE.rstrip('/')}' REL='nofollow me noopener'>",
        f"<a class=x\n rel=me\n href={PAGE}>",
        '<a rel="me" href="//people.example/people/ada/">',
        '<a rel="me" href="https:&#x2F;&#x2F;people.example/people/ada/">',
        f'<a href="<x"> <a rel="me" href="{PAGE}">',
        f'<!-- about me --><a rel="me" href="{PAGE}">',
        f'<!--><a rel="me" href="{PAGE}">',
        f'<script>"<!--"</script><a rel="me" href="{PAGE}">',
        f'<STYLE>a {{}}</Style ><a rel="me" href="{PAGE}">',
        f'<titles><a rel="me" href="{PAGE}">',
    ],
)
def test_a_page_leads_back(answers, body):
    answers(f"<html><body>{body}</body></html>")
    assert clients.leads_back("https://ada.example/", PAGE)


@pytest.mark.parametrize(
    "body",
    [
        "",
        PAGE,
        f'<a href="{PAGE}">me</a>',
        f'<a rel="friend" href="{PAGE}">',
        f'<a rel="meh" href="{PAGE}">',
        '<a rel="me" href="https://people.example/people/ada/?x">',
        '<a rel="me" href="https://people.example/people/ad/">',
        '<a rel="me" href="http://people.example/people/ada/">',
        '<a rel="me" href="http://[">',
        f'&lt;a rel="me" href="{PAGE}"&gt;',
        f'<article rel="me" href="{PAGE}">',
        f'<!-- <a rel="me" href="{PAGE}"> -->',
        f'<!-- <a rel="me" href="{PAGE}">',
        f"<script>state = {{\"said\": \"<a rel='me' href='{PAGE}'>\"}}</script>",
        f'<SCRIPT type="application/json"><a rel="me" href="{PAGE}"></script>',
        f'<textarea name="post"><a rel="me" href="{PAGE}"></textarea>',
        f'<title>Results for <a rel="me" href="{PAGE}"></title>',
        f'<template><a rel="me" href="{PAGE}"></template>',
        f'<style>/* <a rel="me" href="{PAGE}"> */',
        b"\xff\xfe\x00<a",
    ],
)
def test_a_page_does_not_lead_back(answers, body):
    answers(body)
    assert not clients.leads_back("https://ada.example/", PAGE)


@pytest.mark.parametrize("how", [{"status": 404}, {"status": 500}, {"media_type": "text/plain"}, {"media_type": ""}])
def test_what_is_no_page_leads_nowhere(answers, how):
    answers(f'<a rel="me" href="{PAGE}">', **how)
    assert not clients.leads_back("https://ada.example/", PAGE)


@pytest.mark.parametrize(
    "piece",
    [
        "<a ",
        "<a rel='",
        "<a rel=me href=",
        "<!--",
        "a=",
        '<a x="',
        "<a " + "x" * 4001,
        "<",
        "<!-->",
        "<title>",
        "<script></script>",
    ],
)
def test_no_page_takes_long_to_look_through(answers, piece):
    answers(piece * (open_web.MOST_BYTES // len(piece)))
    began = time.process_time()
    clients.leads_back("https://ada.example/", PAGE)
    assert time.process_time() - began < 5
