"""The lists of one's own page in the browser: items added, rewritten and shown, with and without HTMX."""

import pytest

from profiles.people import actions
from profiles.people.models import Change, Item, Kind, Organization
from profiles.shared.ids import new_id
from profiles.shared.visibility import Visibility
from tests.people import listing

HTMX = {"HX-Request": "true"}
BOTH = pytest.mark.parametrize("headers", [{}, HTMX])


def page_of(answer):
    return answer.content.decode()


@pytest.mark.parametrize("kind", listing.FORMS)
def test_an_item_of_every_kind_is_added_and_opened_as_it_was_written(ada, kind):
    data = listing.FORMS[kind]
    assert listing.post_new(ada, kind, data).status_code == 302
    item = ada.part(kind).items.get()
    form = page_of(ada.client.get(f"/me/edit/items/{item.pk}/"))
    for written in data.values():
        assert f'value="{written}"' in form or f">\n{written}</textarea>" in form
    assert listing.post(ada, item, data).status_code == 302
    assert Item.objects.get().version == 1
    assert Change.objects.count() == 1, "saved unchanged, so nothing was changed"


@pytest.mark.parametrize("kind", listing.FORMS)
def test_an_empty_list_says_what_that_means(ada, kind):
    page = page_of(ada.client.get(f"/me/edit/{kind}/"))
    assert 'class="list-editor__none"' in page
    assert f'href="/me/edit/{kind}/add/"' in page


def test_an_item_added_is_seen_by_readers_of_the_list(ada):
    listing.post_new(ada, Kind.POSITIONS, listing.FORMS[Kind.POSITIONS])
    page = page_of(ada.client.get("/me/edit/positions/"))
    assert "since 2019" in page
    assert "“<bdi>Professor</bdi>” is added." in page


def test_a_form_sent_twice_adds_once(ada):
    new = new_id()
    for _ in range(2):
        assert listing.post_new(ada, Kind.TALKS, {"title": "Engines"}, new=new).status_code == 302
    assert ada.part(Kind.TALKS).items.count() == 1


@pytest.mark.parametrize("kind", listing.FORMS)
def test_an_item_is_hidden_from_its_first_moment(ada, kind):
    before = ada.profile.public_version
    assert listing.post_new(ada, kind, {**listing.FORMS[kind], "visibility": "me"}).status_code == 302
    assert listing.level(Item.objects.get()) == Visibility.ME
    ada.profile.refresh_from_db()
    assert ada.profile.public_version == before


def test_several_interests_are_shown_to_those_who_were_chosen(ada):
    listing.post_new(ada, Kind.INTERESTS, {"title": "Engines, Looms", "visibility": "members"})
    assert [listing.level(item) for item in Item.objects.all()] == [Visibility.MEMBERS] * 2


@pytest.mark.parametrize("level", ["everyone", "\x00", "public\n"])
def test_a_forged_level_of_a_new_item_is_refused(ada, level):
    assert listing.post_new(ada, Kind.TALKS, {"title": "Engines", "visibility": level}).status_code == 422
    assert not Item.objects.exists()


@pytest.mark.parametrize("kind", [Kind.TALKS, Kind.INTERESTS])
def test_a_form_sent_again_after_its_item_was_hidden_shows_it_to_nobody(ada, kind):
    new, form = new_id(), {"title": "Engines, Looms", "visibility": "public"}
    listing.post_new(ada, kind, form, new=new)
    actions.show_item_to(ada.part(kind).items.get(pk=new), visibility=Visibility.ME, by=ada.user)
    answer = listing.post_new(ada, kind, form, new=new)
    assert answer.status_code == 422
    assert "This is in your list already" in page_of(answer)
    assert listing.level(Item.objects.get(pk=new)) == Visibility.ME
    assert ada.part(kind).items.filter(title__startswith="Engines").count() == 1


@BOTH
def test_the_second_writer_of_an_item_sees_both_versions_and_may_keep_hers(ada, headers):
    listing.post_new(ada, Kind.POSITIONS, listing.FORMS[Kind.POSITIONS])
    item = Item.objects.get()
    form = {**listing.FORMS[Kind.POSITIONS], "started_on_month": "4"}
    listing.post(ada, item, {**form, "title": "First window"})
    conflict = listing.post(ada, item, {**form, "title": "Second window"}, headers=headers)
    page = page_of(conflict)
    assert conflict.status_code == 409
    assert "Role: First window" in page
    assert "Start: Apr 2019" in page
    assert 'value="Second window"' in page
    assert 'name="version" value="2"' in page
    assert Item.objects.get().title == "First window"
    assert listing.post(ada, item, {**form, "title": "Second window"}, version=2).status_code == 302
    assert Item.objects.get().title == "Second window"


def test_what_was_written_in_an_item_that_was_removed_meanwhile_is_handed_back(ada):
    item = listing.add(ada, Kind.TALKS, "Engines")
    actions.remove_item(item, by=ada.user)
    answer = listing.post(ada, item, {"title": "Engines and their owners"})
    assert answer.status_code == 404
    assert "Engines and their owners</textarea>" in page_of(answer)
    assert "This was removed" in page_of(answer)
    assert ada.client.get(f"/me/edit/items/{item.pk}/").status_code == 404


@pytest.mark.parametrize("level", Visibility.values)
@BOTH
def test_owner_chooses_who_sees_an_item(ada, level, headers):
    item = listing.add(ada, Kind.TALKS, "Engines")
    answer = ada.client.post(f"/me/edit/items/{item.pk}/visibility/", {"visibility": level}, headers=headers)
    assert answer.status_code == (200 if headers else 302)
    assert listing.level(item) == level
    if headers:
        assert f'id="part-{item.pk}"' in page_of(answer)
        assert page_of(answer).count("data-focus-after-swap") == 1


def test_an_unknown_level_of_an_item_changes_nothing(ada):
    item = listing.add(ada, Kind.TALKS, "Engines")
    assert ada.client.post(f"/me/edit/items/{item.pk}/visibility/", {"visibility": "friends"}).status_code == 400
    assert listing.level(item) == Visibility.PUBLIC


def test_the_levels_of_an_item_are_fetched_when_they_are_asked_for(ada):
    item = listing.add(ada, Kind.TALKS, "Engines")
    address = f"/me/edit/items/{item.pk}/visibility/"
    assert (
        "Nobody else, and not in search" not in page_of(ada.client.get("/me/edit/talks/")).partition('class="aside')[0]
    )
    menu = page_of(ada.client.get(address, headers=HTMX))
    assert '<details data-menu name="visibility" open>' in menu
    assert menu.count(f'action="{address}"') == 1
    assert "<html" not in menu
    page = page_of(ada.client.get(address))
    assert "<html" in page
    assert page.count('class="visibility__choice"') == 3
    assert listing.level(item) == Visibility.PUBLIC


def test_interests_are_pasted_as_a_list_and_known_ones_skipped(ada):
    listing.add(ada, Kind.INTERESTS, "Engines")
    answer = listing.post_new(ada, Kind.INTERESTS, {"title": "engines, Looms; Paper\nInk، خط"})
    assert answer.status_code == 302
    assert listing.titles(ada, Kind.INTERESTS) == ["Engines", "Looms", "Paper", "Ink", "خط"]


def test_what_stands_there_already_is_refused_beside_the_field(ada):
    listing.add(ada, Kind.INTERESTS, "Looms")
    item = listing.add(ada, Kind.INTERESTS, "Engines")
    assert "in your list already" in page_of(listing.post_new(ada, Kind.INTERESTS, {"title": "Engines"}))
    answer = listing.post(ada, item, {"title": "looms"})
    assert answer.status_code == 422
    assert "in your list already" in page_of(answer)


def test_a_person_has_one_orcid_id(ada):
    listing.post_new(ada, Kind.IDENTIFIERS, listing.FORMS[Kind.IDENTIFIERS])
    answer = listing.post_new(ada, Kind.IDENTIFIERS, {"type": "orcid", "title": "0000-0001-5109-3700"})
    assert answer.status_code == 422
    assert "A person has one" in page_of(answer)


def test_a_chosen_organisation_is_linked_while_its_name_fits(ada):
    record = Organization.objects.create(
        ror="05nrd1234", name="Nordhavn Universitet", names=[{"name": "Nordhavn Univ."}]
    )
    form = {"title": "Professor", "started_on_year": "2019", "organization": record.ror}
    for name, linked in (("nordhavn univ", record), ("Nordhavn Universitet", record), ("Somewhere else", None)):
        listing.post_new(ada, Kind.POSITIONS, {**form, "organization_name": name})
        item = Item.objects.order_by("id").last()
        assert (item.organization, item.organization_name) == (linked, name)
    opened = page_of(ada.client.get(f"/me/edit/items/{Item.objects.order_by('id')[1].pk}/"))
    assert 'value="05nrd1234"' in opened


@pytest.mark.parametrize("forged", ["nobody", "x" * 5000, "05nrd1234'--", "\u202e"])
def test_a_forged_organisation_counts_as_text(ada, forged):
    form = {**listing.FORMS[Kind.POSITIONS], "organization": forged}
    assert listing.post_new(ada, Kind.POSITIONS, form).status_code == 302
    assert Item.objects.get().organization is None


def test_an_entry_says_its_language_on_the_page_and_keeps_it_when_edited(ada, stranger):
    ada.publish()
    form = {**listing.FORMS[Kind.POSITIONS], "title": "Professorin", "detail": "Seminar", "language": "de"}
    listing.post_new(ada, Kind.POSITIONS, form)
    page = page_of(stranger.get("/people/ada/"))
    assert '<bdi lang="de">Professorin</bdi></h3>' in page
    assert '<p class="dated__more"><bdi lang="de">Seminar</bdi>' in page
    item = Item.objects.get()
    assert '<option value="de" selected>' in page_of(ada.client.get(f"/me/edit/items/{item.pk}/"))


def test_several_interests_are_of_the_language_that_was_chosen_for_them(ada):
    listing.post_new(ada, Kind.INTERESTS, {"title": "Maschinen, Musik", "language": "de"})
    assert list(Item.objects.values_list("title", "language")) == [("Maschinen", "de"), ("Musik", "de")]


def test_the_second_writer_of_an_item_sees_its_language(ada):
    listing.post_new(ada, Kind.TALKS, listing.FORMS[Kind.TALKS])
    item = Item.objects.get()
    listing.post(ada, item, {**listing.FORMS[Kind.TALKS], "language": "de"})
    conflict = page_of(listing.post(ada, item, {**listing.FORMS[Kind.TALKS], "language": "ar"}))
    assert "Language of this entry: Deutsch" in conflict
    assert '<option value="ar" selected>' in conflict
