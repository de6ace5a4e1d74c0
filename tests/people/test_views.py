"""One's own parts in the browser: forms with and without HTMX, visibility, two windows, pictures, publishing."""

import pytest

from profiles.people.models import Kind, Part, Profile
from profiles.shared.visibility import Visibility

HTMX = {"HX-Request": "true"}
HEADLINE = "/me/edit/headline/"


def test_owner_writes_a_headline_and_readers_see_it(ada, stranger):
    ada.publish()
    saved = ada.client.post(HEADLINE, {"text": "Analyst of  engines", "version": 1})
    assert saved.status_code == 302
    assert saved.headers["Location"] == "/me/"
    assert b"Analyst of engines" in stranger.get("/people/ada/").content
    assert b"Headline saved." in ada.client.get("/me/").content


def test_with_htmx_the_row_comes_back_with_a_toast(ada):
    answer = ada.client.post(HEADLINE, {"text": "Analyst", "version": 1}, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="part-headline"' in page
    assert "Analyst" in page
    assert "Headline saved." in page
    assert "<html" not in page


def test_with_htmx_the_form_alone_comes_and_the_row_when_cancelled(ada):
    form = ada.client.get(HEADLINE, headers=HTMX).content.decode()
    assert "<textarea" in form
    assert "<html" not in form
    row = ada.client.get(f"{HEADLINE}?row=1", headers=HTMX).content.decode()
    assert "<textarea" not in row
    assert 'id="part-headline"' in row


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_invalid_input_is_answered_422_beside_the_field_and_nothing_is_lost(ada, headers):
    answer = ada.client.post(HEADLINE, {"text": "x" * 201, "version": 1}, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "x" * 201 in page
    assert 'id="id_text_error"' in page
    assert ada.part(Kind.HEADLINE).text == ""


def test_a_name_cannot_be_empty_or_invisible(ada):
    for nothing in ("", "   ", "\u200d\u200c"):
        answer = ada.client.post("/me/edit/name/", {"text": nothing, "version": 1})
        assert answer.status_code == 422
        assert "A page needs a name" in answer.content.decode()
    assert ada.profile.display_name == "Ada Lovelace"


def test_a_new_name_is_listed_where_it_belongs(ada):
    ada.client.post("/me/edit/name/", {"text": "Augusta Ada King", "sort_name": "King, Augusta Ada", "version": 1})
    assert ada.profile.display_name == "Augusta Ada King"
    assert ada.profile.sort_key == "king augusta ada"


def test_about_becomes_sanitised_html_once(ada, stranger):
    ada.publish()
    ada.client.post("/me/edit/about/", {"text": "I *work*.\n\n<script>alert(1)</script>", "version": 1})
    assert "<em>work</em>" in ada.part(Kind.ABOUT).html
    assert b"<script>alert" not in stranger.get("/people/ada/").content


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_second_writer_of_a_part_sees_both_texts_and_may_keep_hers(ada, headers):
    ada.client.post(HEADLINE, {"text": "First window", "version": 1})
    conflict = ada.client.post(HEADLINE, {"text": "Second window", "version": 1}, headers=headers)
    page = conflict.content.decode()
    assert conflict.status_code == 409
    assert "First window" in page
    assert ">\nSecond window</textarea>" in page
    assert ada.part(Kind.HEADLINE).text == "First window"
    assert ("<html" in page) is (not headers)

    assert 'name="version" value="2"' in page
    ada.client.post(HEADLINE, {"text": "Second window", "version": 2})
    assert ada.part(Kind.HEADLINE).text == "Second window"


def test_a_double_submit_has_one_effect_and_is_no_conflict(ada):
    for _ in range(2):
        assert ada.client.post(HEADLINE, {"text": "Same", "version": 1}).status_code == 302
    assert ada.part(Kind.HEADLINE).version == 2


def test_saving_one_part_does_not_conflict_with_another(ada):
    assert ada.client.post(HEADLINE, {"text": "A", "version": 1}).status_code == 302
    assert ada.client.post("/me/edit/pronouns/", {"text": "she/her", "version": 1}).status_code == 302


@pytest.mark.parametrize("version", ["", "-1", "x", "9" * 5000, "2147483648", "\x00"])
def test_a_forged_version_is_an_invalid_form(ada, version):
    assert ada.client.post(HEADLINE, {"text": "A", "version": version}).status_code == 422
    assert ada.part(Kind.HEADLINE).text == ""


@pytest.mark.parametrize("level", Visibility.values)
def test_owner_chooses_who_sees_a_part(ada, level):
    assert ada.client.post("/me/edit/headline/visibility/", {"visibility": level}).status_code == 302
    assert ada.part(Kind.HEADLINE).visibility == level


def test_an_unknown_level_changes_nothing(ada):
    assert ada.client.post("/me/edit/headline/visibility/", {"visibility": "friends"}).status_code == 400
    assert ada.part(Kind.HEADLINE).visibility == Visibility.PUBLIC


def test_a_name_has_no_visibility_of_its_own(ada):
    assert ada.client.post("/me/edit/name/visibility/", {"visibility": "me"}).status_code == 404


def test_the_forms_of_a_part_belong_to_the_one_signed_in(ada, ben):
    """There is no address for somebody else's part: Ben's form saves Ben's page."""
    ben.client.post(HEADLINE, {"text": "Ben was here", "version": 1})
    assert ada.part(Kind.HEADLINE).text == ""
    assert ben.part(Kind.HEADLINE).text == "Ben was here"


def test_publishing_and_taking_down(ada, stranger):
    assert stranger.get("/people/ada/").status_code == 404
    ada.client.post("/me/publish/")
    assert stranger.get("/people/ada/").status_code == 200
    ada.client.post("/me/unpublish/")
    assert stranger.get("/people/ada/").status_code == 404


def test_publishing_by_get_is_refused(ada):
    assert ada.client.get("/me/publish/").status_code == 405
    assert ada.profile.status == "draft"


def test_a_form_without_its_token_is_refused_and_says_so(ada, settings):
    ada.client.handler.enforce_csrf_checks = True
    answer = ada.client.post("/me/publish/", {"text": "Three pages that I wrote"})
    assert answer.status_code == 403
    assert "Nothing was changed" in answer.content.decode()
    assert "Three pages that I wrote" in answer.content.decode()
    assert ada.profile.status == "draft"


def test_a_conflict_of_names_shows_the_name_in_lists_too(ada):
    ada.client.post("/me/edit/name/", {"text": "Ada Lovelace", "sort_name": "Byron, Ada", "version": 1})
    page = ada.client.post("/me/edit/name/", {"text": "Ada Lovelace", "sort_name": "King, Ada", "version": 1})
    assert page.status_code == 409
    assert "in lists: Byron, Ada" in page.content.decode()
    assert 'value="King, Ada"' in page.content.decode()


def test_every_page_of_parts_needs_a_profile(ada):
    Profile.objects.all().delete()
    assert ada.client.get("/me/edit/headline/").status_code == 403
    assert not Part.objects.exists()


def test_a_name_says_its_language_on_the_page(ada, stranger):
    ada.publish()
    form = {"text": "張愛玲", "sort_name": "", "language": "zh-hant", "version": ada.part(Kind.NAME).version}
    assert ada.client.post("/me/edit/name/", form).status_code == 302
    assert 'lang="zh-hant"' in stranger.get("/people/ada/").content.decode()
    refused = ada.client.post("/me/edit/name/", {**form, "language": "not a tag", "version": 2})
    assert refused.status_code == 422
    assert "Choose a language from the list." in refused.content.decode()
    assert ada.profile.language == "zh-hant"
