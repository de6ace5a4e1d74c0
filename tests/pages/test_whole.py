"""The value of a whole page: what it says of itself."""

from profiles.pages import queries
from profiles.people.models import Kind
from profiles.shared.visibility import STRANGER


def test_a_section_that_is_not_there_is_empty(ada):
    ada.publish()
    whole = queries.whole_profile(STRANGER, "ada")
    assert not whole.section(Kind.TALKS)
    assert (whole.about, whole.about_html, whole.role) == ("", "", None)
    assert not whole.has_aside


def test_the_margin_is_there_for_any_of_its_facts(ada):
    ada.add(Kind.LINKS, type="other", url="https://a.example/")
    ada.publish()
    assert queries.whole_profile(STRANGER, "ada").has_aside
