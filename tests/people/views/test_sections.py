"""Sections in the browser: their order, and those of one's own."""

import json

import pytest

from profiles.people import actions, queries
from profiles.people.models import SECTION_KINDS, Kind, Part
from profiles.shared.ids import new_id
from profiles.shared.visibility import Visibility

HTMX = {"HX-Request": "true"}


def sections(member):
    parts = queries.visible_parts(queries.own_profile(member.user)).values()
    return [part for part in parts if part.kind in SECTION_KINDS]


def kinds(member):
    return [part.kind for part in sections(member)]


def add(member, title="Teaching", **data):
    data = {"id": str(new_id()), "title": title, "text": "*Logic*", **data}
    return member.client.post("/me/edit/sections/add/", data)


@pytest.fixture
def own(ada):
    """A section of Ada's own."""
    return actions.add_section(ada.profile, actions.Place(new_id()), title="Teaching", text="*Logic*", by=ada.user)


# Order


def test_a_section_moves_one_place_and_the_row_is_shown(ada):
    answer = ada.client.post("/me/edit/positions/move/", {"direction": "up"})
    assert answer.headers["Location"] == "/me/#part-positions"
    assert kinds(ada)[:3] == ["positions", "about", "education"]
    assert "Positions moved up, now 1 of 7." in ada.client.get("/me/").content.decode()


def test_with_htmx_the_new_order_and_a_word_about_it_come_without_a_page(ada):
    answer = ada.client.post("/me/edit/about/move/", {"direction": "down"}, headers=HTMX)
    assert (answer.status_code, answer.content) == (204, b"")
    told = json.loads(answer.headers["HX-Trigger"])
    assert told["arranged"]["said"] == "About moved down, now 2 of 7."
    assert told["arranged"]["order"] == [str(part.pk) for part in sections(ada)]
    assert "page-changed" in told


def test_at_the_end_of_the_list_it_stays(ada):
    before = kinds(ada)
    ada.client.post("/me/edit/about/move/", {"direction": "up"})
    answer = ada.client.post("/me/edit/memberships/move/", {"direction": "down"}, headers=HTMX)
    assert kinds(ada) == before
    assert "Memberships stays 7 of 7." in answer.headers["HX-Trigger"]


def test_a_section_of_ones_own_moves_too(ada, own):
    ada.client.post(f"/me/edit/{own.pk}/move/", {"direction": "up"})
    assert kinds(ada)[-2:] == ["custom", "memberships"]


@pytest.mark.parametrize("direction", ["", "left", "up\x00"])
def test_a_move_to_nowhere_is_refused(ada, direction):
    assert ada.client.post("/me/edit/about/move/", {"direction": direction}).status_code == 400


def test_what_is_no_section_of_ones_own_does_not_move(ada, ben, own):
    for slug in (own.pk, new_id(), ben.part(Kind.ABOUT).pk, ben.part(Kind.HEADLINE).pk):
        assert ben.client.post(f"/me/edit/{slug}/move/", {"direction": "up"}).status_code == 404
    assert ben.client.post("/me/edit/headline/move/", {"direction": "up"}).status_code == 404


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_whole_order_is_kept_as_it_was_dragged(ada, headers):
    order = [str(part.pk) for part in reversed(sections(ada))]
    assert ada.client.post("/me/edit/order/", {"order": ",".join(order)}, headers=headers).status_code == 204
    assert [str(part.pk) for part in sections(ada)] == order


@pytest.mark.parametrize("order", ["", "x", "1,2", "," * 50, "\x00", "9" * 5000])
def test_a_malformed_order_is_refused(ada, order):
    assert ada.client.post("/me/edit/order/", {"order": order}).status_code == 400


def test_an_order_of_other_things_changes_nothing(ada, ben):
    before = kinds(ada)
    mine = [str(part.pk) for part in sections(ada)]
    for order in (mine[1:], [*mine, mine[0]], [*mine[1:], str(ben.part(Kind.ABOUT).pk)], [*mine[1:], mine[1]]):
        assert ada.client.post("/me/edit/order/", {"order": ",".join(order)}).status_code == 409
    assert kinds(ada) == before


# Sections of one's own


def test_a_section_is_added_and_readers_of_my_profile_see_its_row(ada):
    answer = add(ada)
    part = Part.objects.get(kind=Kind.CUSTOM)
    assert answer.headers["Location"] == f"/me/#part-{part.pk}"
    assert part.html == "<p><em>Logic</em></p>\n"
    page = ada.client.get("/me/").content.decode()
    assert "“<bdi>Teaching</bdi>” is added." in page
    assert f'id="part-{part.pk}"' in page


def test_a_form_sent_twice_adds_one_section(ada):
    same = str(new_id())
    assert [add(ada, id=same).status_code for _ in range(2)] == [302, 302]
    assert Part.objects.filter(kind=Kind.CUSTOM).count() == 1


def test_a_section_without_a_title_is_refused_beside_the_field_and_nothing_is_lost(ada):
    answer = add(ada, " \u200b")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A section needs a title" in page
    assert "*Logic*" in page
    assert not Part.objects.filter(kind=Kind.CUSTOM).exists()


@pytest.mark.parametrize("forged", ["", "x", "1", "9" * 5000])
def test_a_forged_id_is_an_invalid_form(ada, forged):
    assert add(ada, id=forged).status_code == 422


def test_the_id_of_somebody_elses_section_is_refused(ben, own):
    assert add(ben, id=str(own.pk)).status_code == 403
    assert Part.objects.get(kind=Kind.CUSTOM).title == "Teaching"


def test_the_eleventh_section_is_refused_in_a_sentence_and_nothing_is_lost(ada):
    for number in range(10):
        assert add(ada, f"Section {number}").status_code == 302
    answer = add(ada, "One more")
    assert answer.status_code == 422
    assert "You have 10 sections of your own" in answer.content.decode()
    assert "One more" in answer.content.decode()
    page = ada.client.get("/me/").content.decode()
    assert "as many as a page can have" in page
    assert "/me/edit/sections/add/" not in page


def test_a_section_is_hidden_from_its_first_moment(ada):
    assert add(ada, visibility="me").status_code == 302
    assert Part.objects.get(kind=Kind.CUSTOM).visibility == Visibility.ME


def test_a_section_sent_again_after_it_was_hidden_is_shown_to_nobody(ada):
    new = str(new_id())
    add(ada, id=new, visibility="public")
    actions.show_part_to(ada.part(new), visibility=Visibility.ME, by=ada.user)
    answer = add(ada, id=new, visibility="public")
    assert answer.status_code == 422
    assert "This section is on your page already" in answer.content.decode()
    assert Part.objects.get(kind=Kind.CUSTOM).visibility == Visibility.ME


def test_title_and_text_are_rewritten_together(ada, own):
    address = f"/me/edit/{own.pk}/"
    assert "Teaching" in ada.client.get(address).content.decode()
    row = ada.client.post(address, {"title": "Lectures", "text": "New", "version": 1}, headers=HTMX).content.decode()
    assert "Lectures" in row
    assert "<bdi>Lectures</bdi> saved." in row
    assert ada.part(str(own.pk)).text == "New"


def test_two_windows_with_a_section_conflict_and_show_both(ada, own):
    address = f"/me/edit/{own.pk}/"
    ada.client.post(address, {"title": "Lectures", "text": "First window", "version": 1})
    conflict = ada.client.post(address, {"title": "Seminars", "text": "Second window", "version": 1})
    page = conflict.content.decode()
    assert conflict.status_code == 409
    for words in ("Lectures", "First window", "Seminars", "Second window"):
        assert words in page


def test_owner_chooses_who_sees_a_section_of_her_own(ada, own):
    ada.client.post(f"/me/edit/{own.pk}/visibility/", {"visibility": "members"})
    assert ada.part(str(own.pk)).visibility == "members"
    assert "<bdi>Teaching</bdi>: shown to Members." in ada.client.get("/me/").content.decode()


def test_a_section_is_removed_once_and_can_be_undone(ada, own):
    for _ in range(2):
        assert ada.client.post(f"/me/edit/{own.pk}/remove/", {"version": 1}).status_code == 302
    assert not Part.objects.filter(kind=Kind.CUSTOM).exists()
    assert "“<bdi>Teaching</bdi>” is removed." in ada.client.get("/me/").content.decode()
    change = queries.own_changes(ada.profile)[0]
    ada.client.post(f"/me/changes/{change.pk}/undo/")
    assert ada.part(str(own.pk)).text == "*Logic*"


def test_with_htmx_a_removed_section_leads_back_to_my_profile(ada, own):
    answer = ada.client.post(f"/me/edit/{own.pk}/remove/", {"version": 1}, headers=HTMX)
    assert answer.headers["HX-Redirect"] == "/me/"


def test_a_section_that_was_changed_meanwhile_is_not_removed(ada, own):
    ada.client.post(f"/me/edit/{own.pk}/", {"title": "Lectures", "text": "New", "version": 1})
    assert ada.client.post(f"/me/edit/{own.pk}/remove/", {"version": 1}).status_code == 409
    assert ada.part(str(own.pk)).title == "Lectures"


@pytest.mark.parametrize("version", ["", "x", "9" * 5000])
def test_removing_without_a_version_is_refused(ada, own, version):
    assert ada.client.post(f"/me/edit/{own.pk}/remove/", {"version": version}).status_code == 400


def test_words_for_a_section_that_was_removed_are_handed_back(ada, own):
    ada.client.post(f"/me/edit/{own.pk}/remove/", {"version": 1})
    written = {"title": "Teaching", "text": "Three pages that I wrote", "version": 1}
    answer = ada.client.post(f"/me/edit/{own.pk}/", written)
    assert answer.status_code == 404
    assert "Three pages that I wrote" in answer.content.decode()


def test_the_section_of_another_is_not_found(ada, ben, own):
    """Every address of it answers Ben as that of a section that never was."""
    for slug in (own.pk, new_id()):
        address = f"/me/edit/{slug}/"
        assert ben.client.get(address).status_code == 404
        assert ben.client.post(address, {"title": "x", "text": "x", "version": 1}).status_code == 404
        assert ben.client.post(f"{address}visibility/", {"visibility": "me"}).status_code == 404
        assert ben.client.post(f"{address}remove/", {"version": 1}).status_code == 302
    stored = ada.part(str(own.pk))
    assert (stored.title, stored.text, stored.visibility) == ("Teaching", "*Logic*", "public")


def test_a_part_that_every_page_has_is_not_removed_by_its_id(ada):
    about = ada.part(Kind.ABOUT)
    assert ada.client.post(f"/me/edit/{about.pk}/remove/", {"version": 1}).status_code == 302
    assert Part.objects.filter(pk=about.pk).exists()
