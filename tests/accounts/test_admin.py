"""Staff look at accounts, change nothing by form, and may close one."""

import pytest

from profiles.accounts import actions
from profiles.accounts.models import AuditEvent, Identity, SignedInSession, User
from tests.accounts.browser import user_of

pytestmark = pytest.mark.django_db
LISTS = ["user", "identity", "signedinsession", "auditevent"]


@pytest.fixture
def staff(browser, new_browser):
    new_browser().sign_in("ben", email="ben@secret.example")
    browser.sign_in("ada")
    actions.grant_staff(user_of("ada"), by=None)
    return browser


@pytest.mark.parametrize("name", LISTS)
def test_staff_may_look(staff, name):
    rows = {"user": User, "identity": Identity, "signedinsession": SignedInSession, "auditevent": AuditEvent}[name]
    found = staff.get(f"/admin/accounts/{name}/")
    one = staff.get(f"/admin/accounts/{name}/{rows.objects.first().pk}/change/")
    assert (found.status_code, one.status_code) == (200, 200)
    for page in (found, one):
        text = page.content.decode()
        assert "ben@secret.example" not in text
        assert "pbkdf2" not in text
        assert "session_key" not in text


@pytest.mark.parametrize("name", LISTS)
def test_staff_change_nothing_by_form(staff, name):
    rows = {"user": User, "identity": Identity, "signedinsession": SignedInSession, "auditevent": AuditEvent}[name]
    key = rows.objects.first().pk
    assert staff.get(f"/admin/accounts/{name}/add/").status_code == 403
    for address in (f"{key}/change/", f"{key}/delete/"):
        assert staff.client.post(f"/admin/accounts/{name}/{address}", {"username": "x"}).status_code == 403


def test_staff_may_close_accounts_but_not_their_own(staff):
    chosen = [str(user_of(sub).pk) for sub in ("ada", "ben")]
    answer = staff.client.post("/admin/accounts/user/", {"action": "deactivate", "_selected_action": chosen})
    assert answer.status_code == 302
    assert not user_of("ben").is_active
    assert user_of("ada").is_active
    assert AuditEvent.objects.get(verb="deactivated").actor_id == user_of("ada").pk
