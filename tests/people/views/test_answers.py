"""What is answered to HTMX and without it, and how much of it."""

import pytest

from profiles.people.models import Kind
from tests.people import listing

HTMX = {"HX-Request": "true"}
BOTH = pytest.mark.parametrize("headers", [{}, HTMX])


def page_of(answer):
    return answer.content.decode()


def test_with_htmx_the_form_alone_comes_and_the_list_when_saved(ada):
    form = page_of(ada.client.get("/me/edit/talks/add/", headers=HTMX))
    assert "<html" not in form
    assert 'id="part-new"' in form
    answer = listing.post_new(ada, Kind.TALKS, {"title": "Engines"}, headers=HTMX)
    assert answer.headers["HX-Retarget"] == "#list"
    assert 'id="list"' in page_of(answer)
    assert "“<bdi>Engines</bdi>” is added." in page_of(answer)
    assert "<html" not in page_of(answer)


def test_with_htmx_cancelling_brings_back_the_line_or_the_button(ada):
    item = listing.add(ada, Kind.TALKS, "Engines")
    line = page_of(ada.client.get(f"/me/edit/items/{item.pk}/?row=1", headers=HTMX))
    assert '<form class="inline-form"' not in line
    assert f'id="part-{item.pk}"' in line
    button = page_of(ada.client.get("/me/edit/talks/add/?row=1", headers=HTMX))
    assert "Add a talk" in button
    assert "<input" not in button


def test_without_htmx_the_form_stands_in_the_place_of_its_line(ada):
    item = listing.add(ada, Kind.TALKS, "Engines", "Looms")
    page = page_of(ada.client.get(f"/me/edit/items/{item.pk}/"))
    assert page.index("Engines") < page.index('class="inline-form"')
    assert f'<li data-id="{item.pk}">' in page


def test_a_removed_item_is_answered_by_the_order_without_it_and_the_last_by_the_list(ada):
    last = listing.add(ada, Kind.TALKS, "Engines", "Looms")
    answer = ada.client.post(f"/me/edit/items/{last.pk}/remove/", headers=HTMX)
    first = ada.part(Kind.TALKS).items.get()
    assert f'data-order="{first.pk}"' in page_of(answer)
    assert "<li" not in page_of(answer)
    answer = ada.client.post(f"/me/edit/items/{first.pk}/remove/", headers=HTMX)
    assert answer.headers["HX-Retarget"] == "#list"
    assert "No talks yet" in page_of(answer)


def test_a_list_costs_the_same_whatever_its_length(ada, django_assert_max_num_queries):
    listing.fill(ada, Kind.TALKS, 200)
    with django_assert_max_num_queries(8):
        assert page_of(ada.client.get("/me/edit/talks/")).count("<li data-id=") == 200


def test_a_full_list_is_light_and_its_steps_are_lighter(ada):
    listing.fill(ada, Kind.TALKS, 200)
    item = ada.part(Kind.TALKS).items.get(position=100)
    assert len(ada.client.get("/me/edit/talks/").content) < 250_000
    steps = (
        listing.move(ada, item, "up", headers=HTMX),
        ada.client.get(f"/me/edit/items/{item.pk}/visibility/", headers=HTMX),
        ada.client.post(f"/me/edit/items/{item.pk}/visibility/", {"visibility": "me"}, headers=HTMX),
        ada.client.get(f"/me/edit/items/{item.pk}/", headers=HTMX),
        ada.client.post(f"/me/edit/items/{item.pk}/remove/", headers=HTMX),
    )
    for answer in steps:
        assert (answer.status_code, len(answer.content) < 20_000) == (200, True)
