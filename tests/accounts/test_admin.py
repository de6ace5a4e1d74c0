"""Staff look at accounts, change nothing by form, and may close and reopen some."""

import html

import pytest
from django.contrib import admin
from django.test import Client

from profiles.accounts import actions, audit
from profiles.accounts.claims import Claims
from profiles.accounts.models import AuditEvent, Identity, SignedInSession, User
from profiles.people.models import Kind
from profiles.shared.visibility import Visibility
from tests import cast
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


SECRETS = ["canary-sub", "canary@secret.example", "canary-device", "canary-detail", "canary-university", "op.example"]
PRIVATE = ["identity", "signedinsession", "auditevent"]
REASON = {"reason": "She asked by telephone"}


@pytest.fixture
def canaries(ada):
    """Rows of an account with something private in every field that has it; and Ada is staff."""
    actions.grant_staff(ada.user, by=None)
    texts = {"email": "canary@secret.example", "provider_name": "canary-university"}
    claims = Claims("https://op.example", "canary-sub", preferred_username="ben", **texts)
    person = actions.recognise(claims)
    session = actions.sign_in(person, claims=claims, session_key="k" * 32, device="canary-device")
    event = audit.record("tested", person.user.pk, by=None, why="canary-detail")
    return {"identity": person.identity, "signedinsession": session, "auditevent": event}


def address(row, page="private"):
    return f"/admin/accounts/{row._meta.model_name}/{row.pk}/{page}/"


def test_nothing_private_stands_on_any_page_that_one_looks_at(ada, canaries):
    before, seen = AuditEvent.objects.count(), 0
    pages = ["/admin/", "/admin/accounts/"]
    for model, options in admin.site._registry.items():
        place = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        pages += [place, *(f"{place}?o={column}" for column in range(1, len(options.list_display) + 1))]
        for row in model.objects.all():
            pages += [f"{place}{row.pk}/{page}/" for page in ("change", "history", "private")]
    for page in pages:
        answer = ada.client.get(page, follow=True)
        seen += answer.status_code == 200
        text = html.unescape(answer.content.decode())
        assert [secret for secret in [*SECRETS, "k" * 32] if secret in text] == [], page
    assert seen > 30
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("name", PRIVATE)
def test_a_look_with_a_reason_shows_the_details_and_is_written_down_once(ada, canaries, name):
    row = canaries[name]
    before = AuditEvent.objects.count()
    assert f'action="{address(row)}"' in ada.client.get(address(row, "change")).content.decode()
    answer = ada.client.post(address(row), REASON)
    shown = dict(answer.context["details"])
    assert set(shown) == {field.replace("_", " ") for field in row.PRIVATE}
    assert all("canary" in text or "op.example" in text for text in shown.values())
    assert all(text in html.unescape(answer.content.decode()) for text in shown.values())
    assert "no-store" in answer.headers["Cache-Control"]
    assert AuditEvent.objects.count() == before + 1
    event = AuditEvent.objects.get(verb="private details viewed")
    assert (event.actor_id, event.subject_id) == (ada.user.pk, canaries["identity"].user.pk)
    assert event.details == {"kind": name, "row": str(row.pk), "reason": "She asked by telephone"}


@pytest.mark.parametrize("name", PRIVATE)
@pytest.mark.parametrize("reason", [None, "", "    ", "abc", "1234567890", "x" * 201, "\x00 with a nul"])
def test_a_look_without_a_reason_shows_nothing_and_is_refused(ada, canaries, name, reason):
    before = AuditEvent.objects.count()
    answer = ada.client.post(address(canaries[name]), {} if reason is None else {"reason": reason})
    assert answer.status_code == 422
    assert answer.context["reason_form"].errors["reason"]
    assert [secret for secret in SECRETS if secret in answer.content.decode()] == []
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("name", PRIVATE)
def test_who_is_not_staff_sees_no_private_details(canaries, cleo, stranger, name):
    before = AuditEvent.objects.count()
    for client in (cleo.client, stranger):
        answer = client.post(address(canaries[name]), REASON)
        assert answer.status_code == 302
        assert [secret for secret in SECRETS if secret in answer.content.decode()] == []
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("name", PRIVATE)
def test_a_look_is_no_get(ada, canaries, name):
    row = canaries[name]
    answer = ada.client.get(address(row), REASON)
    assert (answer.status_code, answer.headers["Location"]) == (302, address(row, "change"))
    assert not AuditEvent.objects.filter(verb="private details viewed").exists()


@pytest.mark.parametrize("name", PRIVATE)
def test_a_look_needs_a_csrf_token(ada, canaries, name):
    browser = Client(enforce_csrf_checks=True)
    cast.sign_in(browser, ada.user)
    assert browser.post(address(canaries[name]), REASON).status_code == 403
    assert not AuditEvent.objects.filter(verb="private details viewed").exists()


def test_a_look_at_nothing_is_a_404(ada, canaries):
    for key in ("zz", "00000000-0000-0000-0000-000000000000"):
        for name in PRIVATE:
            assert ada.client.post(f"/admin/accounts/{name}/{key}/private/", REASON).status_code == 404


def test_a_search_finds_nobody_by_what_is_private(ada, canaries):
    for secret in SECRETS:
        for name in LISTS:
            answer = ada.client.get(f"/admin/accounts/{name}/", {"q": secret})
            assert (answer.status_code, answer.context["cl"].result_count) == (200, 0), (secret, name)
    assert ada.client.get("/admin/accounts/identity/", {"q": "ben"}).context["cl"].result_count == 1


@pytest.mark.parametrize("query", ["sub__exact=canary-sub", "device__startswith=c", "_to_field=sub", "o=9"])
def test_no_filter_or_order_reveals_what_is_private(ada, canaries, query):
    for name in PRIVATE:
        answer = ada.client.get(f"/admin/accounts/{name}/?{query}")
        assert answer.status_code in (200, 302, 400)
        if answer.status_code == 200:
            assert answer.context["cl"].result_count == answer.context["cl"].queryset.model.objects.count()


def test_what_is_private_is_in_no_list_form_or_filter():
    for model, options in admin.site._registry.items():
        shown = {*options.list_display, *(options.fields or ()), *options.list_filter}
        assert shown.isdisjoint({*getattr(model, "PRIVATE", ()), "sid", "session_key", "password"}), model


def test_staff_see_of_other_peoples_pages_what_members_see(ada, ben, cleo):
    actions.grant_staff(ben.user, by=None)
    ada.write(Kind.HEADLINE, "For members", Visibility.MEMBERS)
    ada.write(Kind.ABOUT, "For herself", Visibility.ME).publish()
    for page in ("/people/ada/", "/api/v1/people/ada"):
        texts = [member.client.get(page).content.decode() for member in (ben, cleo)]
        assert ["For members" in text for text in texts] == [True, True]
        assert ["For herself" in text for text in texts] == [False, False]
    assert {model._meta.app_label for model in admin.site._registry} == {"accounts"}
