"""Every address is asked four times, as the permission table says."""

import pytest
from django.test import Client

from profiles.accounts import actions, clients
from tests import cast, permissions

READ_ONLY = [name for name, row in permissions.TABLE.items() if not row.post and not name.startswith("admin")]
WHO = ("stranger", "cleo", "ada", "staff")


@pytest.fixture
def people(ada, cleo, stranger, settings):
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    clients.forget()
    ada.publish()
    keeper = cast.join("keeper", "Keeper")
    actions.grant_staff(keeper.user, by=None)
    return {"stranger": stranger, "cleo": cleo.client, "ada": ada.client, "staff": keeper.client}


@pytest.mark.parametrize("name", permissions.TABLE)
@pytest.mark.parametrize("who", WHO)
def test_get(people, name, who):
    row = permissions.TABLE[name]
    assert people[who].get(row.path).status_code == row.get[WHO.index(who)]


@pytest.mark.parametrize("name", [name for name, row in permissions.TABLE.items() if row.post])
@pytest.mark.parametrize("who", WHO)
def test_post(people, name, who):
    row = permissions.TABLE[name]
    assert people[who].post(row.path).status_code == row.post[WHO.index(who)]


@pytest.mark.parametrize("name", [name for name, row in permissions.TABLE.items() if row.post])
def test_post_without_a_csrf_token_changes_nothing(people, ada, name):
    browser = Client(enforce_csrf_checks=True)
    cast.sign_in(browser, ada.user)
    assert browser.post(permissions.TABLE[name].path).status_code == 403


@pytest.mark.parametrize("name", READ_ONLY)
def test_what_takes_no_post_says_so(people, name):
    assert people["stranger"].post(permissions.TABLE[name].path).status_code in (401, 405)


@pytest.mark.parametrize("path", ["/admin/", "/admin/accounts/user/", "/admin/accounts/auditevent/"])
def test_the_admin_is_for_staff(people, path):
    statuses = {who: people[who].get(path).status_code for who in WHO}
    assert statuses == {"stranger": 302, "cleo": 302, "ada": 302, "staff": 200}
    assert people["ada"].get(path, follow=True).status_code == 403
