"""Languages by their own names, and which way they run."""

import pytest

from profiles.people import languages


def test_a_language_is_called_as_its_speakers_call_it():
    assert [languages.own_name(tag) for tag in ("de", "la", "zh", "tlh", "")] == [
        *("Deutsch", "Latina", "中文", "tlh", "")
    ]


def test_every_choice_has_a_name():
    assert all(tag and name for tag, name in languages.choices())


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        ("ar", "rtl"),
        ("AR-EG", "rtl"),
        ("he", "rtl"),
        ("de", "ltr"),
        ("zh-hant", "ltr"),
        ("la", "ltr"),
        ("ar-Latn", "ltr"),
        ("az-Arab-IR", "rtl"),
        ("ur-Aran", "rtl"),
        ("en-u-nu-arab", "ltr"),
        ("fa-x-latn", "rtl"),
        ("tlh", "auto"),
        ("", "auto"),
    ],
)
def test_a_language_or_its_script_says_which_way_a_text_runs(tag, direction):
    assert languages.direction(tag) == direction
