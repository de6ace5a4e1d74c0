"""The whole profile as one frozen value."""

import dataclasses

import pytest
from django.http import Http404

from profiles.pages import queries
from profiles.people.models import Kind
from profiles.shared.visibility import MEMBER, STRANGER, Visibility


def test_the_description_is_the_headline_or_the_beginning_of_the_text(ada):
    ada.write(Kind.ABOUT, "*Word* " * 100).publish()
    whole = queries.whole_profile(STRANGER, "ada")
    assert whole.description.startswith("Word Word")
    assert whole.description.endswith("Word…")
    assert len(whole.description) <= queries.DESCRIPTION_LENGTH + 1
    ada.write(Kind.HEADLINE, "Analyst")
    assert queries.whole_profile(STRANGER, "ada").description == "Analyst"


def test_a_hidden_text_is_in_no_field_of_the_value(ada):
    ada.write(Kind.HEADLINE, "Canary", Visibility.MEMBERS).write(Kind.ABOUT, "Canary", Visibility.ME).publish()
    whole = queries.whole_profile(STRANGER, "ada")
    assert "Canary" not in str(dataclasses.asdict(whole)) + whole.description + whole.json_ld


def test_a_preview_shows_a_draft_with_another_persons_eyes(ada):
    ada.write(Kind.HEADLINE, "Analyst", Visibility.MEMBERS)
    assert queries.preview(ada.user, STRANGER).headline == ""
    assert queries.preview(ada.user, MEMBER).headline == "Analyst"


def test_what_may_not_be_seen_is_missing(ada):
    for query in (queries.whole_profile, queries.revision):
        with pytest.raises(Http404):
            query(STRANGER, "ada")
    assert queries.present_username(STRANGER, "ada") == ""
