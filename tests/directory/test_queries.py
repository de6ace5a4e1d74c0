"""Who may find whom by which name."""

import pytest

from profiles.directory import queries
from profiles.people import actions
from profiles.people.models import Kind
from profiles.shared.visibility import STRANGER, Visibility


@pytest.mark.parametrize(
    ("part", "item", "found_by"),
    [
        ("public", "public", "stranger member owner"),
        ("public", "members", "member owner"),
        ("members", "public", "member owner"),
        ("public", "me", ""),
        ("me", "public", ""),
    ],
)
def test_another_name_is_found_by_those_who_may_see_it(ada, cleo, part, item, found_by):
    """A name for oneself alone is in no index, so not even its owner's own search can be watched to tell it."""
    ada.add(Kind.NAMES, visibility=Visibility(item), title="Augusta Canary")
    actions.show_part_to(ada.part(Kind.NAMES), visibility=Visibility(part), by=ada.user)
    ada.publish()
    viewers = {"stranger": STRANGER, "member": cleo.viewer, "owner": ada.viewer}
    found = [name for name, viewer in viewers.items() if queries.suggested_people(viewer, "canary")]
    assert found == found_by.split()


def test_a_forgotten_name_is_found_no_more(ada):
    name = ada.publish().add(Kind.NAMES, title="Augusta Canary")
    assert queries.suggested_people(STRANGER, "canary")
    actions.forget_name(name, by=ada.user)
    assert not queries.suggested_people(STRANGER, "canary")


def test_many_long_other_names_are_no_error(ada):
    for number in range(40):
        ada.add(Kind.NAMES, title=" ".join(f"{letter}{number}" * 8 for letter in "abcdefgh"))
    ada.publish()
    assert queries.suggested_people(STRANGER, "a1a1")
