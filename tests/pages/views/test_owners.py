"""My profile: the state, the parts, what is missing, and how others would see it."""

import pytest

from profiles.people import actions
from profiles.people.models import Kind, Profile
from profiles.shared.ids import new_id
from profiles.shared.visibility import Visibility

OWN_QUERIES = 6


def test_a_draft_says_that_nobody_else_sees_it(ada):
    page = ada.client.get("/me/").content.decode()
    assert "Only you can see this page until you publish" in page
    assert 'action="/me/publish/"' in page


def test_a_published_page_names_its_address(ada):
    page = ada.publish().client.get("/me/").content.decode()
    assert 'href="/people/ada/"' in page
    assert 'action="/me/unpublish/"' in page


def test_every_part_has_a_row_with_its_state(ada):
    ada.write(Kind.ABOUT, "one\n\ntwo", Visibility.MEMBERS)
    page = ada.client.get("/me/").content.decode()
    for kind in Kind:
        assert (f'id="part-{kind}"' in page) is (kind != Kind.CUSTOM)
    assert "2 paragraphs" in page
    assert "visibility__now--members" in page


def test_hints_name_what_is_missing_and_go_when_it_is_there(ada):
    assert "Write a headline" in ada.client.get("/me/").content.decode()
    ada.write(Kind.HEADLINE, "Analyst")
    assert "Write a headline" not in ada.client.get("/me/").content.decode()


def test_my_profile_costs_the_same_queries_however_much_is_on_it(ada, queries_of):
    with queries_of(OWN_QUERIES):
        ada.client.get("/me/")
    for number in range(5):
        actions.add_section(ada.profile, actions.Place(new_id()), title=f"{number}", text="x", by=ada.user)
        for kind in (Kind.POSITIONS, Kind.INTERESTS, Kind.NAMES):
            ada.add(kind, title=f"{kind} {number}", started_on="2020" if kind == Kind.POSITIONS else "")
    with queries_of(OWN_QUERIES):
        ada.client.get("/me/")


def test_a_suspended_page_says_so_and_cannot_be_published(ada):
    Profile.objects.update(status="suspended")
    page = ada.client.get("/me/").content.decode()
    assert "Suspended." in page
    assert "/me/publish/" not in page


@pytest.mark.parametrize(("seen_by", "levels"), [("stranger", ["public"]), ("member", ["public", "members"])])
def test_a_preview_shows_sections_of_ones_own_at_their_level(ada, seen_by, levels):
    for level in Visibility.values:
        place = actions.Place(new_id(), Visibility(level))
        actions.add_section(ada.profile, place, title=f"Section for {level}", text="x", by=ada.user)
    page = ada.client.get(f"/me/preview/{seen_by}/").content.decode()
    assert [level for level in Visibility.values if f"Section for {level}<" in page] == levels


@pytest.mark.parametrize("seen_by", ["stranger", "member"])
def test_a_draft_can_be_previewed_by_its_owner(ada, seen_by):
    answer = ada.client.get(f"/me/preview/{seen_by}/")
    assert answer.status_code == 200
    assert "Ada Lovelace" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_somebody_without_a_profile_is_told_so(ada):
    Profile.objects.all().delete()
    assert ada.client.get("/me/").status_code == 403
    assert ada.client.get("/me/preview/stranger/").status_code == 404


def test_pages_of_a_person_are_kept_by_nobody(ada):
    for address in ("/me/", "/", "/people/", "/about/"):
        assert ada.client.get(address).headers["Cache-Control"] == "private, no-store"
