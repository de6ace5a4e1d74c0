"""Text from a browser becomes the values of a part, in every script."""

import pytest

from profiles.people.forms import TEXT_FORMS, DocumentForm, NameForm, NewSectionForm, PictureForm, ProseForm
from profiles.people.models import TEXT_KINDS, Kind
from profiles.shared.ids import new_id
from tests import pdfs


def named(text, **more):
    form = NameForm({"text": text, "version": 1, **more})
    return form.cleaned_data if form.is_valid() else form.errors


@pytest.mark.parametrize(
    "name", ["O", "Ng", "王貞儀", "الحسن ابن الهيثم", "D’Arcy O'Neill-ß", "Nguyễn Thị Hiền", "x" * 120, "علی‌رضا"]
)
def test_a_name_stays_as_it_is_written(name):
    assert named(name)["text"] == name


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Ada   Lovelace ", "Ada Lovelace"),
        ("Ada\u202eLovelace", "Ada Lovelace"),
        ("Ada\r\nX-Header: 1", "Ada X-Header: 1"),
        ("E\u0301mile", "Émile"),
        ("\u2066Ada\u2069", "Ada"),
    ],
)
def test_what_only_tricks_readers_is_left_out(written, kept):
    assert named(written)["text"] == kept


def test_a_name_is_measured_as_it_is_stored():
    """One letter of these becomes two in NFC, and the columns hold 120."""
    for written in ({"text": "\u0958" * 61}, {"text": "Ada", "sort_name": "\u0958" * 61}):
        form = NameForm({"version": 1, **written})
        assert not form.is_valid()


def test_a_title_and_an_alternative_are_measured_as_they_are_stored():
    assert not NewSectionForm({"id": new_id(), "title": "\u0958" * 41}).is_valid()
    form = PictureForm({"version": 1, "alt": "\u0958" * 151}, kind=Kind.PICTURE, has_picture=True)
    assert "alt" in form.errors


def test_the_breaks_of_a_long_text_count_once():
    form = ProseForm({"version": 1, "text": "a\r\n" * 10_000})
    assert form.is_valid(), form.errors


@pytest.mark.parametrize("name", ["", " ", "\u200b\u200d", "x" * 121, "a\x00b"])
def test_what_is_no_name_is_refused(name):
    assert "text" in named(name)
    assert "sort_name" not in named(name)


@pytest.mark.parametrize("kind", TEXT_KINDS)
def test_every_text_may_be_empty_and_has_a_limit(kind):
    assert TEXT_FORMS[kind]({"text": "", "title": "T", "version": 1}).is_valid()
    assert not TEXT_FORMS[kind]({"text": "x" * 20_001, "title": "T", "version": 1}).is_valid()


@pytest.mark.parametrize("title", ["", " ", "\u200b\u200d", "x" * 81, "a\x00b"])
def test_what_is_no_title_is_refused(title):
    assert "title" in NewSectionForm({"title": title, "text": "", "id": str(new_id())}).errors


def test_paragraphs_stay_apart():
    form = ProseForm({"text": "one\r\n\r\n\r\n\r\ntwo  \r\nthree", "version": 1})
    assert form.is_valid()
    assert form.cleaned_data["text"] == "one\n\ntwo\nthree"


def test_a_first_picture_is_required_a_second_is_not():
    assert not PictureForm({"alt": "", "version": 1}, kind=Kind.PICTURE, has_picture=False).is_valid()
    assert PictureForm({"alt": "", "version": 1}, kind=Kind.PICTURE, has_picture=True).is_valid()


def test_a_large_cv_is_refused_before_it_is_read():
    upload = pdfs.of_size(5_000_001)
    form = DocumentForm({"version": 1}, {"document": upload})
    assert "5 MB" in form.errors["document"][0]
    assert upload.file.tell() == 0
    assert DocumentForm({"version": 1}, {"document": pdfs.of_size(5_000_000)}).is_valid()


@pytest.mark.parametrize("opening", ["[", "![", "[[]"])
def test_a_text_of_brackets_alone_is_refused(opening):
    form = ProseForm({"text": opening * 5000, "version": 1})
    assert "1,000 opening brackets" in form.errors["text"][0]
    assert ProseForm({"text": opening * 500, "version": 1}).is_valid()
