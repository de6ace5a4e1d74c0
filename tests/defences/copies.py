"""The defences of pages kept in the process."""

from tests.defences import Defence

READERS = "profiles/pages/views/readers.py"
IN_COPIED = "tests/pages/views/test_copied_pages.py"

DEFENCES = [
    Defence(
        "a copy is compared with the page as it is now",
        READERS,
        "if copy and copy.etag == etag:",
        "if copy:",
        f"{IN_COPIED}::test_what_is_hidden_is_in_no_answer_from_a_copy",
    ),
    Defence(
        "a copy answers no address with a query",
        READERS,
        'not request.META.get("QUERY_STRING")',
        "True",
        f"{IN_COPIED}::test_a_copy_answers_no_address_with_a_query",
    ),
    Defence(
        "copies are bounded",
        "profiles/pages/copies.py",
        "while self._bytes > MOST_BYTES or len(self._kept) > MOST:",
        "while False:",
        "tests/pages/test_copies.py::test_the_one_looked_at_least_recently_goes_first",
    ),
]
