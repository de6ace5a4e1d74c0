"""Forms of short items: languages that are stored stay, types are guessed where nobody says."""

import pytest

from profiles.people.forms import LinkForm, NameItemForm
from profiles.people.models import Item


@pytest.mark.parametrize("language", ["la", "de", "x-klingon"])
def test_a_language_that_is_stored_stays_chosen(language):
    form = NameItemForm(initial=NameItemForm.opened(Item(kind="names", title="Ada", language=language)))
    assert f'value="{language}" selected' in str(form["language"])


@pytest.mark.parametrize(("said", "type_"), [("", "mastodon"), ("other", "other")])
def test_the_type_of_a_link_is_guessed_unless_it_is_said(said, type_):
    form = LinkForm({"version": 0, "url": "https://social.example/@ada", "type": said})
    assert form.is_valid()
    assert form.content().type == type_
