"""Staff revoke a token that was seen where it should not be, and learn nothing that its owner wrote."""

import pytest

from profiles.accounts import actions, queries
from profiles.accounts.api_tokens import Scope
from profiles.accounts.models import ApiToken, AuditEvent
from tests.api.tokens import text_of

TOKENS = "/admin/accounts/apitoken/"


@pytest.fixture
def staff(ben):
    actions.grant_staff(ben.user, by=None)
    return ben


def revoke(member, *tokens, **more):
    return member.client.post(TOKENS, {"action": "revoke", "_selected_action": [t.pk for t in tokens], **more})


def test_staff_revoke_a_token_and_it_is_written_down(ada, staff):
    text = text_of(ada, Scope.ME_READ)
    token = ApiToken.objects.get()
    assert revoke(staff, token).status_code == 302
    assert queries.live_token(text) is None
    event = AuditEvent.objects.get(verb="token revoked")
    assert (event.actor_id, event.subject_id) == (staff.user.pk, ada.user.pk)
    assert event.details == {"token": str(token.pk)}
    assert revoke(staff, token).status_code == 302, "a double submit"


def test_staff_find_it_by_its_last_letters_and_see_no_words_of_its_owner(ada, cleo, staff):
    token = queries.live_token(text_of(ada, Scope.ME_READ))
    text_of(cleo, Scope.ME_READ)
    ApiToken.objects.update(name="canary")
    ApiToken.objects.exclude(pk=token.pk).update(hint="none")
    found = staff.client.get(TOKENS, {"q": token.hint})
    one = staff.client.get(f"{TOKENS}{token.pk}/change/")
    assert [row.pk for row in found.context["cl"].result_list] == [token.pk]
    for page in (found, one):
        assert "canary" not in page.content.decode()
        assert token.digest not in page.content.decode()


def test_staff_revoke_one_token_at_a_time(ada, cleo, staff):
    texts = [text_of(ada, Scope.ME_READ), text_of(cleo, Scope.ME_READ)]
    tokens = list(ApiToken.objects.all())
    for chosen, more in ((tokens, {}), (tokens[:1], {"select_across": "1"})):
        revoke(staff, *chosen, **more)
        assert all(map(queries.live_token, texts))


def test_nobody_else_revokes_there(ada, cleo):
    text = text_of(ada, Scope.ME_READ)
    assert revoke(cleo, ApiToken.objects.get()).status_code == 302
    assert queries.live_token(text)


def test_what_is_no_id_is_refused(staff):
    answer = staff.client.post(TOKENS, {"action": "revoke", "_selected_action": "x"})
    assert answer.status_code == 400
