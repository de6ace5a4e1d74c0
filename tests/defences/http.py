"""The defences of HTTP: malformed bytes, headers, caching, limits."""

from tests.defences import Defence

MIDDLEWARE = "profiles/pages/middleware.py"
READERS = "profiles/pages/views/readers.py"
BYTES = "tests/journeys/test_hostile_bytes.py"
IN_READERS = "tests/pages/views/test_readers.py"
IN_MIDDLEWARE = "tests/pages/test_middleware.py"

DEFENCES = [
    Defence(
        "linked data cannot end its element",
        "profiles/pages/linked_data.py",
        'document(whole).replace("<", "\\\\u003c")',
        'document(whole).replace("<", "<")',
        f"{IN_READERS}::test_linked_data_describes_the_person_and_cannot_end_its_element",
    ),
    Defence(
        "text that reorders its surroundings is left out",
        "profiles/shared/text.py",
        "\\u202a-\\u202e",
        "",
        "tests/people/test_forms.py::test_what_only_tricks_readers_is_left_out",
    ),
    Defence(
        "members' pages are kept by nobody",
        MIDDLEWARE,
        'response.headers["Cache-Control"] = "private, no-store"',
        'response.headers["Cache-Control"] = "public, no-cache"',
        "tests/pages/views/test_owners.py::test_pages_of_a_person_are_kept_by_nobody",
    ),
    Defence(
        "a member gets no stranger's 304",
        READERS,
        "if not viewer.is_member:",
        "if True:",
        f"{IN_READERS}::test_a_304_never_answers_a_tag_of_another_kind_of_viewer",
    ),
    Defence(
        "a tag follows the version",
        "profiles/pages/tags.py",
        "language, seen.username, *state)",
        "language, seen.username)",
        f"{IN_READERS}::test_every_change_makes_the_old_copy_stale_at_once",
    ),
    Defence(
        "the API is limited",
        "config/settings/base.py",
        '"DEFAULT_THROTTLE_CLASSES": ["profiles.api.throttling.ApiThrottle"],',
        "",
        "tests/api/v1/test_people.py::test_the_api_is_limited",
    ),
    Defence(
        "bytes that are no text are refused in paths",
        MIDDLEWARE,
        'return "%" not in request.path_info and ',
        "return ",
        f"{BYTES}::test_in_paths",
    ),
    Defence(
        "bytes that are no text are refused in queries",
        MIDDLEWARE,
        'return _is_clean(unquote_to_bytes(query.encode("latin-1", "replace")))',
        "return True",
        f"{BYTES}::test_in_queries",
    ),
    Defence(
        "forged session cookies are dropped",
        MIDDLEWARE,
        "request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)",
        "pass",
        f"{BYTES}::test_in_cookies",
    ),
    Defence(
        "forms that cannot be read are refused",
        MIDDLEWARE,
        "except RequestDataTooBig:\n            return 413",
        "except RequestDataTooBig:\n            raise",
        f"{BYTES}::test_in_forms",
    ),
    Defence(
        "bodies are bounded",
        MIDDLEWARE,
        "int(length) > settings.MAX_BODY_BYTES",
        "False",
        f"{BYTES}::test_a_body_of_an_absurd_length_is_a_413",
    ),
    Defence(
        "other hosts are refused",
        MIDDLEWARE,
        "return bool(request.get_host())",
        "return True",
        f"{BYTES}::test_another_host_learns_nothing_where_details_are_shown",
    ),
    Defence(
        "every answer carries the policy",
        MIDDLEWARE,
        'response.headers.setdefault("Content-Security-Policy", _content_policy())',
        "pass",
        f"{BYTES}::test_static_files_and_their_absence_carry_the_headers",
    ),
    Defence(
        "nothing inline",
        MIDDLEWARE,
        "*(f\"{kind} 'self'\" for kind in own),",
        "*(f\"{kind} 'self' 'unsafe-inline'\" for kind in own),",
        f"{IN_MIDDLEWARE}::test_the_policy_allows_nothing_inline",
    ),
    Defence(
        "a database that is away is a 503",
        MIDDLEWARE,
        "if errors.is_unavailable(exception):",
        "if False:",
        f"{IN_MIDDLEWARE}::test_a_stopped_database_is_a_503_where_details_are_shown_too",
    ),
    Defence(
        "logs hold no arguments of other people's loggers",
        "profiles/shared/logs.py",
        "return str(record.msg) if record.args else record.name",
        "return record.getMessage()",
        "tests/shared/test_logs.py::test_of_others_neither_arguments_nor_facts_are_kept",
    ),
    Defence(
        "the audit cannot be changed",
        "profiles/accounts/migrations/0002_audit_is_append_only.py",
        "BEFORE UPDATE OR DELETE ON",
        "BEFORE TRUNCATE ON",
        "tests/people/test_actions.py::test_the_audit_is_append_only",
    ),
    Defence(
        "forms are UTF-8",
        MIDDLEWARE,
        "return None if self._has_clean_form(request) else 400",
        "return None",
        f"{BYTES}::test_in_forms",
    ),
    Defence(
        "a table that stays locked is a 503",
        "profiles/pages/errors.py",
        '    "55P03",  # a table',
        '    "-----",  # a table',
        "tests/journeys/test_database_faults.py::test_a_table_that_stays_locked_is_a_503_within_its_limit",
    ),
    Defence(
        "a session that cannot be saved is not its reader's fault",
        "profiles/pages/errors.py",
        "        if is_unavailable(cause):",
        "        if False:",
        "tests/journeys/test_database_faults.py::test_a_session_that_cannot_be_saved_is_not_the_readers_fault",
    ),
    Defence(
        "of several migrations at once one runs",
        "profiles/operations/management/commands/migrate_once.py",
        "SELECT pg_try_advisory_lock(%s)",
        "SELECT true OR %s = 0",
        "tests/operations/test_migrate_once.py::test_of_five_runs_at_once_one_applies_and_the_others_find_nothing_to_do",
    ),
    Defence(
        "a killed migration does not go on by itself",
        "profiles/operations/management/commands/migrate_once.py",
        '    "client_connection_check_interval": "5s",',
        "",
        "tests/operations/test_migrate_once.py::test_a_killed_run_does_not_go_on_by_itself",
    ),
    Defence(
        "strangers cannot make metrics, which cost",
        MIDDLEWARE,
        'request.path_info.startswith(settings.STATIC_URL) else "unknown"',
        "request.path_info.startswith(settings.STATIC_URL) else request.path_info",
        "tests/shared/test_metrics.py::test_strangers_cannot_make_metrics",
    ),
    Defence(
        "no metric is written where nobody asked",
        "profiles/shared/metrics.py",
        "    if settings.METRICS_NAMESPACE:\n        with _lock:\n            _now_counting(time.time()).add(",
        "    if True:\n        with _lock:\n            _now_counting(time.time()).add(",
        "tests/shared/test_metrics.py::test_nothing_is_written_where_nobody_asked",
    ),
]
