"""Items are removed, names for good; sent twice, answered in the same way."""

import re

import pytest
from django.contrib.messages import get_messages

from profiles.people import actions
from profiles.people.contents import Content
from profiles.people.models import Change, Draft, Item, Kind
from profiles.shared.ids import new_id
from tests.people import listing

HTMX = {"HX-Request": "true"}
BOTH = pytest.mark.parametrize("headers", [{}, HTMX])


def page_of(answer):
    return answer.content.decode()


def test_a_removed_item_offers_its_undo(ada):
    item = listing.add(ada, Kind.TALKS, "Engines", "Looms")
    answer = ada.client.post(f"/me/edit/items/{item.pk}/remove/")
    assert answer.status_code == 302
    message = next(iter(get_messages(answer.wsgi_request)))
    change = Change.objects.get(pk=message.extra_tags)
    assert str(message) == "“<bdi>Looms</bdi>” is removed."
    assert listing.titles(ada, Kind.TALKS) == ["Engines"]
    actions.undo(change, by=ada.user)
    assert listing.titles(ada, Kind.TALKS) == ["Engines", "Looms"]


@BOTH
def test_the_word_about_a_removal_carries_the_button_that_undoes_it(ada, headers):
    item = listing.add(ada, Kind.TALKS, "Engines")
    page = page_of(ada.client.post(f"/me/edit/items/{item.pk}/remove/", headers=headers, follow=True))
    address = re.search(r'action="(/me/changes/[0-9a-f-]+/undo/)"', page)
    ada.client.post(address[1])
    assert listing.titles(ada, Kind.TALKS) == ["Engines"]


def test_removing_twice_removes_once(ada):
    item = listing.add(ada, Kind.TALKS, "Engines", "Looms")
    for _ in range(2):
        assert ada.client.post(f"/me/edit/items/{item.pk}/remove/").headers["Location"] == "/me/edit/talks/"
    assert Change.objects.filter(verb="removed").count() == 1


def test_asking_about_a_removal_removes_nothing(ada):
    item = listing.add(ada, Kind.NAMES, "Ada Byron")
    assert "cannot be undone" in page_of(ada.client.get(f"/me/edit/items/{item.pk}/remove/"))
    assert Item.objects.count() == 1


def test_a_name_is_removed_everywhere(ada):
    item = listing.add(ada, Kind.NAMES, "Ada Byron")
    about = ada.part(Kind.ABOUT)
    actions.rewrite_text(about, text="Born ada byron.", version=1, by=ada.user)
    actions.rewrite_text(about, text="Born.", version=2, by=ada.user)
    actions.keep_draft(about, text="Once Ada Byron", version=3, by=ada.user)
    answer = ada.client.post(f"/me/edit/items/{item.pk}/remove/", follow=True)
    assert "The name is removed everywhere." in page_of(answer)
    assert "Byron" not in page_of(answer)
    assert not Item.objects.exists()
    assert not Draft.objects.exists()
    assert "byron" not in str(list(Change.objects.values())).lower()


def asked_about(member, item):
    page = member.client.get(f"/me/edit/items/{item.pk}/remove/").content.decode()
    return {"asked": re.search(r'name="asked" value="([^"]+)"', page)[1]}


def test_a_name_that_is_forgotten_twice_is_answered_twice_in_the_same_way(ada):
    item = listing.add(ada, Kind.NAMES, "Ada Byron")
    form = asked_about(ada, item)
    for _ in range(2):
        answer = ada.client.post(f"/me/edit/items/{item.pk}/remove/", form, follow=True)
        assert answer.redirect_chain == [("/me/edit/names/", 302)]
        assert "The name is removed everywhere." in answer.content.decode()
    assert Change.objects.filter(verb="removed").count() == 1


def test_whoever_was_not_asked_about_a_name_does_not_learn_that_it_was_there(ada, ben):
    item, other = listing.add(ada, Kind.NAMES, "Ada Byron"), listing.add(ada, Kind.NAMES, "Augusta")
    form = asked_about(ada, item)
    ada.client.post(f"/me/edit/items/{item.pk}/remove/", form)
    for member, pk, given in ((ben, item.pk, form), (ada, item.pk, {}), (ada, new_id(), form), (ben, other.pk, form)):
        assert member.client.post(f"/me/edit/items/{pk}/remove/", given).status_code == 404


def test_nothing_but_a_name_is_said_to_be_removed_everywhere(ada):
    interests = [Content(title=title) for title in ("Paper", "Ink")]
    item, _ = actions.add_items(ada.part(Kind.INTERESTS), interests, actions.Place(new_id()), by=ada.user)
    asked = re.findall(r'name="(asked)"', ada.client.get(f"/me/edit/items/{item.pk}/remove/").content.decode())
    actions.undo(Change.objects.get(), by=ada.user)
    assert ada.client.post(f"/me/edit/items/{item.pk}/remove/").status_code == 404
    assert asked == []


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_removal_sent_twice_is_answered_twice_in_the_same_way(ada, headers):
    item, other = listing.add(ada, Kind.TALKS, "Engines"), listing.add(ada, Kind.TALKS, "Looms")
    for _ in range(2):
        answer = ada.client.post(f"/me/edit/items/{item.pk}/remove/", headers=headers)
        assert answer.status_code == (200 if headers else 302)
        assert (f'data-order="{other.pk}"' in answer.content.decode()) == bool(headers)
    assert Change.objects.filter(verb="removed").count() == 1


def test_what_came_back_in_one_go_is_removed_again(ada):
    new = new_id()
    interests = [Content(title=title) for title in ("Paper", "Ink")]
    actions.add_items(ada.part(Kind.INTERESTS), interests, actions.Place(new), by=ada.user)
    actions.undo(Change.objects.get(), by=ada.user)
    several = Change.objects.get(verb="removed")
    actions.add_item(ada.part(Kind.INTERESTS), Content(title="Thread"), actions.Place(new), by=ada.user)
    ada.client.post(f"/me/edit/items/{new}/remove/")
    actions.undo(several, by=ada.user)
    ada.client.post(f"/me/edit/items/{new}/remove/")
    assert listing.titles(ada, Kind.INTERESTS) == ["Ink"]
