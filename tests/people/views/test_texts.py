"""The language of one's texts: chosen in their forms, and said wherever they stand."""

import pytest

from profiles.people import actions
from profiles.people.models import Change, Kind, Part
from profiles.shared.ids import new_id

ABOUT, HEADLINE = "/me/edit/about/", "/me/edit/headline/"
ARABIC = "ORCID: في كيفية الإبصار"


def page_of(client, path="/people/ada/"):
    return client.get(path).content.decode()


def said(member, kind):
    part = member.part(kind)
    return part.text, part.language


def test_an_arabic_text_runs_from_the_right_on_an_english_page(ada, stranger):
    ada.publish()
    assert ada.client.post(ABOUT, {"text": ARABIC, "language": "ar", "version": 1}).status_code == 302
    page = page_of(stranger)
    assert '<html lang="en" dir="ltr">' in page
    assert f'<div class="prose" dir="rtl" lang="ar"><p>{ARABIC}' in page


def test_a_text_that_says_no_language_runs_as_its_letters_do(ada, stranger):
    ada.write(Kind.ABOUT, ARABIC).write(Kind.HEADLINE, "Analyst").publish()
    page = page_of(stranger)
    assert '<div class="prose" dir="auto">' in page
    assert '<p class="profile__headline" dir="auto">Analyst' in page


def test_a_headline_says_its_language_wherever_it_stands(ada, stranger):
    ada.publish()
    ada.client.post(HEADLINE, {"text": "Analystin", "language": "de", "version": 1})
    assert '<p class="profile__headline" dir="ltr" lang="de">Analystin' in page_of(stranger)
    marked = '<bdi lang="de">Analystin</bdi>'
    for path in ("/", "/people/", "/people/suggest?q=ada"):
        assert marked in page_of(stranger, path)
    assert marked in page_of(ada.client, "/me/")


def test_an_empty_headline_is_of_no_language(ada):
    ada.client.post(HEADLINE, {"text": "", "language": "ar", "version": 1})
    assert '<bdi lang="ar">' not in page_of(ada.client, "/me/")


def test_a_section_of_ones_own_says_its_language_in_title_and_text(ada, stranger):
    ada.publish()
    form = {"id": str(new_id()), "title": "Lehre", "text": "*Logik*", "language": "de"}
    assert ada.client.post("/me/edit/sections/add/", form).status_code == 302
    part = Part.objects.get(kind=Kind.CUSTOM)
    page = page_of(stranger)
    assert '<bdi lang="de">Lehre</bdi></h2>' in page
    assert '<div class="prose" dir="ltr" lang="de">' in page
    assert '<bdi lang="de">Lehre</bdi></h3>' in page_of(ada.client, "/me/")
    ada.client.post(f"/me/edit/{part.pk}/", {"title": "Lehre", "text": "*Logik*", "language": "", "version": 1})
    assert "<bdi>Lehre</bdi></h2>" in page_of(stranger)


def test_a_new_language_alone_is_a_change_and_is_undone(ada):
    ada.write(Kind.ABOUT, "Ich rechne.")
    ada.client.post(ABOUT, {"text": "Ich rechne.", "language": "de", "version": 2})
    assert said(ada, Kind.ABOUT) == ("Ich rechne.", "de")
    actions.undo(Change.objects.order_by("-at").first(), by=ada.user)
    assert said(ada, Kind.ABOUT) == ("Ich rechne.", "")


def test_undoing_a_change_from_before_texts_had_languages_leaves_the_language(ada):
    ada.write(Kind.ABOUT, "one").write(Kind.ABOUT, "two")
    change = Change.objects.filter(verb="edited").order_by("-at").first()
    Part.objects.filter(kind=Kind.ABOUT).update(language="en")
    Change.objects.filter(pk=change.pk).update(before={"text": "one", "title": ""})
    actions.undo(Change.objects.get(pk=change.pk), by=ada.user)
    assert said(ada, Kind.ABOUT) == ("one", "en")


@pytest.mark.parametrize(("slug", "field"), [("headline", "Language of this text"), ("name", "Language")])
def test_the_second_writer_sees_the_language_of_both_versions(ada, slug, field):
    for language in ("de", "ar"):
        form = {"text": "Ada", "language": language, "version": 1}
        answer = ada.client.post(f"/me/edit/{slug}/", form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert f"{field}: Deutsch" in page
    assert '<option value="ar" selected>' in page


def test_a_draft_is_opened_with_the_language_of_the_saved_text(ada):
    ada.client.post(ABOUT, {"text": "Ich rechne.", "language": "de", "version": 1})
    ada.client.post("/me/edit/about/draft/", {"text": "Ich rechne viel.", "language": "ar", "version": 2})
    page = page_of(ada.client, ABOUT)
    assert "Ich rechne viel." in page
    assert '<option value="de" selected>' in page


def test_a_chosen_language_is_no_text_to_be_handed_back(ada, stranger):
    answer = stranger.post(ABOUT, {"text": "An evening of writing", "language": "ar", "version": 1})
    assert answer.status_code == 401
    assert answer.content.decode().count("<textarea") == 1
