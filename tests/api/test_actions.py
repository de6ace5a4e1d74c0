"""What becomes news, and what does not."""

from datetime import timedelta

from django.utils import timezone

from profiles.accounts import actions as accounts
from profiles.api import actions
from profiles.api.models import DELETED_KEPT, Feed, FeedEntry
from profiles.people import actions as people
from profiles.people.models import Kind, Profile, Status
from profiles.shared.visibility import Visibility
from tests.api.feed_told import commit, told


def test_a_page_is_news_when_it_is_published(ada):
    ada.write(Kind.HEADLINE, "Analyst")
    assert told() == []
    ada.publish()
    assert told() == [("created", "ada")]


def test_what_strangers_do_not_see_is_no_news(ada):
    """No entry, and none in the place of another: of many updates the last is kept."""
    ada.publish()
    ada.write(Kind.PRONOUNS, "", Visibility.MEMBERS)
    told()
    before = list(FeedEntry.objects.order_by("position").values("pk", "position"))
    ada.write(Kind.PRONOUNS, "she/her", Visibility.MEMBERS)
    ada.add(Kind.INTERESTS, title="secret", visibility=Visibility.ME)
    people.keep_draft(ada.part(Kind.ABOUT), text="Not yet.", version=1, by=ada.user)
    told()
    assert list(FeedEntry.objects.order_by("position").values("pk", "position")) == before


def test_of_many_changes_the_last_is_told(ada):
    ada.publish()
    ada.write(Kind.HEADLINE, "One").write(Kind.HEADLINE, "Two")
    assert told() == [("created", "ada"), ("updated", "ada")]


def test_a_new_name_is_told_with_the_one_before(ada):
    ada.publish()
    accounts.rename(ada.user, "countess", opened_with="ada", by=ada.user)
    assert told() == [("created", "ada"), ("renamed", "countess")]
    assert FeedEntry.objects.get(news="renamed").former_username == "ada"


def test_names_that_a_page_had_while_it_was_down_are_not_told(ada):
    ada.publish()
    people.unpublish(ada.profile, by=ada.user)
    accounts.rename(ada.user, "secret", opened_with="ada", by=ada.user)
    assert told() == [("deleted", "ada")]
    ada.user.refresh_from_db()
    accounts.rename(ada.user, "countess", opened_with="secret", by=ada.user)
    ada.publish()
    assert told() == [("deleted", "ada"), ("created", "countess")]
    assert not FeedEntry.objects.filter(former_username="secret").exists()


def test_of_what_is_gone_nothing_but_that_stays(ada):
    ada.publish()
    ada.write(Kind.HEADLINE, "One")
    people.unpublish(ada.profile, by=ada.user)
    assert told() == [("deleted", "ada")]
    ada.write(Kind.HEADLINE, "Still writing")
    assert told() == [("deleted", "ada")]


def test_a_closed_account_is_gone_and_comes_back(ada):
    ada.publish()
    accounts.deactivate(ada.user, by=None)
    assert told() == [("deleted", "ada")]
    accounts.reactivate(ada.user, by=None)
    assert told() == [("deleted", "ada"), ("created", "ada")]


def test_a_draft_of_a_closed_account_was_never_there(ada):
    accounts.deactivate(ada.user, by=None)
    accounts.reactivate(ada.user, by=None)
    assert told() == []


def test_a_page_that_staff_took_down_is_gone(ada):
    ada.publish()
    Profile.objects.filter(pk=ada.profile.pk).update(status=Status.SUSPENDED)
    actions.announce(ada.profile.pk)
    assert told() == [("deleted", "ada")]


def test_what_went_long_ago_is_forgotten(ada, ben):
    for person in (ada, ben):
        person.publish()
    people.unpublish(ada.profile, by=ada.user)
    FeedEntry.objects.update(at=timezone.now() - DELETED_KEPT - timedelta(days=1))
    people.unpublish(ben.profile, by=ben.user)
    assert told() == [("deleted", "ben")]


def test_after_a_restore_a_raised_version_is_no_news(ada):
    ada.publish()
    before = told()
    Profile.objects.update(public_version=1_000_000)
    era = Feed.objects.get().era
    actions.begin_new_era()
    assert Feed.objects.get().era != era
    ada.add(Kind.INTERESTS, title="secret", visibility=Visibility.ME)
    commit()
    assert told() == before
