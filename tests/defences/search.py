"""The defences of the search: nothing hidden is found, counted, guessed or spelt; nothing typed is syntax or slow."""

from tests.defences import Defence

INDEXING = "profiles/directory/indexing.py"
DICTIONARY = "profiles/directory/dictionary.py"
SEARCHES = "profiles/directory/searches.py"
WISHES = "profiles/directory/wishes.py"
QUERIES = "profiles/directory/queries.py"
REASONS = "profiles/directory/reasons.py"
VIEWS = "profiles/directory/views.py"
IN_DICTIONARY = "tests/directory/test_dictionary.py"
IN_FACETS = "tests/directory/test_facets.py"
IN_WISHES = "tests/directory/test_wishes.py"

DEFENCES = [
    Defence(
        "what only members see is no stranger's to find",
        INDEXING,
        "of_strangers, of_members = _texts(shown, STRANGER), _texts(shown, MEMBER)",
        "of_strangers, of_members = _texts(shown, MEMBER), _texts(shown, MEMBER)",
        f"{IN_DICTIONARY}::test_a_word_is_known_to_those_who_may_see_it",
    ),
    Defence(
        "a word that nobody has any more is forgotten",
        DICTIONARY,
        "    if gone:\n        _remove(gone)",
        "    if False:\n        _remove(gone)",
        f"{IN_DICTIONARY}::test_a_forgotten_name_betrays_itself_in_nothing",
    ),
    Defence(
        "a word that is hidden later is no stranger's any more",
        DICTIONARY,
        "if is_seen and not is_public]).update(",
        "if False and is_seen and not is_public]).update(",
        f"{IN_DICTIONARY}::test_a_word_that_is_hidden_later_is_no_strangers_any_more",
    ),
    Defence(
        "close spellings lead strangers to public words alone",
        DICTIONARY,
        "WHERE w.pieces @> ARRAY[asked.piece] {visible}",
        "WHERE w.pieces @> ARRAY[asked.piece]",
        f"{IN_DICTIONARY}::test_a_word_is_known_to_those_who_may_see_it",
    ),
    Defence(
        "candidates are shown to those alone who may see the page",
        SEARCHES,
        "access.published_to(viewer).filter(pk",
        "access.Profile.objects.filter(pk",
        f"{IN_DICTIONARY}::test_a_deactivated_persons_name_is_no_guess",
    ),
    Defence(
        "facets count for strangers what strangers see",
        SEARCHES,
        '    if viewer.is_member:\n        return "CASE',
        '    if True:\n        return "CASE',
        f"{IN_FACETS}::test_no_count_and_no_filter_tells_what_is_hidden",
    ),
    Defence(
        "counts that are believed are those of strangers",
        "profiles/directory/browsing.py",
        "    if viewer == STRANGER:\n",
        "    if True:\n",
        "tests/directory/test_browsing.py::test_strangers_counts_are_believed_for_a_moment_and_for_them_alone",
    ),
    Defence(
        "a list that is kept whole is counted afresh",
        "profiles/directory/browsing.py",
        "afresh=wish == Wish())",
        "afresh=False)",
        "tests/directory/test_browsing.py::test_the_page_that_is_kept_whole_is_counted_afresh",
    ),
    Defence(
        "what is better is not lost among more than are looked at",
        SEARCHES,
        'sign = ">" if tier.is_beyond else "<="',
        'sign = "<="',
        "tests/directory/test_searches.py::test_who_is_found_by_beginnings_is_not_lost_among_more_than_are_looked_at",
    ),
    Defence(
        "a guess is tried out in all fields",
        QUERIES,
        "{}, {})[:1]]",
        "{}, {})[:0]]",
        "tests/directory/test_guesses.py::test_a_word_of_another_field_is_guessed_too",
    ),
    Defence(
        "a filter's key is no syntax",
        WISHES,
        'if letter.isalnum() or letter == " ")',
        "if letter)",
        f"{IN_WISHES}::test_keys_of_filters_are_never_syntax",
    ),
    Defence(
        "a reason shows nothing hidden",
        REASONS,
        "items = access.items_visible_to(viewer)",
        "items = access.items_visible_to(Viewer(is_member=True))",
        "tests/directory/test_reasons.py::test_a_reason_never_shows_what_is_hidden",
    ),
    Defence(
        "names are read once for all searched words",
        "profiles/directory/marks.py",
        "length = _matched(word, ways)",
        "length = max(_matched(word, [way]) for way in ways)",
        "tests/directory/test_marks.py::test_a_page_costs_little_whatever_is_searched",
    ),
    Defence(
        "a cursor of another list is refused",
        QUERIES,
        'raise BadRequest("a cursor of another list")',
        "pass",
        "tests/directory/test_searches.py::test_a_cursor_of_another_list_is_refused",
    ),
    Defence(
        "filters are limited as searches are",
        VIEWS,
        "    if wish.query or wish.is_filtered:\n        rate_limits",
        "    if wish.query:\n        rate_limits",
        "tests/directory/test_views.py::test_filters_are_limited_as_searches_are",
    ),
    Defence(
        "words are locked before it is decided who has them",
        DICTIONARY,
        "    _lock(gone | added, alone=bool(gone))\n",
        "",
        "tests/directory/test_dictionary_at_once.py",
    ),
    Defence(
        "a forged place that is no number is refused",
        "profiles/directory/cursors.py",
        " and not isinstance(tier, bool)",
        "",
        "tests/directory/test_cursors.py::test_a_forged_place_is_a_400",
    ),
]
