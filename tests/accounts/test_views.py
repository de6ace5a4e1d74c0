"""The welcome page, the address of one's page, and the doors of the admin."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from profiles.accounts import actions
from profiles.accounts.models import AuditEvent, User
from tests.accounts.browser import user_of

pytestmark = pytest.mark.django_db
WELCOME = "/me/welcome/"
RENAME = "/me/edit/username/"


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


def rename(member, username, opened_with="ada"):
    return member.client.post(RENAME, {"username": username, "opened_with": opened_with})


def test_the_address_of_a_published_page_can_be_changed(ada):
    ada.publish()
    assert f'href="{RENAME}"' in ada.client.get("/me/").content.decode()
    page = ada.client.get(RENAME)
    assert page.context["form"].initial == {"username": "ada", "opened_with": "ada"}
    answer = rename(ada, " Countess ")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/me/")
    assert User.objects.get().username == "countess"


@pytest.mark.parametrize("username", ["", "a", "admin", "ben", "x y", "\x00", "x" * 40, "ÄDA"])
def test_an_address_that_cannot_be_had_is_refused_beside_the_field(ada, ben, username):
    page = rename(ada, username)
    assert page.status_code == 422
    assert page.context["form"].errors["username"]
    assert User.objects.get(pk=ada.user.pk).username == "ada"


def test_an_address_taken_between_check_and_change_is_refused_beside_the_field(ada, ben, monkeypatch):
    monkeypatch.setattr("profiles.accounts.queries.is_free", lambda username, user: True)
    page = rename(ada, "ben")
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["username"])


def test_a_rename_sent_twice_has_one_effect(ada):
    answers = [rename(ada, "countess") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert AuditEvent.objects.filter(verb="username changed").count() == 1


def test_a_rename_from_a_window_left_open_says_so_and_keeps_what_was_typed(ada):
    rename(ada, "countess")
    page = rename(ada, "another")
    form = page.context["form"]
    assert page.status_code == 409
    assert (form["username"].value(), form["opened_with"].value()) == ("another", "countess")
    assert "/people/<b>countess</b>" in page.content.decode()
    assert User.objects.get().username == "countess"
    assert rename(ada, form["username"].value(), form["opened_with"].value()).status_code == 302
    assert User.objects.get().username == "another"


@pytest.mark.parametrize("opened_with", [None, "", "\x00", "x" * 40, "ben"])
def test_a_rename_that_names_no_present_username_changes_nothing(ada, opened_with):
    sent = {"username": "countess"} | ({} if opened_with is None else {"opened_with": opened_with})
    assert ada.client.post(RENAME, sent).status_code in (409, 422)
    assert User.objects.get().username == "ada"


def test_too_many_renames_say_from_which_day_the_next_is_possible(ada):
    for before, after in pairwise(("ada", "two", "three", "four")):
        assert rename(ada, after, before).status_code == 302
    page = rename(ada, "five", "four")
    day = date_format(timezone.localdate() + timedelta(days=30))
    assert page.status_code == 422
    assert day in page.context["form"].errors["username"][0]


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
