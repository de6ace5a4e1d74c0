"""Every error has words of its own, in HTML and as a problem."""

import pytest
from django.test import RequestFactory

from profiles.pages import errors

STATUSES = (400, 403, 404, 405, 409, 413, 422, 429, 500, 503)


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_has_a_page_with_what_happened_and_what_to_do(db, status):
    request = RequestFactory().get("/")
    answer = errors.page(request, status, retry_after=7 if status in (429, 503) else None)
    words = errors.WORDS.get(status, errors.OTHERWISE)
    page = answer.content.decode()
    assert answer.status_code == status
    assert str(words.title) in page
    assert answer.headers.get("Retry-After") == ("7" if status in (429, 503) else None)


def test_no_two_errors_say_the_same():
    assert len({str(words.title) for words in (*errors.WORDS.values(), errors.OTHERWISE)}) == len(STATUSES)
