"""The defences of sign-in: what binds a sign-in to its browser."""

from tests.defences import Defence
from tests.defences.hostile_provider import fault

VIEWS = "profiles/accounts/oidc/views.py"
STATES = "profiles/accounts/oidc/states.py"
SIGN_IN = "tests/accounts/test_sign_in.py"
ATTEMPTS = "tests/accounts/test_attempts.py"
SIGN_OUT = "tests/accounts/test_sign_out.py"


DEFENCES = [
    Defence(
        "sign-in: the issuer in answers",
        VIEWS,
        'if request.GET.get("iss", settings.OIDC_ISSUER) != settings.OIDC_ISSUER:',
        "if False:",
        fault("own-answer-names-another-issuer"),
    ),
    Defence(
        "sign-in: states are used once",
        STATES,
        "attempt = pending.pop(state, None)",
        "attempt = pending.get(state)",
        f"{ATTEMPTS}::test_a_replayed_callback_is_a_page_and_changes_nothing",
    ),
    Defence(
        "sign-in: states belong to a browser",
        VIEWS,
        ('    if attempt is None:\n        raise SignInFailed(problems.LOST, "state")\n'),
        ('    if attempt is None:\n        attempt = states.Attempt("", "", 0, "")\n'),
        f"{ATTEMPTS}::test_a_state_of_another_browser_is_refused",
    ),
    Defence(
        "sign-in: states expire",
        STATES,
        "return 0 <= time.time() - self.added_on < SECONDS",
        "return True",
        f"{ATTEMPTS}::test_an_attempt_lasts_ten_minutes",
    ),
    Defence("sign-in: few states at once", STATES, "[-MOST:]", "", f"{ATTEMPTS}::test_six_starts_keep_the_last_five"),
    Defence(
        "sign-in: states are spent before the wait",
        VIEWS,
        "        request.session.save()\n",
        "        pass\n",
        f"{ATTEMPTS}::test_a_state_is_spent_even_when_the_provider_fails",
    ),
    Defence(
        "sign-in: parameters given once",
        VIEWS,
        "len(request.GET.getlist(name)) > 1 or ",
        "",
        f"{ATTEMPTS}::test_a_parameter_given_twice_is_refused",
    ),
    Defence(
        "sign-in: next is local at the start",
        VIEWS,
        'states.begin(request.session, local_path(request.GET.get("next", "")))',
        'states.begin(request.session, request.GET.get("next", ""))',
        f"{SIGN_IN}::test_next_is_checked_at_the_start",
    ),
    Defence(
        "sign-in: next is local at the end",
        VIEWS,
        "return local_path(self.attempt.next) or",
        "return self.attempt.next or",
        f"{SIGN_IN}::test_next_is_checked_again_at_the_end",
    ),
    Defence(
        "sign-in: next is a path of ours",
        "profiles/shared/local_paths.py",
        'return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""',
        "return address",
        f"{SIGN_IN}::test_an_open_redirect_leads_home",
    ),
    Defence(
        "sign-in: next does not sign in again",
        "profiles/shared/local_paths.py",
        'if not is_plain or address.startswith("/oidc/"):',
        "if not is_plain:",
        f"{SIGN_IN}::test_an_open_redirect_leads_home",
    ),
    Defence(
        "sign-in: session keys rotate",
        VIEWS,
        ("    if request.session.session_key in (old_key, None):\n        request.session.cycle_key()\n"),
        ("    if request.session.session_key is None:\n        request.session.create()\n"),
        f"{SIGN_IN}::test_signing_in_again_rotates_the_key_and_ends_the_old_session",
    ),
    Defence(
        "sign-in: an ended session is emptied",
        VIEWS,
        ("    if SESSION_KEY in request.session:\n        request.session.flush()\n"),
        "",
        f"{SIGN_IN}::test_a_session_that_ended_does_not_outlive_a_start",
    ),
    Defence(
        "sign-in: strange sessions are short",
        VIEWS,
        ("        request.session.flush()\n    request.session.set_expiry(states.SECONDS)\n"),
        "        request.session.flush()\n",
        f"{ATTEMPTS}::test_a_signed_out_start_lasts_ten_minutes_only",
    ),
    Defence(
        "sign-in: stale sessions are purged",
        VIEWS,
        "        actions.purge_stale_sessions()\n",
        "",
        f"{SIGN_IN}::test_a_start_purges_some_sessions_whose_time_is_over",
    ),
    Defence(
        "sign-in: starts per address",
        VIEWS,
        '        rate_limits.check("sign-in-address", client_address.of(request))\n',
        "",
        f"{SIGN_IN}::test_starts_are_limited_by_browser_and_by_address",
    ),
    Defence(
        "sign-in: starts per browser",
        VIEWS,
        '            rate_limits.check("sign-in-browser", request.session.session_key)\n',
        "            pass\n",
        f"{SIGN_IN}::test_starts_are_limited_by_browser_and_by_address",
    ),
    Defence(
        "sign-in: signing out ends the row",
        VIEWS,
        ("            actions.sign_out(request.session.session_key, by=request.user)\n        auth"),
        ("            pass\n        auth"),
        f"{SIGN_OUT}::test_signing_out_ends_the_session_here_and_goes_on_to_the_provider",
    ),
    Defence(
        "sign-in: signing out ends the session",
        VIEWS,
        "        auth.logout(request)\n",
        '        request.session.pop("_auth_user_id", None)\n',
        f"{SIGN_OUT}::test_signing_out_ends_the_session_here_and_goes_on_to_the_provider",
    ),
    Defence(
        "sign-in: signing out is a POST",
        VIEWS,
        '    http_method_names = ["post"]\n',
        ('    http_method_names = ["get", "post"]\n    get = lambda self, request: self.post(request)  # noqa: E731\n'),
        f"{SIGN_OUT}::test_signing_out_is_a_post",
    ),
    Defence(
        "sign-in: the state of a sign-out",
        VIEWS,
        "is_verified = bool(expected) and hmac",
        "is_verified = bool(said) or hmac",
        f"{SIGN_OUT}::test_only_a_return_with_our_state_says_that_the_provider_was_left",
    ),
]
