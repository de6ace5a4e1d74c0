"""The defences around what stands beside the site: bucket, vault, collector of errors, other sites."""

from tests.defences import Defence

BUCKET = "profiles/shared/bucket.py"
COPIES = "profiles/shared/file_cache.py"
REPORTS = "profiles/pages/reports.py"
CROSS_ORIGIN = "profiles/api/middleware.py"
IN_BUCKET = "tests/shared/test_bucket.py"
IN_COPIES = "tests/shared/test_file_cache.py"
IN_REPORTS = "tests/pages/test_reports.py"
IN_CROSS_ORIGIN = "tests/api/test_middleware.py"

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
    Defence(
        "a report of an error holds what is allowed and nothing else",
        REPORTS,
        "        before_send=only_allowed,\n",
        "",
        f"{IN_REPORTS}::test_an_error_is_told_with_its_kind_and_place_and_nothing_of_anybody",
    ),
    Defence(
        "a part that is away is not reported as an error",
        REPORTS,
        " or errors.is_unavailable(problem)",
        "",
        f"{IN_REPORTS}::test_an_error_is_told_with_its_kind_and_place_and_nothing_of_anybody",
    ),
    Defence(
        "readers of another host are sent on to the site alone",
        "profiles/pages/middleware.py",
        'HttpResponsePermanentRedirect(f"{settings.SITE_URL}{request',
        'HttpResponsePermanentRedirect(f"{request',
        "tests/pages/test_one_host.py::test_readers_of_another_host_are_sent_to_the_same_page_of_the_site",
    ),
    Defence(
        "only known sites may send tokens",
        CROSS_ORIGIN,
        '        if is_known:\n            response.headers["Access-Control-Allow-Headers"]',
        '        if True:\n            response.headers["Access-Control-Allow-Headers"]',
        f"{IN_CROSS_ORIGIN}::test_only_known_sites_may_send_tokens_and_write",
    ),
    Defence(
        "an unknown site reads no answer to writing",
        CROSS_ORIGIN,
        "if is_known or request.method in READING:",
        "if True:",
        f"{IN_CROSS_ORIGIN}::test_an_unknown_site_reads_no_answer_to_writing",
    ),
    Defence(
        "other sites read the API alone",
        CROSS_ORIGIN,
        'if not request.path_info.startswith("/api/"):',
        "if False:",
        f"{IN_CROSS_ORIGIN}::test_pages_are_not_for_other_sites",
    ),
    Defence(
        "a key that can be guessed starts no live site",
        "config/settings/production.py",
        "if len(set(SECRET_KEY)) < 5 or",
        "if",
        "tests/config/test_settings.py::test_production_refuses_what_is_only_fit_for_one_machine",
    ),
    Defence(
        "an example is no password of a live site",
        "config/settings/production.py",
        'if str(DATABASES["default"]["PASSWORD"]).lower() in EXAMPLES:',
        "if False:",
        "tests/config/test_settings.py::test_production_refuses_what_is_only_fit_for_one_machine",
    ),
    Defence(
        "a secret that cannot be read is told without its content",
        "config/vault.py",
        "        values = None\n",
        "        raise\n",
        "tests/config/test_vault.py::test_a_secret_of_another_form_is_refused_without_being_shown",
    ),
    Defence(
        "no pattern of hosts is taken for a host",
        "config/env/values.py",
        'r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?"',
        'r"[*.a-z0-9](?:[a-z0-9.-]*[a-z0-9])?"',
        "tests/config/test_env.py::test_malformed_values_are_refused_without_being_shown",
    ),
]
