"""Tokens of programs: how they are written, made, shown once, used, and how they end."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from profiles.accounts import access, actions, api_tokens, queries
from profiles.accounts.api_tokens import Scope
from profiles.accounts.models import ApiToken, AuditEvent
from profiles.shared.ids import new_id
from tests import cast

TOKENS = "/me/account/tokens/"


def wish(*scopes: str, **more) -> actions.TokenWish:
    given = {"id": new_id(), "name": "script", "lasts": timedelta(days=30), **more}
    return actions.TokenWish(scopes=scopes or (Scope.ME_READ,), **given)


def made(member: cast.Member, *scopes: str) -> tuple[ApiToken, str]:
    return actions.make_token(member.user, wish(*scopes), by=member.user)


def sent(**more) -> dict:
    return {"id": str(new_id()), "name": "my script", "scopes": ["me:read"], "days": "90", **more}


def text_in(page: str) -> str:
    return re.search(r"colophon_\w+", page)[0]


def test_a_token_has_a_prefix_for_scanners_and_a_checksum():
    text = api_tokens.new_text()
    assert re.fullmatch(r"colophon_[0-9A-Za-z]{49}", text)
    assert api_tokens.is_well_formed(text)
    assert text != api_tokens.new_text()
    for broken in (text[:-1], text + "0", text[:-1] + ("0" if text[-1] != "0" else "1"), "é" * len(text), ""):
        assert not api_tokens.is_well_formed(broken)


def test_of_its_text_a_digest_is_stored(ada):
    token, text = made(ada)
    stored = ApiToken.objects.values().get()
    assert text not in str(stored)
    assert text[9:20] not in str(stored)
    assert queries.live_token(text) == token


def test_a_token_that_expired_or_was_never_made_is_nobodys(ada):
    token, text = made(ada)
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert queries.live_token(text) is None
    assert queries.live_token(api_tokens.new_text()) is None
    assert queries.own_tokens(ada.user) == []
    assert token.pk


def test_a_misspelt_one_is_refused_without_a_query(db, queries_of):
    with queries_of(0):
        assert queries.live_token("colophon_" + "x" * 49) is None


def test_tokens_of_a_closed_account_die_at_once(ada):
    """However it was closed."""
    _, text = made(ada)
    type(ada.user).objects.update(is_active=False)
    assert queries.live_token(text) is None


def test_tokens_of_a_closed_account_stay_ended_when_it_is_opened_again(ada):
    """Like its sessions: it may have been closed because somebody else had them."""
    _, text = made(ada)
    actions.deactivate(ada.user, by=None)
    actions.reactivate(ada.user, by=None)
    assert queries.live_token(text) is None


def test_signing_out_everywhere_ends_the_tokens_too(ada, cleo):
    """Whoever lost a device does not know what was kept on it."""
    (_, text), (_, others) = made(ada), made(cleo)
    actions.sign_out_everywhere(ada.user, by=ada.user)
    assert queries.live_token(text) is None
    assert queries.live_token(others)
    assert AuditEvent.objects.get(verb="signed out everywhere").details == {"sessions": 1, "tokens": 1}


def test_a_token_is_shown_once_and_kept_by_nobody(ada):
    answer = ada.client.post(TOKENS, sent())
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    text = text_in(answer.content.decode())
    assert queries.live_token(text).user == ada.user
    page = ada.client.get(TOKENS).content.decode()
    assert text not in page
    assert "my script" in page
    assert text[-4:] in page


def test_a_form_sent_twice_makes_one_token(ada):
    form = sent()
    ada.client.post(TOKENS, form)
    answer = ada.client.post(TOKENS, form)
    assert answer.status_code == 302
    assert ApiToken.objects.count() == 1


def test_a_form_that_lacks_something_says_so(ada):
    for form in (sent(name=" \u200b"), sent(scopes=[]), sent(scopes=["root"]), sent(days="9999"), sent(name="x" * 81)):
        answer = ada.client.post(TOKENS, form)
        assert answer.status_code == 422
        assert "error-summary" in answer.content.decode()
    assert ApiToken.objects.count() == 0


def test_one_has_room_for_twenty(ada):
    for _ in range(actions.MOST_TOKENS):
        made(ada)
    assert ada.client.post(TOKENS, sent()).status_code == 422
    ApiToken.objects.update(expires_at=timezone.now())
    assert ada.client.post(TOKENS, sent()).status_code == 200
    assert ApiToken.objects.count() == 1


def test_making_and_revoking_is_audited_without_the_token(ada):
    token, text = made(ada)
    actions.revoke_token(token, by=ada.user)
    actions.revoke_token(token, by=ada.user)
    events = AuditEvent.objects.filter(verb__startswith="token").order_by("at")
    assert [event.verb for event in events] == ["token made", "token revoked"]
    assert text not in str(list(events.values()))
    assert events[0].details == {"token": str(token.pk), "scopes": ["me:read"]}


def test_a_revoked_token_is_nobodys_at_once(ada):
    token, text = made(ada)
    path = f"{TOKENS}{token.pk}/revoke/"
    assert "Revoke" in ada.client.get(path).content.decode()
    assert queries.live_token(text)
    assert ada.client.post(path).status_code == 302
    assert queries.live_token(text) is None
    assert ada.client.post(path).status_code == 302, "a double submit"


def test_somebody_elses_token_looks_gone(ada, cleo):
    token, text = made(ada)
    path = f"{TOKENS}{token.pk}/revoke/"
    for answer in (cleo.client.get(path), cleo.client.post(path)):
        assert (answer.status_code, answer.url) == (302, TOKENS)
    assert queries.live_token(text)
    with pytest.raises(PermissionDenied):
        actions.revoke_token(token, by=cleo.user)
    with pytest.raises(PermissionDenied):
        actions.make_token(ada.user, wish(), by=cleo.user)
    with pytest.raises(PermissionDenied):
        actions.make_token(cleo.user, wish(id=token.pk), by=cleo.user)


def test_finding_people_by_their_sign_in_is_for_staff_as_long_as_they_are(ada):
    assert ada.client.post(TOKENS, sent(scopes=["identities:lookup"])).status_code == 422
    with pytest.raises(PermissionDenied):
        made(ada, Scope.IDENTITIES)
    actions.grant_staff(ada.user, by=None)
    assert "identities:lookup" in ada.client.get(TOKENS).content.decode()
    token, text = made(ada, Scope.IDENTITIES)
    assert access.has_scope(queries.live_token(text), Scope.IDENTITIES)
    type(ada.user).objects.update(is_staff=False)
    assert not access.has_scope(queries.live_token(text), Scope.IDENTITIES)
    assert token.scopes == ["identities:lookup"]


def test_the_last_use_is_noted_by_the_day_without_writing_a_row(ada, queries_of):
    token, _ = made(ada)
    with queries_of(0):
        api_tokens.note_use(token.pk)
    today = timezone.now().date()
    assert queries.own_tokens(ada.user)[0].last_used_on == today
    token.refresh_from_db()
    assert token.last_used_on is None
    actions.remember_use(token)
    token.refresh_from_db()
    assert token.last_used_on == today


def test_my_profile_leads_to_the_tokens(ada):
    assert f'href="{TOKENS}"' in ada.client.get("/me/").content.decode()
