"""What a restored database needs before people see it."""

from profiles.accounts import queries
from profiles.accounts.api_tokens import Scope
from profiles.accounts.models import SignedInSession
from profiles.operations.backups import steps
from profiles.people.models import Profile
from tests.api import tokens


def test_every_page_counts_as_changed(ada, ben):
    before = dict(Profile.objects.values_list("pk", "public_version"))
    for step in steps.AFTER_RESTORE:
        step.run()
    after = dict(Profile.objects.values_list("pk", "public_version"))
    assert {pk: version - before[pk] for pk, version in after.items()} == dict.fromkeys(before, steps.NEWER)


def test_nobody_is_signed_in_any_more(ada, ben):
    """As after a restore to a moment at which somebody was who has signed out everywhere since."""
    assert SignedInSession.objects.count() == 2
    for step in steps.AFTER_RESTORE:
        step.run()
    assert SignedInSession.objects.count() == 0
    assert {member.client.get("/me/").status_code for member in (ada, ben)} == {302}


def test_a_token_that_was_revoked_since_works_no_more(ada):
    text = tokens.text_of(ada, Scope.ME_READ)
    for step in steps.AFTER_RESTORE:
        step.run()
    assert queries.live_token(text) is None
