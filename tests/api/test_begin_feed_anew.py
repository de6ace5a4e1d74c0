"""The step after a restore."""

from django.core.management import call_command

from profiles.api.models import Feed
from tests.api.feed_told import commit


def test_no_cursor_of_before_is_believed(ada):
    ada.publish()
    commit()
    before = Feed.objects.get()
    call_command("begin_feed_anew")
    after = Feed.objects.get()
    assert after.era != before.era
    assert after.position == before.position
