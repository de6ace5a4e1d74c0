"""The history in the browser: read by its owner alone, undone, forgotten."""

import pytest

from profiles.people import actions, queries
from profiles.people.models import Change, Kind

HTMX = {"HX-Request": "true"}


@pytest.fixture
def change(ada):
    ada.write(Kind.HEADLINE, "A first one").write(Kind.HEADLINE, "Analyst")
    return queries.own_changes(ada.profile)[0]


def test_undo_puts_back_and_says_so(ada, change):
    page = ada.client.post(f"/me/changes/{change.pk}/undo/", follow=True).content.decode()
    assert "Undone: <bdi>Headline rewritten</bdi>." in page
    assert ada.part(Kind.HEADLINE).text == "A first one"


def test_undo_leads_back_to_the_list_it_was_asked_on(ada, change):
    actions.remove_item(ada.add(Kind.TALKS, title="x"), by=ada.user)
    removed = queries.own_changes(ada.profile)[0]
    answer = ada.client.post(f"/me/changes/{removed.pk}/undo/", {"back": "list"})
    assert answer.headers["Location"] == "/me/edit/talks/"
    assert ada.client.post(f"/me/changes/{change.pk}/undo/", {"back": "list"}).headers["Location"] == "/me/"


def test_undoing_twice_undoes_once(ada, change):
    for _ in range(2):
        assert ada.client.post(f"/me/changes/{change.pk}/undo/").status_code == 302
    assert ada.part(Kind.HEADLINE).text == "A first one"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_was_changed_again_is_left_as_it_is(ada, change, headers):
    ada.write(Kind.HEADLINE, "Newer")
    answer = ada.client.post(f"/me/changes/{change.pk}/undo/", headers=headers)
    assert answer.status_code == 409
    assert "This was changed again" in answer.content.decode()
    assert ada.part(Kind.HEADLINE).text == "Newer"


def test_the_history_of_another_is_not_found(ada, ben, change):
    assert ben.client.post(f"/me/changes/{change.pk}/undo/").status_code == 404
    assert ben.client.post(f"/me/changes/{change.pk}/forget/").status_code == 302
    assert Change.objects.filter(pk=change.pk, undone_at=None).exists()
    assert "Headline rewritten" not in ben.client.get("/me/changes/").content.decode()


def test_a_forgotten_change_is_gone_with_what_it_kept(ada, change):
    for _ in range(2):
        assert ada.client.post(f"/me/changes/{change.pk}/forget/").headers["Location"] == "/me/changes/"
    assert not Change.objects.filter(pk=change.pk).exists()
    assert not Change.objects.filter(before__text="A first one").exists()


def test_reading_forgets_and_undoes_nothing(ada, change):
    for verb in ("undo", "forget"):
        assert ada.client.get(f"/me/changes/{change.pk}/{verb}/").status_code == 405
    assert ada.part(Kind.HEADLINE).text == "Analyst"


def test_the_page_lists_all_and_my_profile_five(ada):
    for number in range(8):
        ada.write(Kind.HEADLINE, str(number))
    assert ada.client.get("/me/changes/").content.decode().count('class="change"') == 8
    assert ada.client.get("/me/").content.decode().count('class="change"') == 5
    part = ada.client.get("/me/changes/", headers=HTMX).content.decode()
    assert part.count('class="change"') == 5
    assert "<html" not in part


def test_only_what_can_be_undone_has_a_button(ada):
    ada.write(Kind.HEADLINE, "one").write(Kind.HEADLINE, "two").publish()
    page = ada.client.get("/me/changes/").content.decode()
    assert page.count("/undo/") == 1
    assert page.count("/forget/") == 3


def test_former_texts_are_on_no_page_but_kept(ada, stranger):
    ada.write(Kind.HEADLINE, "A secret").write(Kind.HEADLINE, "Analyst").publish()
    assert "A secret" not in ada.client.get("/me/changes/").content.decode()
    for address in ("/people/ada/", "/api/v1/people/ada", "/people/?q=secret"):
        assert "A secret" not in stranger.get(address).content.decode()


def test_a_saved_part_tells_the_list_of_changes(ada):
    answer = ada.client.post("/me/edit/headline/", {"text": "x", "version": 1}, headers=HTMX)
    assert "page-changed" in answer.headers["HX-Trigger"]


def test_every_change_of_the_first_day_can_be_read(ada):
    ada.add(Kind.NAMES, title="Augusta")
    actions.publish(ada.profile, by=ada.user)
    page = ada.client.get("/me/changes/").content.decode()
    assert "“Augusta” added to Other names" in page
    assert "Page published" in page
