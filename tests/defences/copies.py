"""The defences of answers kept in the process, and of those that processes share."""

from tests.defences import Defence

READY = "profiles/pages/ready_pages.py"
COPIES = "profiles/pages/copies.py"
IN_READY = "tests/pages/test_ready_pages.py"

DEFENCES = [
    Defence(
        "a copy is compared with the page as it is now",
        READY,
        "if copy and state and copy.state == state and _can_answer(copy, request):",
        "if copy and _can_answer(copy, request):",
        f"{IN_READY}::test_what_is_hidden_leaves_with_the_next_look_at_what_is_stored",
    ),
    Defence(
        "a copy is believed for a moment alone",
        COPIES,
        "return copy if copy and copy.checked_at > BELIEF.since() else None",
        "return copy",
        "tests/pages/test_copies.py::test_a_copy_is_believed_for_a_moment",
    ),
    Defence(
        "whoever changes a page sees it changed at once",
        READY,
        "BELIEF.end()",
        "pass",
        f"{IN_READY}::test_whoever_changes_a_page_here_sees_it_changed_at_once",
    ),
    Defence(
        "nothing is believed that was read before a change",
        "profiles/shared/believed.py",
        "return max(self._changed_at, ",
        "return min(time.monotonic(), ",
        "tests/shared/test_believed.py::test_a_change_ends_all_belief_in_what_was_read_before",
    ),
    Defence(
        "a copy is as old as the look at what is stored",
        READY,
        "content, checked_at=began, made_at=began)",
        "content)",
        f"{IN_READY}::test_a_page_made_while_it_was_changed_is_not_believed",
    ),
    Defence(
        "a copy answers nobody with a session",
        READY,
        'settings.SESSION_COOKIE_NAME in asked.get("HTTP_COOKIE", "")',
        "False",
        f"{IN_READY}::test_whatever_else_an_answer_depends_on_takes_the_slow_path",
    ),
    Defence(
        "a copy answers no address with a query",
        READY,
        'asked.get("QUERY_STRING")',
        "False",
        f"{IN_READY}::test_pages_of_people_and_letters_with_questions_are_not_kept",
    ),
    Defence(
        "of a crowd one makes the page",
        COPIES,
        "is_mine = lock.acquire(timeout=WAIT_SECONDS)",
        "is_mine = lock.acquire(timeout=0) or True",
        "tests/pages/test_shared_copies.py::test_of_a_crowd_one_makes_the_page",
    ),
    Defence(
        "lists that were shared before a change here are made anew",
        READY,
        "return name.path in BY_AGE and BELIEF.since() <= time.monotonic() - seconds",
        "return name.path in BY_AGE",
        "tests/pages/test_shared_copies.py::test_lists_that_were_shared_before_a_change_here_are_made_anew",
    ),
    Defence(
        "copies are bounded",
        COPIES,
        "while self._bytes > MOST_BYTES or len(self._kept) > MOST:",
        "while False:",
        "tests/pages/test_copies.py::test_the_one_looked_at_least_recently_goes_first",
    ),
]
