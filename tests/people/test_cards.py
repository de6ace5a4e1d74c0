"""Cards and plates."""

from uuid import UUID

import pytest

from profiles.people import cards
from profiles.people.models import Kind, Organization, Profile
from profiles.shared.visibility import MEMBER, STRANGER, Visibility
from tests import cast, images


def test_a_card_shows_what_the_viewer_may_see(ada, cleo):
    ada.write(Kind.HEADLINE, "Analyst", Visibility.MEMBERS).publish()
    assert cards.newest(STRANGER, 5)[0].headline == ""
    assert cards.newest(cleo.viewer, 5)[0].headline == "Analyst"


def test_cards_cost_three_queries_whatever_their_number(db, queries_of):
    for number in range(5):
        cast.join(f"person-{number}", f"Person {number}").publish()
    with queries_of(3):
        assert len(cards.newest(STRANGER, 5)) == 5


def test_cards_are_in_the_order_asked_for_and_the_same_for_strangers_and_members(ada, ben, cleo, queries_of):
    """Strangers' are read another way (decision 41)."""
    place = Organization.objects.create(ror="03vek6s52", name="Nordhavn University", words="")
    ada.add(Kind.POSITIONS, title="Analyst", organization_id=place.pk)
    ada.add(Kind.NAMES, title="Ада Лавлейс", language="ru")
    ada.write(Kind.HEADLINE, "Analyst").publish()
    ada.client.post("/me/edit/picture/", {"picture": images.jpeg(), "alt": "Ada", "version": 1})
    ids = [ben.publish().profile.pk, cleo.profile.pk, ada.profile.pk]
    with queries_of(3):
        seen = cards.of(STRANGER, ids)
    assert [card.username for card in seen] == ["ben", "ada"]
    assert seen[1].role.organization.name == "Nordhavn University"
    assert seen[1].other_name.name == "Ада Лавлейс"
    assert seen == cards.of(MEMBER, ids)


@pytest.mark.parametrize(("level", "seen_by"), [("public", "sm"), ("members", "m"), ("me", "")])
def test_cards_show_nothing_that_is_hidden(ada, level, seen_by):
    ada.add(Kind.POSITIONS, visibility=Visibility(level), title="Canary")
    ada.add(Kind.NAMES, visibility=Visibility(level), title="Канарейка", language="ru")
    ada.write(Kind.HEADLINE, "Canary", Visibility(level)).publish()
    for viewer, mark in ((STRANGER, "s"), (MEMBER, "m")):
        (card,) = cards.of(viewer, [ada.profile.pk])
        assert {bool(card.role), bool(card.other_name), bool(card.headline)} == {mark in seen_by}


def test_a_plate_is_a_picture_or_a_monogram(ada):
    ada.publish()
    assert cards.newest(STRANGER, 1)[0].plate.letters == "AL"
    assert cards.newest(STRANGER, 1)[0].plate.url == ""
    ada.client.post("/me/edit/picture/", {"picture": images.jpeg(), "alt": "Ada", "version": 1})
    assert cards.newest(STRANGER, 1)[0].plate.alt == "Ada"


def test_the_colour_follows_the_person_and_not_the_name(ada):
    before = cards.colour(ada.user.pk)
    Profile.objects.update(display_name="Somebody Else")
    assert cards.colour(ada.user.pk) == before
    assert {cards.colour(UUID(int=number)) for number in range(100)} == {1, 2, 3, 4, 5, 6}
