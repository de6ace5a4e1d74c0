"""The defences around what stands beside the site: the bucket and its copies."""

from tests.defences import Defence

BUCKET = "profiles/shared/bucket.py"
COPIES = "profiles/shared/file_cache.py"
IN_BUCKET = "tests/shared/test_bucket.py"
IN_COPIES = "tests/shared/test_file_cache.py"

DEFENCES = [
    Defence(
        "no address of the bucket leaves the server",
        BUCKET,
        'raise ValueError("A file',
        'return ("A file',
        f"{IN_BUCKET}::test_no_address_of_the_bucket_leaves_the_server",
    ),
    Defence(
        "a slow bucket holds half of the threads",
        BUCKET,
        "max(1, settings.THREADS // 2)",
        "100",
        f"{IN_BUCKET}::test_a_silent_bucket_holds_half_of_the_threads_and_then_none",
    ),
    Defence(
        "a bucket that fails is left alone for a while",
        BUCKET,
        "if not circuit.allows():",
        "if False:",
        f"{IN_BUCKET}::test_a_silent_bucket_holds_half_of_the_threads_and_then_none",
    ),
    Defence(
        "a file that trickles in is given up",
        BUCKET,
        "raise TimeoutError",
        "pass",
        f"{IN_BUCKET}::test_a_body_that_trickles_in_is_given_up",
    ),
    Defence(
        "half a file is none",
        BUCKET,
        "if content.tell() != size:",
        "if False:",
        f"{IN_BUCKET}::test_a_body_that_breaks_off_is_no_file",
    ),
    Defence(
        "copies of files take no more room than they may",
        COPIES,
        "            self._make_room(len(content))\n",
        "",
        f"{IN_COPIES}::test_it_never_takes_more_room_than_it_may_and_the_oldest_go_first",
    ),
    Defence(
        "copies of files lie where nobody else may write",
        COPIES,
        "raise PermissionError",
        "pass",
        f"{IN_COPIES}::test_nothing_is_kept_where_others_may_write",
    ),
]
