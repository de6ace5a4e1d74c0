"""Items are put in order, and forged orders change nothing."""

import pytest

from profiles.people.models import Kind
from profiles.shared.ids import new_id
from tests.people import listing

HTMX = {"HX-Request": "true"}
BOTH = pytest.mark.parametrize("headers", [{}, HTMX])


def forged_orders(ada, ben):
    mine = [str(pk) for pk in ada.part(Kind.TALKS).items.order_by("position").values_list("pk", flat=True)]
    other = str(listing.add(ben, Kind.TALKS, "Ben's").pk)
    return {
        "missing": (409, ",".join(mine[:1])),
        "double": (409, ",".join([*mine, mine[0]])),
        "twice the same": (409, f"{mine[0]},{mine[0]}"),
        "foreign": (409, ",".join([mine[0], other])),
        "unknown": (409, ",".join([*mine, str(new_id())])),
        "malformed": (400, f"{mine[0]},x"),
        "empty": (400, ""),
        "a NUL": (400, f"{mine[0]},\x00"),
        "very long": (400, "x," * 5000),
    }


def page_of(answer):
    return answer.content.decode()


def test_an_item_moves_by_buttons_and_the_order_alone_is_answered(ada):
    item = listing.add(ada, Kind.TALKS, "Engines", "Looms", "Maps")
    page = page_of(listing.move(ada, item, "up", headers=HTMX))
    assert listing.titles(ada, Kind.TALKS) == ["Engines", "Maps", "Looms"]
    assert "data-announce><bdi>Maps</bdi> moved up, now 2 of 3</p>" in page
    order = ada.part(Kind.TALKS).items.order_by("position").values_list("pk", flat=True)
    assert f'data-order="{",".join(map(str, order))}"' in page
    assert "<li" not in page
    assert listing.move(ada, item, "down").status_code == 302
    assert "<bdi>Maps</bdi> moved down, now 3 of 3" in page_of(ada.client.get("/me/edit/talks/"))


def test_the_first_moved_up_and_the_last_moved_down_stay(ada):
    listing.add(ada, Kind.TALKS, "Engines", "Looms")
    for item, direction in zip(ada.part(Kind.TALKS).items.order_by("position"), ("up", "down"), strict=True):
        assert "stays" in page_of(listing.move(ada, item, direction, headers=HTMX))
    assert listing.titles(ada, Kind.TALKS) == ["Engines", "Looms"]


def test_a_dragged_order_is_saved(ada):
    listing.add(ada, Kind.TALKS, "Engines", "Looms", "Maps")
    order = ",".join(str(pk) for pk in ada.part(Kind.TALKS).items.order_by("-position").values_list("pk", flat=True))
    page = page_of(ada.client.post("/me/edit/talks/order/", {"order": order}, headers=HTMX))
    assert listing.titles(ada, Kind.TALKS) == ["Maps", "Looms", "Engines"]
    assert "The new order is saved." in page


@pytest.mark.parametrize(
    "which", ["missing", "double", "twice the same", "foreign", "unknown", "malformed", "empty", "a NUL", "very long"]
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_forged_order_changes_nothing(ada, ben, which, headers):
    listing.add(ada, Kind.TALKS, "Engines", "Looms")
    status, order = forged_orders(ada, ben)[which]
    answer = ada.client.post("/me/edit/talks/order/", {"order": order}, headers=headers)
    assert answer.status_code == status
    assert ("changed in another window" in answer.content.decode()) is (status == 409)
    assert listing.titles(ada, Kind.TALKS) == ["Engines", "Looms"]
    assert listing.titles(ben, Kind.TALKS) == ["Ben's"]


@pytest.mark.parametrize("direction", ["", "left", "UP", "\x00"])
def test_a_forged_direction_is_refused(ada, direction):
    item = listing.add(ada, Kind.TALKS, "Engines")
    assert listing.move(ada, item, direction).status_code == 400


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_items_of_others_and_of_other_lists_are_not_moved(ada, ben, headers):
    listing.add(ada, Kind.TALKS, "Engines", "Looms")
    for other in (listing.add(ben, Kind.TALKS, "Ben's"), listing.add(ada, Kind.PROJECTS, "Maps")):
        sent = {"up": str(other.pk)}
        assert ada.client.post("/me/edit/talks/step/", sent, headers=headers).status_code == 404
    assert listing.titles(ada, Kind.TALKS) == ["Engines", "Looms"]
