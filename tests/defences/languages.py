"""The defences of the choice of a language."""

from tests.defences import Defence

MIDDLEWARE = "profiles/accounts/middleware.py"
VIEWS = "profiles/accounts/views.py"
TESTS = "tests/accounts/test_languages.py"

DEFENCES = [
    Defence(
        "language: the way back is local",
        VIEWS,
        'HttpResponseRedirect(local_path(request.POST.get("next", "")) or',
        'HttpResponseRedirect(request.POST.get("next", "") or',
        f"{TESTS}::test_the_way_back_is_local",
    ),
    Defence(
        "language: the form's way back is local",
        VIEWS,
        '"next": local_path(request.GET.get("next", "")),',
        '"next": request.GET.get("next", ""),',
        f"{TESTS}::test_the_way_back_is_local",
    ),
    Defence(
        "language: one of ours",
        VIEWS,
        'if language is None or language not in {"", *dict(settings.LANGUAGES)}:',
        "if language is None:",
        f"{TESTS}::test_no_other_language_is_kept",
    ),
    Defence(
        "language: one's own",
        "profiles/accounts/actions/standing.py",
        "if not access.can_choose_language(user, by):",
        "if False:",
        f"{TESTS}::test_nobody_chooses_for_another",
    ),
    Defence(
        "language: none is left to the next request",
        MIDDLEWARE,
        "with translation.override(language):\n            response",
        "translation.activate(language)\n        if True:\n            response",
        f"{TESTS}::test_no_language_is_left_to_the_next_request",
    ),
    Defence(
        "language: programs are answered in English",
        MIDDLEWARE,
        "language = settings.LANGUAGE_CODE if is_english else translation",
        "language = translation",
        f"{TESTS}::test_programs_are_answered_in_english",
    ),
    Defence(
        "language: a member's program is answered in English",
        MIDDLEWARE,
        "in dict(settings.LANGUAGES) and not request.path_info.startswith(IN_ENGLISH):",
        "in dict(settings.LANGUAGES):",
        f"{TESTS}::test_programs_are_answered_in_english",
    ),
]
