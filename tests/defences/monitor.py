"""The defences of the monitor: what it never shows, never waits for, and never follows."""

from tests.defences import Defence

AVAILABILITY = "cron/looks/availability.py"
IN_AVAILABILITY = "tests/cron/looks/test_availability.py"
IN_CLOUDWATCH = "tests/cron/test_cloudwatch.py"
IN_SETTINGS = "tests/cron/test_settings.py"

DEFENCES = [
    Defence(
        "the monitor follows no redirect",
        AVAILABILITY,
        "allow_redirects=False",
        "allow_redirects=True",
        f"{IN_AVAILABILITY}::test_a_redirect_is_not_followed_but_shown",
    ),
    Defence(
        "the monitor shows no query of a redirect",
        AVAILABILITY,
        'return "".join(letter for letter in place if letter.isprintable())[:200]',
        "return location",
        f"{IN_AVAILABILITY}::test_a_redirect_is_not_followed_but_shown",
    ),
    Defence(
        "the monitor reads a page up to a limit",
        AVAILABILITY,
        "        if len(body) >= most:\n            break\n",
        "",
        f"{IN_AVAILABILITY}::test_an_endless_page_is_read_up_to_a_limit",
    ),
    Defence(
        "a page that trickles in is given up",
        AVAILABILITY,
        "            raise TooSlow\n",
        "            pass\n",
        f"{IN_AVAILABILITY}::test_bytes_that_trickle_in_do_not_prolong_the_time",
    ),
    Defence(
        "the monitor sends nothing of its machine",
        AVAILABILITY,
        "session.trust_env = False",
        "session.trust_env = True",
        f"{IN_AVAILABILITY}::test_no_cookie_is_kept_and_nothing_of_this_machine_is_sent",
    ),
    Defence(
        "a malformed variable of the monitor is not shown",
        "cron/settings.py",
        'raise Malformed(f"{name} is malformed. It should be {expected}.")',
        'raise Malformed(f"{name} is malformed. It should be {expected}, not {given[name]}.")',
        f"{IN_SETTINGS}::test_what_is_malformed_is_named_and_not_shown",
    ),
    Defence(
        "secrets are not shown with the monitor's settings",
        "cron/settings.py",
        'webhook: str = field(default="", repr=False)',
        'webhook: str = ""',
        f"{IN_SETTINGS}::test_secrets_are_not_shown_with_the_settings",
    ),
    Defence(
        "the address of the webhook is sent over nothing that others can read",
        "cron/settings.py",
        'if url and parts.scheme != "https" and',
        "if False and",
        f"{IN_SETTINGS}::test_what_is_malformed_is_named_and_not_shown[MONITOR_WEBHOOK_URL-http://chat.example/canary]",
    ),
    Defence(
        "libraries say nothing in the monitor's log",
        "cron/logs.py",
        "handlers = [logging.NullHandler()]",
        "handlers = [logging.StreamHandler()]",
        "tests/cron/test_logs.py::test_libraries_say_nothing",
    ),
    Defence(
        "only so many figures wait",
        "cron/cloudwatch.py",
        "len(self._waiting) > MOST_POINTS or ",
        "",
        f"{IN_CLOUDWATCH}::test_never_more_than_a_thousand_wait_and_the_newest_stay",
    ),
    Defence(
        "figures wait for a quarter of an hour",
        "cron/cloudwatch.py",
        " or at - self._waiting[0].at > MOST_SECONDS",
        "",
        f"{IN_CLOUDWATCH}::test_half_an_hour_without_cloudwatch_leaves_a_quarter_and_a_count",
    ),
    Defence(
        "only so many alerts wait",
        "cron/alerts.py",
        "deque(maxlen=MOST_WAITING)",
        "deque()",
        "tests/cron/test_alerts.py::test_only_so_many_wait",
    ),
    Defence(
        "nobody is flooded by what comes and goes",
        "cron/decisions.py",
        "if otherwise < rounds * patience:",
        "if otherwise < rounds:",
        "tests/cron/test_decisions.py::test_one_that_comes_and_goes_is_believed_less_and_less",
    ),
    Defence(
        "the monitor is given its own variables alone",
        "compose/services.yml",
        "      MONITOR_TARGETS:\n",
        "      MONITOR_TARGETS:\n      POSTGRES_PASSWORD:\n",
        "tests/repository/test_compose.py::test_the_monitor_stands_outside_and_is_given_its_own_variables_alone[production]",
    ),
    Defence(
        "the monitor's image does not run as root",
        "compose/monitor/Dockerfile",
        "USER 10002:10002",
        "USER root",
        "tests/compose/test_monitor_image.py::test_it_runs_as_a_number_that_is_nobody_else",
    ),
]
