"""Languages by their own names."""

from profiles.people import languages


def test_a_language_is_called_as_its_speakers_call_it():
    assert [languages.own_name(tag) for tag in ("de", "la", "tlh", "")] == ["Deutsch", "Latina", "tlh", ""]


def test_every_choice_has_a_name():
    assert all(tag and name for tag, name in languages.choices())
