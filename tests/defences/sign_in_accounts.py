"""The defences of sign-in: what keeps accounts, their names and sessions apart."""

from tests.defences import Defence

JOINING = "profiles/accounts/actions/joining.py"
NAMES = "profiles/accounts/actions/names.py"
SESSIONS = "profiles/accounts/actions/sessions.py"
STANDING = "profiles/accounts/actions/standing.py"
QUERIES = "profiles/accounts/queries.py"
SIGN_IN = "tests/accounts/test_sign_in.py"
HOSTILE = "tests/accounts/test_hostile_provider.py"
MIDDLEWARE = "tests/accounts/test_middleware.py"
TEST_ACTIONS = "tests/accounts/test_actions.py"
USERNAMES = "tests/accounts/test_choosing_usernames.py"
ADMIN = "profiles/accounts/admin.py"
TEST_ADMIN = "tests/accounts/test_admin.py"
RENAME = "tests/journeys/test_rename.py"
AT_ONCE = "tests/accounts/test_many_at_once.py"

DEFENCES = [
    Defence(
        "sign-in: purging is bounded",
        SESSIONS,
        "[:PURGED_AT_ONCE]",
        "",
        f"{SIGN_IN}::test_a_start_purges_some_sessions_whose_time_is_over",
    ),
    Defence(
        "sign-in: identities by issuer",
        JOINING,
        ".filter(issuer=claims.issuer, sub=claims.sub)",
        ".filter(sub=claims.sub)",
        f"{HOSTILE}::test_the_same_subject_at_another_issuer_is_somebody_else",
    ),
    Defence(
        "sign-in: identities by exact subject",
        JOINING,
        "sub=claims.sub).first()",
        "sub__iexact=claims.sub).first()",
        f"{HOSTILE}::test_subjects_are_compared_exactly",
    ),
    Defence(
        "sign-in: identities never by e-mail",
        JOINING,
        ('    return Identity.objects.select_related("user").filter(issuer=claims.issuer, sub=claims.sub).first()'),
        (
            '    rows = Identity.objects.select_related("user")\n'
            "    return rows.filter(issuer=claims.issuer, sub=claims.sub).first() or "
            "rows.filter(asserted_email__iexact=claims.email).first()"
        ),
        f"{HOSTILE}::test_an_email_of_another_person_links_nothing",
    ),
    Defence(
        "sign-in: joining is one transaction",
        JOINING,
        ("@transaction.atomic\ndef _join("),
        "def _join(",
        f"{TEST_ACTIONS}::test_joining_is_all_or_nothing",
    ),
    Defence(
        "sign-in: two first callbacks",
        JOINING,
        (
            "        known = _known(claims)  # the other callback was faster\n"
            "        if known is None:\n"
            "            raise\n"
        ),
        "        raise\n",
        f"{AT_ONCE}::test_two_first_callbacks_at_once_make_one_person",
    ),
    Defence(
        "sign-in: former usernames stay taken",
        NAMES,
        (
            "                UsernameHistory.objects.create(username=username, user=user)\n"
            "        except IntegrityError:\n            raise"
        ),
        "                pass\n        except IntegrityError:\n            raise",
        f"{USERNAMES}::test_a_username_of_somebody_else_is_taken_the_former_ones_too",
    ),
    Defence(
        "sign-in: usernames are chosen once",
        "profiles/accounts/access.py",
        "and user.username_history.count() <= 1",
        "and True",
        f"{USERNAMES}::test_a_username_is_chosen_once",
    ),
    Defence(
        "rename: by its owner, while active",
        NAMES,
        "    if not access.can_rename(user, by):\n        raise PermissionDenied\n",
        "",
        f"{USERNAMES}::test_nobody_renames_somebody_else_and_somebody_closed_nobody",
    ),
    Defence(
        "rename: two windows",
        NAMES,
        "    if user.username != opened_with:\n        raise RenamedMeanwhile(user.username)\n",
        "",
        "tests/accounts/test_views.py::test_a_rename_from_a_window_left_open_says_so_and_keeps_what_was_typed",
    ),
    Defence(
        "rename: two at once",
        NAMES,
        ("    user = User.objects.select_for_update().get(pk=user.pk)\n    if not access.can_rename(user, by):"),
        "    user = User.objects.get(pk=user.pk)\n    if not access.can_rename(user, by):",
        f"{AT_ONCE}::test_of_two_renames_of_one_person_at_once_the_second_is_told",
    ),
    Defence(
        "rename: three new names in 30 days",
        NAMES,
        "        if again_on:\n            raise TooManyUsernames(again_on)\n",
        "",
        f"{USERNAMES}::test_three_new_names_in_thirty_days_are_enough_but_the_way_back_is_open",
    ),
    Defence(
        "rename: what nobody may have",
        NAMES,
        "    usernames.validate(username)\n",
        "",
        f"{USERNAMES}::test_a_rename_to_what_nobody_may_have_is_refused",
    ),
    Defence(
        "rename: redirects are kept by nobody",
        "profiles/pages/middleware.py",
        "and response.status_code in (200, 304)\n",
        "and response.status_code in (200, 301, 304)\n",
        f"{RENAME}::test_no_browser_keeps_a_redirect_that_a_way_back_would_turn_round",
    ),
    Defence(
        "rename: old addresses of hidden pages",
        "profiles/pages/queries.py",
        "    holders = access.visible_to(viewer).filter(user__username_history",
        "    holders = Profile.objects.filter(user__username_history",
        f"{RENAME}::test_an_old_address_of_a_hidden_page_looks_like_one_that_never_was",
    ),
    Defence(
        "usernames: first segments of addresses",
        "profiles/accounts/usernames.py",
        "*_WORDS.split(), *segments, *stems}",
        "*_WORDS.split()}",
        "tests/accounts/test_usernames.py::test_a_new_address_reserves_its_segment_with_no_further_edit",
    ),
    Defence(
        "sign-in: closing an account takes staff",
        STANDING,
        (
            "    if not access.can_deactivate(user, by):\n"
            "        raise PermissionDenied\n"
            "    User.objects.filter(pk=user.pk).update(is_active=False)"
        ),
        "    User.objects.filter(pk=user.pk).update(is_active=False)",
        f"{TEST_ACTIONS}::test_nobody_signs_out_closes_or_promotes_somebody_else",
    ),
    Defence(
        "sign-in: making staff takes staff",
        STANDING,
        (
            "    if not access.can_manage(user, by):\n"
            "        raise PermissionDenied\n"
            "    User.objects.filter(pk=user.pk).update(is_staff=True)"
        ),
        "    User.objects.filter(pk=user.pk).update(is_staff=True)",
        f"{TEST_ACTIONS}::test_nobody_signs_out_closes_or_promotes_somebody_else",
    ),
    Defence(
        "sign-in: sessions that ended",
        QUERIES,
        ".filter(ended_at=None, user__is_active=True)",
        ".filter(user__is_active=True)",
        f"{MIDDLEWARE}::test_a_row_that_ended_is_nobody",
    ),
    Defence(
        "sign-in: inactive people",
        QUERIES,
        ".filter(ended_at=None, user__is_active=True)",
        ".filter(ended_at=None)",
        "tests/accounts/test_queries.py::test_a_session_of_somebody_inactive_is_none",
    ),
    Defence(
        "sign-in: a row of the same session",
        QUERIES,
        ".filter(session_key=session_key, user_id=owner)",
        ".filter(user_id=owner)",
        f"{MIDDLEWARE}::test_a_session_without_a_row_is_nobody",
    ),
    Defence(
        "sign-in: a row of the same user",
        QUERIES,
        ".filter(session_key=session_key, user_id=owner)",
        ".filter(session_key=session_key)",
        f"{MIDDLEWARE}::test_a_row_of_another_session_is_not_borrowed",
    ),
    Defence(
        "sign-in: members stay out of the admin",
        "profiles/accounts/views.py",
        "        raise PermissionDenied  # signed in, but not staff\n",
        "        pass\n",
        "tests/accounts/test_views.py::test_a_member_is_not_let_into_the_admin",
    ),
    Defence(
        "sign-in: staff change nothing by form",
        "profiles/accounts/admin.py",
        (
            "    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) "
            "-> bool:\n"
            "        return False"
        ),
        (
            "    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) "
            "-> bool:\n"
            "        return self.has_view_permission(request)"
        ),
        "tests/accounts/test_admin.py::test_staff_change_nothing_by_form",
    ),
    Defence(
        "admin: private details take staff",
        STANDING,
        "    if not access.can_see_private_details(by):\n        raise PermissionDenied\n",
        "",
        f"{TEST_ACTIONS}::test_only_staff_who_are_active_look_at_private_details",
    ),
    Defence(
        "admin: private details are behind the admin's door",
        ADMIN,
        "self.admin_site.admin_view(self.private_view)",
        "self.private_view",
        f"{TEST_ADMIN}::test_who_is_not_staff_sees_no_private_details",
    ),
    Defence(
        "admin: each look at private details is written down",
        STANDING,
        'audit.record("private details viewed", queries.account_of(row), by=by,',
        "dict(by=by,",
        f"{TEST_ADMIN}::test_a_look_with_a_reason_shows_the_details_and_is_written_down_once",
    ),
    Defence(
        "admin: a look takes a reason",
        "profiles/accounts/forms.py",
        "< LEAST_LETTERS_OF_A_REASON:",
        "< 0:",
        f"{TEST_ADMIN}::test_a_look_without_a_reason_shows_nothing_and_is_refused",
    ),
    Defence(
        "admin: a look is no GET",
        ADMIN,
        '        if request.method != "POST":\n',
        "        if not (request.POST or request.GET):\n",
        f"{TEST_ADMIN}::test_a_look_is_no_get",
    ),
    Defence(
        "admin: an identity's title names nobody",
        "profiles/accounts/models.py",
        "        return str(self.id)  # never who",
        "        return self.sub  # never who",
        f"{TEST_ADMIN}::test_nothing_private_stands_on_any_page_that_one_looks_at",
    ),
    Defence(
        "admin: details of events are no column",
        ADMIN,
        '    fields = ["at", "verb", "actor_id", "subject_id"]',
        '    fields = ["at", "verb", "actor_id", "subject_id", "details"]',
        f"{TEST_ADMIN}::test_nothing_private_stands_on_any_page_that_one_looks_at",
    ),
    Defence(
        "sign-in: the audit is append-only",
        "profiles/accounts/migrations/0002_audit_is_append_only.py",
        "BEFORE UPDATE OR DELETE",
        "BEFORE UPDATE",
        "tests/accounts/test_audit.py",
    ),
]
