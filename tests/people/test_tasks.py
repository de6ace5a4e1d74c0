"""Links that lead back: checked when they are due, noted where readers see it, forgotten when they change."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from profiles.people import actions, clients, queries, tasks
from profiles.people.contents import Content
from profiles.people.models import Item, Kind
from profiles.people.signals import profiles_changed
from profiles.shared.http import Unreachable
from profiles.shared.visibility import Visibility

URL = "https://ada.example/"


@pytest.fixture
def link(ada):
    item = ada.add(Kind.LINKS, type="website", url=URL)
    ada.publish()
    return item


@pytest.fixture
def world(monkeypatch):
    """What the page elsewhere says: True, False, or an error to raise."""
    said, asked = {"answer": True}, []

    def leads_back(url, page_url):
        asked.append((url, page_url))
        if isinstance(said["answer"], Exception):
            raise said["answer"]
        return said["answer"]

    monkeypatch.setattr(clients, "leads_back", leads_back)
    said["asked"] = asked
    return said


def check(item):
    tasks.check_link.call(str(item.pk))
    item.refresh_from_db()
    return item


def test_a_link_that_leads_back_is_shown_as_verified(link, ada, stranger, world):
    assert "margin__verified" not in stranger.get("/people/ada/").content.decode()
    check(link)
    assert world["asked"] == [(URL, "http://testserver/people/ada/")]
    assert "margin__verified" in stranger.get("/people/ada/").content.decode()
    assert stranger.get("/people/ada.json").json()["links"][0]["is_verified"] is True


def test_readers_copies_notice(link, ada, stranger, world):
    etag = stranger.get("/people/ada/").headers["ETag"]
    check(link)
    assert stranger.get("/people/ada/", headers={"If-None-Match": etag}).status_code == 200
    version = ada.profile.public_version
    check(link)
    assert ada.profile.public_version == version  # it was verified before


def test_one_that_leads_back_no_more_is_verified_no_more(link, ada, world):
    check(link)
    world["answer"] = False
    assert check(link).verified_at is None


def test_a_site_that_is_away_is_believed_for_a_while(link, world):
    check(link)
    world["answer"] = Unreachable()
    assert check(link).verified_at
    Item.objects.update(verified_at=timezone.now() - tasks.BELIEVED_FOR)
    assert check(link).verified_at is None


def test_a_changed_link_is_verified_no_more(link, ada, world):
    check(link)
    actions.rewrite_item(link, Content(type="website", url=URL, title="My site"), version=1, by=ada.user)
    link.refresh_from_db()
    assert link.verified_at
    actions.rewrite_item(link, Content(type="website", url="https://other.example/"), version=2, by=ada.user)
    link.refresh_from_db()
    assert (link.verified_at, link.checked_at) == (None, None)


def test_an_answer_about_an_address_of_before_is_not_noted(link, ada, monkeypatch):
    def meanwhile(*_):
        Item.objects.filter(pk=link.pk).update(url="https://other.example/")
        return True

    monkeypatch.setattr(clients, "leads_back", meanwhile)
    assert check(link).verified_at is None


def test_an_answer_about_a_link_that_was_hidden_meanwhile_is_no_news(link, ada, monkeypatch):
    """Who reads the feed would see that something which is hidden was changed."""

    def meanwhile(*_):
        actions.show_item_to(link, visibility=Visibility.ME, by=ada.user)
        return True

    monkeypatch.setattr(clients, "leads_back", meanwhile)
    versions = []

    def note(profiles, **_):
        versions.extend(profile.public_version for profile in profiles)

    profiles_changed.connect(note, weak=False, dispatch_uid="t")
    try:
        assert check(link).verified_at is None
    finally:
        profiles_changed.disconnect(dispatch_uid="t")
    assert len(versions) == 1, "the hiding alone"


@pytest.mark.parametrize("hide", ["item", "part", "page"])
def test_what_is_hidden_is_asked_nowhere(link, ada, world, hide):
    """Nobody elsewhere learns of a link that is not shown."""
    if hide == "item":
        actions.show_item_to(link, visibility=Visibility.MEMBERS, by=ada.user)
    elif hide == "part":
        actions.show_part_to(ada.part(Kind.LINKS), visibility=Visibility.ME, by=ada.user)
    else:
        actions.unpublish(ada.profile, by=ada.user)
    assert tasks.enqueue_due_links() == 0
    check(link)
    assert world["asked"] == []


def test_a_link_is_due_once_and_again_after_a_week(link, ada):
    assert [tasks.enqueue_due_links() for _ in range(2)] == [1, 0]
    assert DBTaskResult.objects.get().task_result.args == [str(link.pk)]
    Item.objects.update(checked_at=timezone.now() - tasks.AGAIN_AFTER - timedelta(minutes=1))
    assert tasks.enqueue_due_links() == 1


def test_only_so_many_are_due_at_once_and_new_ones_first(link, ada, monkeypatch):
    monkeypatch.setattr(tasks, "AT_ONCE", 2)
    Item.objects.update(checked_at=timezone.now() - tasks.AGAIN_AFTER * 2)
    new = [ada.add(Kind.LINKS, type="other", url=f"https://ada.example/{number}") for number in range(2)]
    assert tasks.enqueue_due_links() == 2
    assert {result.task_result.args[0] for result in DBTaskResult.objects.all()} == {str(item.pk) for item in new}


def test_a_member_with_many_links_keeps_nobody_waiting(link, ada, ben, monkeypatch):
    monkeypatch.setattr(tasks, "AT_ONCE", 6)
    Item.objects.update(checked_at=timezone.now())
    for number in range(2 * tasks.AT_ONCE):
        ada.add(Kind.LINKS, type="other", url=f"https://ada.example/{number}")
    bens = ben.add(Kind.LINKS, type="website", url="https://ben.example/")
    ben.publish()
    assert tasks.enqueue_due_links() == 6
    chosen = [result.task_result.args[0] for result in DBTaskResult.objects.all()]
    assert str(bens.pk) in chosen
    assert len(chosen) == tasks.OF_ONE_PAGE + 1


def test_a_link_that_is_written_again_goes_to_the_end_of_the_line(link, ada, ben, monkeypatch):
    monkeypatch.setattr(tasks, "AT_ONCE", 1)
    bens = ben.add(Kind.LINKS, type="website", url="https://ben.example/")
    ben.publish()
    actions.rewrite_item(link, Content(type="website", url="https://ada.example/2"), version=1, by=ada.user)
    tasks.enqueue_due_links()
    assert DBTaskResult.objects.get().task_result.args == [str(bens.pk)]


def test_one_that_was_removed_meanwhile_is_no_error(link, ada, world):
    actions.remove_item(link, by=ada.user)
    tasks.check_link.call(str(link.pk))
    assert world["asked"] == []


def test_the_owner_sees_no_other_history(link, ada, world):
    before = [change.pk for change in queries.own_changes(ada.profile)]
    check(link)
    assert [change.pk for change in queries.own_changes(ada.profile)] == before
