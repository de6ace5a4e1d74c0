"""The language of entries and texts is asked last, in few words, and of those alone that have words."""

import pytest

from profiles.people.forms import ADD_FORMS, ITEM_FORMS, TEXT_FORMS, NameForm, NewSectionForm
from profiles.people.models import Kind

WORDLESS = (Kind.LINKS, Kind.IDENTIFIERS, Kind.PRONOUNS)
FORMS = {**ITEM_FORMS, **TEXT_FORMS, "several": ADD_FORMS[Kind.INTERESTS], "name": NameForm, "new": NewSectionForm}
ASKING = [name for name in FORMS if name not in WORDLESS]


@pytest.mark.parametrize("name", ASKING)
def test_the_language_is_asked_last(name):
    asked = FORMS[name]().visible_fields()
    assert asked[-1].name == "language"
    assert not asked[-1].field.required


@pytest.mark.parametrize("name", [name for name in ASKING if name not in ("name", Kind.NAMES)])
def test_an_entry_or_text_speaks_as_the_page_unless_it_is_said(name):
    language = FORMS[name]()["language"]
    assert language.field.widget.choices[0][1] == "As the page"
    assert language.field.is_quiet


@pytest.mark.parametrize("name", WORDLESS)
def test_what_has_no_words_of_a_language_is_not_asked(name):
    assert "language" not in FORMS[name]().fields


def test_a_forged_language_is_refused():
    form = FORMS[Kind.HEADLINE]({"text": "x", "version": 1, "language": "<script>"})
    assert form.errors["language"] == ["Choose a language from the list."]
