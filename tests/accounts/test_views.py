"""The welcome page and the doors of the admin."""

import pytest

from profiles.accounts import actions
from profiles.accounts.models import User
from tests.accounts.browser import user_of

pytestmark = pytest.mark.django_db
WELCOME = "/me/welcome/"


def test_a_stranger_is_sent_to_sign_in(client):
    response = client.get(WELCOME)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/oidc/authenticate/?next=")


def test_somebody_new_sees_the_proposed_name_and_may_take_another(browser):
    browser.sign_in("ada", name="Ada")
    page = browser.get(WELCOME)
    assert page.status_code == 200
    assert page.context["form"]["username"].value() == "ada"
    answer = browser.client.post(WELCOME, {"username": " Countess "})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/me/")
    assert browser.who() == "countess"


def test_the_choice_is_offered_once(browser):
    browser.sign_in("ada")
    browser.client.post(WELCOME, {"username": "countess"})
    assert browser.get(WELCOME).headers["Location"] == "/me/"
    browser.client.post(WELCOME, {"username": "another"})
    assert browser.who() == "countess"


@pytest.mark.parametrize("username", ["", "a", "admin", "ben", "x y", "\x00", "x" * 40, "ÄDA"])
def test_a_name_that_cannot_be_taken_is_shown_again(browser, new_browser, username):
    new_browser().sign_in("ben")
    browser.sign_in("ada")
    page = browser.client.post(WELCOME, {"username": username})
    assert page.status_code == 422
    assert page.context["form"].errors["username"]
    assert browser.who() == "ada"


def test_a_name_taken_between_check_and_choice_is_shown_as_taken(browser, new_browser, monkeypatch):
    new_browser().sign_in("ben")
    browser.sign_in("ada")
    monkeypatch.setattr("profiles.accounts.queries.is_free", lambda username, user: True)
    page = browser.client.post(WELCOME, {"username": "ben"})
    assert page.status_code == 422
    assert browser.who() == "ada"


def test_a_page_that_was_published_keeps_its_address(ada):
    ada.publish()
    page = ada.client.post(WELCOME, {"username": "countess"})
    assert page.status_code == 422
    assert page.context["form"].errors["username"]
    assert User.objects.get().username == "ada"


def test_the_admin_is_entered_through_our_sign_in(client):
    door = client.get("/admin/").headers["Location"]
    assert client.get(door).headers["Location"] == "/oidc/authenticate/?next=%2Fadmin%2F"


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/password_change/", "/admin/password_change/done/"])
def test_the_admin_has_no_passwords(browser, address):
    browser.sign_in("ada")
    actions.grant_staff(User.objects.get(), by=None)
    assert browser.client.post(address, {"username": "ada", "password": "x"}).status_code in (404, 405)


def test_a_member_is_not_let_into_the_admin(browser):
    browser.sign_in("ada")
    for address in ("/admin/", "/admin/login/", "/admin/accounts/user/"):
        assert browser.client.get(address, follow=True).status_code == 403
    assert browser.who() == "ada"


def test_leaving_the_admin_signs_out(browser):
    browser.sign_in("ada")
    actions.grant_staff(user_of("ada"), by=None)
    assert browser.client.post("/admin/logout/").status_code == 302
    assert browser.who() == ""
