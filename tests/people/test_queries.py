"""Cards and plates."""

from uuid import UUID

from profiles.people import queries
from profiles.people.models import Kind, Profile
from profiles.shared.visibility import STRANGER, Visibility
from tests import cast, images


def test_a_card_shows_what_the_viewer_may_see(ada, cleo):
    ada.write(Kind.HEADLINE, "Analyst", Visibility.MEMBERS).publish()
    assert queries.newest(STRANGER, 5)[0].headline == ""
    assert queries.newest(cleo.viewer, 5)[0].headline == "Analyst"


def test_cards_cost_three_queries_whatever_their_number(db, queries_of):
    for number in range(5):
        cast.join(f"person-{number}", f"Person {number}").publish()
    with queries_of(3):
        assert len(queries.newest(STRANGER, 5)) == 5


def test_a_plate_is_a_picture_or_a_monogram(ada):
    ada.publish()
    assert queries.newest(STRANGER, 1)[0].plate.letters == "AL"
    assert queries.newest(STRANGER, 1)[0].plate.url == ""
    ada.client.post("/me/edit/picture/", {"picture": images.jpeg(), "alt": "Ada", "version": 1})
    assert queries.newest(STRANGER, 1)[0].plate.alt == "Ada"


def test_the_colour_follows_the_person_and_not_the_name(ada):
    before = queries.colour(ada.user.pk)
    Profile.objects.update(display_name="Somebody Else")
    assert queries.colour(ada.user.pk) == before
    assert {queries.colour(UUID(int=number)) for number in range(100)} == {1, 2, 3, 4, 5, 6}
