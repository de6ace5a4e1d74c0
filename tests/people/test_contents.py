"""What an item says: kept and read again, with the key of what may stand once, and its place in time."""

import pytest

from profiles.people.contents import Content
from profiles.people.models import Kind
from profiles.shared.ids import new_id


@pytest.mark.parametrize("organization", [None, new_id()])
def test_what_is_kept_is_read_again(organization):
    content = Content(title="Профессор", organization_id=organization, started_on="2009")
    assert Content.read(content.kept()) == content


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (Kind.INTERESTS, Content(title="Paper history"), Content(title="paper  HISTORY")),
        (Kind.NAMES, Content(title="R. M. Øverlie", language="no"), Content(title="R. M. ØVERLIE")),
        (Kind.LINKS, Content(url="https://a.example/", title="A"), Content(url="https://a.example/", title="B")),
        (Kind.IDENTIFIERS, Content(type="isni", title="1"), Content(type="isni", title="1")),
        (Kind.IDENTIFIERS, Content(type="orcid", title="1"), Content(type="orcid", title="2")),
    ],
)
def test_two_that_are_the_same_thing_have_one_key(kind, one, other):
    assert one.key(kind) == other.key(kind) != ""


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (Kind.INTERESTS, Content(title="paper"), Content(title="papers")),
        (Kind.INTERESTS, Content(title="♥"), Content(title="♦")),
        (Kind.INTERESTS, Content(title="C++"), Content(title="C#")),
        (Kind.INTERESTS, Content(title="C++"), Content(title="C")),
        (Kind.INTERESTS, Content(title="कला"), Content(title="काल")),
        (Kind.NAMES, Content(title="Øverlie"), Content(title="Overlie")),
        (Kind.IDENTIFIERS, Content(type="isni", title="1"), Content(type="viaf", title="1")),
    ],
)
def test_two_different_things_have_two_keys(kind, one, other):
    assert one.key(kind) != other.key(kind)


def test_positions_may_be_alike():
    assert Content(title="Professor").key(Kind.POSITIONS) == ""


def test_what_lasts_comes_before_what_ended_and_what_has_no_date_comes_last():
    lasting = [Content(started_on="2019"), Content(started_on="2012")]
    ended = [
        Content(started_on="2001", ended_on="2012"),
        Content(started_on="2009", ended_on="2011"),
        Content(ended_on="2004"),
    ]
    in_order = [*lasting, *ended, Content()]
    shuffled = in_order[::-1]
    assert sorted(shuffled, key=lambda content: content.recency, reverse=True) == in_order
