"""What makes a tag another one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from profiles.pages import queries, tags
from profiles.pages.queries import Revision
from profiles.shared.visibility import STRANGER

SEEN = Revision("ada", 3, datetime(2026, 11, 29, tzinfo=UTC), is_indexable=True)


@pytest.mark.parametrize(
    "other",
    [
        {"username": "ben"},
        {"version": 4},
        {"modified_at": SEEN.modified_at + timedelta(microseconds=1)},
        {"is_indexable": False},
    ],
)
def test_another_page_or_state_has_another_tag(other):
    assert tags.of_page(replace(SEEN, **other), "html", "en") != tags.of_page(SEEN, "html", "en")


def test_another_form_language_or_release_has_another_tag(settings):
    found = {tags.of_page(SEEN, form, language) for form in ("html", "vcf") for language in ("", "en", "de")}
    settings.RELEASE = "another"
    assert len(found | {tags.of_page(SEEN, "html", "en")}) == 7


def test_the_quick_look_and_the_whole_page_agree(ada):
    ada.publish()
    quick, whole = queries.revision(STRANGER, "ada"), queries.whole_profile(STRANGER, "ada")
    assert tags.of_page(quick, "html", "en") == tags.of_page(whole, "html", "en")
