"""The door of pages for members, and what becomes of a text when the session is over."""

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory

from profiles.accounts import actions, doors

WELCOME = "/me/welcome/"
HTMX = {"HX-Request": "true", "HX-Target": "part-about"}
WORDS = {"csrfmiddlewaretoken": "t0ken", "version": "7", "text": "\nFirst </textarea> line\n", "sort_name": "Lovelace"}


def test_who_is_signed_in_passes(ada):
    assert ada.client.get(WELCOME).status_code == 200


@pytest.mark.django_db
def test_a_stranger_who_looks_is_sent_to_sign_in(client):
    answer = client.get(f"{WELCOME}?a=b&c=d")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/oidc/authenticate/?next=/me/welcome/%3Fa%3Db%26c%3Dd"


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
def test_what_a_stranger_wrote_is_handed_back(client, headers):
    answer = client.post(WELCOME, WORDS, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 401
    assert "readonly>\n\nFirst &lt;/textarea&gt; line\n</textarea>" in page
    assert "readonly>\nLovelace</textarea>" in page
    assert "t0ken" not in page
    assert 'href="/oidc/authenticate/" target="_blank"' in page
    assert (page.count("<html"), page.count('id="part-about"')) == ((0, 1) if headers else (1, 0))
    assert not answer.cookies


def test_a_session_that_ended_while_writing_loses_no_text(ada):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = ada.client.cookies
    browser.get(WELCOME)
    token = browser.cookies[settings.CSRF_COOKIE_NAME].value
    actions.sign_out_everywhere(ada.user, by=None)
    answer = browser.post(WELCOME, {"csrfmiddlewaretoken": token, "username": "countess"})
    assert answer.status_code == 401
    assert "readonly>\ncountess</textarea>" in answer.content.decode()


@pytest.mark.django_db
def test_a_part_asked_for_without_a_session_is_a_part(client):
    answer = client.get(WELCOME, headers=HTMX)
    assert answer.status_code == 401
    assert b"<html" not in answer.content
    assert b'id="part-about"' in answer.content


def test_only_what_somebody_wrote_is_kept():
    own = {"text": ["one", " ", "two"], "sort_name": "L"}
    steps = {"up": "an id", "down": "an id", "asked": "a signature", "type": "orcid"}
    posted = {**own, **steps, "visibility": "public", "version": "1", "opened_with": "ada", "_save": "x"}
    request = RequestFactory().post("/", posted)
    assert doors.kept_texts(request) == [("text", "one"), ("text", "two"), ("sort name", "L")]


@pytest.mark.django_db
def test_form_answers_are_shown_in_place_and_whole_pages_are_not(client):
    """Read off the layout and the script; tests/browser drives them."""
    assert '{"code":"40[139]","swap":true}' in client.get("/").content.decode()


def test_a_member_is_who_is_signed_in(ada):
    request = RequestFactory().get("/")
    request.user = ada.user
    assert doors.member(request) == ada.user
    request.user = AnonymousUser()
    with pytest.raises(PermissionDenied):
        doors.member(request)
