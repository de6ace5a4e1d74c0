"""The defences of the API: tokens, what it betrays, and what it writes."""

from tests.defences import Defence

IN_TOKENS = "tests/accounts/test_api_tokens.py"
IN_FEED = "tests/api/queries/test_feed.py"
IN_ME = "tests/api/v1/test_me.py"
IN_LISTS = "tests/api/v1/test_me_lists.py"

DEFENCES = [
    Defence(
        "of a token a digest is stored",
        "profiles/accounts/api_tokens.py",
        "return hashlib.sha256(text.encode()).hexdigest()",
        "return text[:64]",
        f"{IN_TOKENS}::test_of_its_text_a_digest_is_stored",
    ),
    Defence(
        "a token expires",
        "profiles/accounts/queries.py",
        "filter(expires_at__gt=timezone.now(), user__is_active=True)",
        "filter(user__is_active=True)",
        f"{IN_TOKENS}::test_a_token_that_expired_or_was_never_made_is_nobodys",
    ),
    Defence(
        "a token dies with its account",
        "profiles/accounts/queries.py",
        "filter(expires_at__gt=timezone.now(), user__is_active=True)",
        "filter(expires_at__gt=timezone.now())",
        f"{IN_TOKENS}::test_tokens_of_a_closed_account_die_at_once",
    ),
    Defence(
        "a token is revoked by its owner",
        "profiles/accounts/access.py",
        "return (by is not None and token.user_id == by.pk) or can_manage(token.user, by)",
        "return True",
        f"{IN_TOKENS}::test_somebody_elses_token_looks_gone",
    ),
    Defence(
        "signing out everywhere ends tokens",
        "profiles/accounts/actions/sessions.py",
        "tokens=tokens.end_all(user))",
        "tokens=user.api_tokens.count())",
        f"{IN_TOKENS}::test_signing_out_everywhere_ends_the_tokens_too",
    ),
    Defence(
        "a token of a closed account does not come back with it",
        "profiles/accounts/actions/standing.py",
        "    tokens.end_all(user)\n",
        "",
        f"{IN_TOKENS}::test_tokens_of_a_closed_account_stay_ended_when_it_is_opened_again",
    ),
    Defence(
        "staff revoke one token at a time",
        "profiles/accounts/admin.py",
        "if len(chosen) != 1:",
        "if not chosen:",
        "tests/accounts/test_admin_tokens.py::test_staff_revoke_one_token_at_a_time",
    ),
    Defence(
        "who is no longer staff looks nobody up",
        "profiles/accounts/access.py",
        "return scope in token.scopes and (token.user.is_staff or scope not in api_tokens.STAFF_SCOPES)",
        "return scope in token.scopes",
        f"{IN_TOKENS}::test_finding_people_by_their_sign_in_is_for_staff_as_long_as_they_are",
    ),
    Defence(
        "a token reads members' data with its scope alone",
        "profiles/api/callers.py",
        "return MEMBER if access.has_scope(token, Scope.READ_MEMBERS) else STRANGER",
        "return MEMBER",
        "tests/api/test_authentication.py::test_members_only_data_needs_its_scope",
    ),
    Defence(
        "a token reads nothing of one's own among people",
        "profiles/api/callers.py",
        "return MEMBER if access.has_scope(token, Scope.READ_MEMBERS) else STRANGER",
        "return Viewer.of(request.user)",
        "tests/api/test_authentication.py::test_no_token_opens_among_people_what_is_for_oneself",
    ),
    Defence(
        "what is said to a token is kept by nobody",
        "profiles/pages/middleware.py",
        ' or "Authorization" in request.headers',
        "",
        "tests/api/test_authentication.py::test_what_is_said_to_a_token_is_kept_by_nobody",
    ),
    Defence(
        "guesses of tokens are limited",
        "profiles/api/authentication.py",
        'rate_limits.check("api", "None", client_address.of(request))',
        "pass",
        "tests/api/test_authentication.py::test_guesses_are_limited",
    ),
    Defence(
        "hidden edits are no news",
        "profiles/api/actions.py",
        "return News.UPDATED if known and known.version != profile.public_version else None",
        "return News.UPDATED",
        "tests/api/test_actions.py::test_what_strangers_do_not_see_is_no_news",
    ),
    Defence(
        "the feed asks who sees a page",
        "profiles/api/actions.py",
        "is_shown = access.visible_to(STRANGER).filter(pk=profile.pk).exists()",
        "is_shown = profile.status == 'published'",
        "tests/api/test_actions.py::test_a_closed_account_is_gone_and_comes_back",
    ),
    Defence(
        "of what is gone nothing else stays in the feed",
        "profiles/api/actions.py",
        "        entries.delete()\n        _purge()",
        "        _purge()",
        "tests/api/test_actions.py::test_of_what_is_gone_nothing_but_that_stays",
    ),
    Defence(
        "a place that is lost is refused",
        "profiles/api/queries/feed.py",
        "return place.era != feed.era or",
        "return",
        f"{IN_FEED}::test_a_place_that_is_lost_is_refused",
    ),
    Defence(
        "a filter asks who sees an item",
        "profiles/api/queries/people.py",
        "seen, wanted = access.items_visible_to(viewer).order_by(), []",
        "seen, wanted = Item.objects.all(), []",
        "tests/api/v1/test_lists.py::test_no_filter_betrays_what_is_hidden",
    ),
    Defence(
        "an ORCID iD leads to whom it is shown by",
        "profiles/api/queries/people.py",
        "return access.items_visible_to(viewer).order_by().filter(",
        "return Item.objects.filter(",
        "tests/api/v1/test_lookup.py::test_people_are_found_by_the_orcid_that_they_show",
    ),
    Defence(
        "how people sign in is asked with a scope of its own",
        "profiles/api/v1/views/lookup.py",
        "    if token is None:\n        raise PermissionDenied(",
        "    if token is None and not asked:\n        raise PermissionDenied(",
        "tests/api/v1/test_lookup.py::test_how_people_sign_in_is_asked_by_programs_of_staff_alone",
    ),
    Defence(
        "a change needs If-Match",
        "profiles/api/v1/views/me.py",
        "    if not wanted:\n        raise PreconditionRequired\n",
        '    wanted = wanted or "*"\n',
        "tests/api/v1/test_me.py::test_a_change_needs_to_know_what_it_changes",
    ),
    Defence(
        "a change of what was changed meanwhile is refused",
        "profiles/api/v1/views/me.py",
        'if wanted.strip() != "*" and own_page.etag(before) not in parse_etags(wanted):',
        "if not wanted:",
        "tests/api/v1/test_me.py::test_a_change_in_the_browser_meanwhile_is_not_lost",
    ),
    Defence(
        "no text of JSON breaks the database",
        "profiles/api/parsers.py",
        "if not is_clean:",
        "if False:",
        "tests/api/v1/test_me.py::test_a_body_that_is_no_json_is_refused",
    ),
    Defence(
        "who waited for a turn is looked up again",
        "profiles/api/v1/views/me.py",
        "if open_account is None or is_revoked:",
        "if False:",
        f"{IN_ME}::test_who_waited_for_a_turn_and_lost_the_right_to_it_changes_nothing",
    ),
    Defence(
        "a list without end is not read",
        "profiles/api/v1/patched_items.py",
        "if len(wanted) > actions.MOST_ITEMS:",
        "if False:",
        f"{IN_LISTS}::test_a_list_without_end_is_refused_before_it_is_read",
    ),
]
