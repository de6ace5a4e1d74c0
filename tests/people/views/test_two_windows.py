"""An item is removed in one window while another changes it: what waited for its turn says that it is gone."""

import threading
import time

import pytest
from django.db import connection, transaction

from profiles.people import actions
from profiles.people.models import Kind
from tests import cast
from tests.people import listing

SECONDS = 20
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


@pytest.fixture
def ada(transactional_db):
    return cast.join("ada", "Ada Lovelace")


def wait_until_somebody_waits():
    end = time.monotonic() + SECONDS
    with connection.cursor() as cursor:
        while cursor.execute(WAITING).fetchone() == (0,):
            assert time.monotonic() < end, "nobody waits"
            time.sleep(0.01)


def answer_while_removed(member, item, path, data, headers):
    """The answer to a request that came before the removal was done."""
    answers = []

    def send():
        try:
            answers.append(member.client.post(path, data, headers=headers))
        finally:
            connection.close()

    window = threading.Thread(target=send)
    with transaction.atomic():
        actions.remove_item(item, by=member.user)
        window.start()
        wait_until_somebody_waits()
    window.join()
    return answers[0]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        ("/me/edit/items/{}/", {"version": 1, "title": "Looms"}, 404),
        ("/me/edit/items/{}/visibility/", {"visibility": "me"}, 404),
        ("/me/edit/talks/step/", {"down": "{}"}, 409),
    ],
)
def test_an_item_removed_just_now_is_changed_no_more(ada, headers, path, data, status):
    item, _ = listing.add(ada, Kind.TALKS, "Engines"), listing.add(ada, Kind.TALKS, "Looms")
    sent = {name: str(value).format(item.pk) for name, value in data.items()}
    answer = answer_while_removed(ada, item, path.format(item.pk), sent, headers)
    assert answer.status_code == status
    assert listing.titles(ada, Kind.TALKS) == ["Looms"]
