"""Staff look at accounts, change nothing by form, and may close and reopen some."""

import pytest

from profiles.accounts import actions
from profiles.accounts.claims import Claims
from profiles.accounts.models import AuditEvent, Identity, SignedInSession, User
from tests.accounts.browser import user_of

pytestmark = pytest.mark.django_db
USERS = "/admin/accounts/user/"
ANYBODY = "00000000-0000-0000-0000-000000000000"
EVERYBODY = {"action": "deactivate", "_selected_action": ANYBODY, "select_across": "1", "confirmed": "yes"}
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


def act(staff, action, *subs, **more):
    chosen = [str(user_of(sub).pk) for sub in subs]
    return staff.client.post(USERS, {"action": action, "_selected_action": chosen, **more})


def test_closing_accounts_asks_first_and_closes_what_it_listed(staff):
    asked = act(staff, "deactivate", "ben")
    assert asked.status_code == 200
    assert [user.username for user in asked.context["users"]] == ["ben"]
    assert user_of("ben").is_active
    assert act(staff, "deactivate", "ben", confirmed="yes").status_code == 302
    assert not user_of("ben").is_active
    assert AuditEvent.objects.get(verb="deactivated").actor_id == user_of("ada").pk


def test_everybody_at_once_is_listed_first_even_when_confirmed(staff):
    for number in range(3):
        actions.recognise(Claims(issuer="https://x.example", sub=str(number)))
    answer = staff.client.post(f"{USERS}?is_staff__exact=0", EVERYBODY)
    assert len(answer.context["users"]) == 4
    assert not User.objects.filter(is_active=False).exists()


def test_more_than_a_hundred_at_once_are_refused(staff, monkeypatch):
    monkeypatch.setattr("profiles.accounts.admin.MOST_AT_ONCE", 1)
    actions.recognise(Claims(issuer="https://x.example", sub="cleo"))
    assert staff.client.post(f"{USERS}?is_staff__exact=0", EVERYBODY).status_code == 302
    assert not User.objects.filter(is_active=False).exists()


def test_staff_close_neither_themselves_nor_other_staff(staff):
    for other in ("ada", "ben"):
        actions.grant_staff(user_of(other), by=None)
        assert act(staff, "deactivate", other, confirmed="yes").status_code == 302
        assert user_of(other).is_active


def test_a_closed_account_can_be_opened_again(staff):
    actions.deactivate(user_of("ben"), by=None)
    assert act(staff, "reactivate", "ben").status_code == 302
    assert user_of("ben").is_active
    assert AuditEvent.objects.get(verb="reactivated").actor_id == user_of("ada").pk


@pytest.mark.parametrize("query", ["joined_at__year=-1", "password__startswith=p", "id__exact=zz"])
def test_a_filter_that_is_not_offered_is_a_400(staff, query):
    assert staff.get(f"{USERS}?{query}").status_code == 400
    assert staff.get(f"{USERS}?is_active__exact=1").status_code == 200
    assert staff.get("/admin/accounts/auditevent/?verb=joined").status_code == 200


@pytest.mark.parametrize("action", ["deactivate", "reactivate"])
@pytest.mark.parametrize("key", ["zz", "", "1", "0" * 5000])
def test_a_choice_that_is_no_account_is_a_400(staff, action, key):
    assert staff.client.post(USERS, {"action": action, "_selected_action": key}).status_code == 400


def test_a_look_at_an_identity_is_written_down(staff):
    identity = user_of("ben").identities.get()
    address = f"/admin/accounts/identity/{identity.pk}/change/"
    staff.client.post(address)
    staff.get("/admin/accounts/identity/zz/change/")
    assert not AuditEvent.objects.filter(verb="identity viewed").exists()
    staff.get(address)
    event = AuditEvent.objects.get(verb="identity viewed")
    assert (event.actor_id, event.subject_id) == (user_of("ada").pk, identity.pk)
