"""The defences of lists: links and identifiers that deceive, forged ids, what is lost between two windows."""

from tests.defences import Defence

ACTIONS = "profiles/people/actions"
FORMS = "profiles/people/forms"
IDENTIFIERS = "profiles/people/identifiers.py"
LINKS = "profiles/people/links.py"
REMOVALS = "profiles/people/views/removals.py"
IN_BATCHES = "tests/people/actions/test_batches.py"
IN_ACTIONS = "tests/people/actions/test_items.py"
IN_FORGETTING = "tests/people/actions/test_forgetting.py"
IN_TURNS = "tests/people/actions/test_turns.py"
IN_BAD_ITEMS = "tests/people/views/test_bad_items.py"
IN_IDENTIFIERS = "tests/people/test_identifiers.py"
IN_ITEMS = "tests/people/views/test_items.py"
IN_REMOVALS = "tests/people/views/test_removals.py"
IN_LINKS = "tests/people/test_links.py"

DEFENCES = [
    Defence(
        "a link runs nothing",
        LINKS,
        'if parts.scheme.lower() not in ("http", "https"):',
        'if parts.scheme.lower() == "":',
        f"{IN_LINKS}::test_what_leads_nowhere_safe_is_refused_with_a_reason",
    ),
    Defence(
        "a link hides no other host behind a user name",
        LINKS,
        'if "@" in parts.netloc:',
        "if False:",
        f"{IN_LINKS}::test_what_leads_nowhere_safe_is_refused_with_a_reason",
    ),
    Defence(
        "a link turns no text around",
        LINKS,
        'unicodedata.category(letter) in ("Cc", "Cf")',
        "False",
        f"{IN_LINKS}::test_what_leads_nowhere_safe_is_refused_with_a_reason",
    ),
    Defence(
        "a link breaks out of no attribute",
        LINKS,
        'quote(part, safe=f"{_KEPT}?")',
        "part",
        f"{IN_LINKS}::test_an_address_has_one_form",
    ),
    Defence(
        "an address is decoded only to letters",
        LINKS,
        'return unicodedata.normalize("NFC", decoded) if is_plain',
        'return unicodedata.normalize("NFC", decoded) if True',
        f"{IN_LINKS}::test_a_stored_address_is_typed_and_shown_as_people_know_it",
    ),
    Defence(
        "rel=me stands with one's own addresses alone",
        LINKS,
        'return "nofollow ugc noopener me" if type_ in _OWN else',
        'return "nofollow ugc noopener me" if True else',
        f"{IN_LINKS}::test_only_what_is_ones_own_says_me",
    ),
    Defence(
        "an identifier has its checksum",
        IDENTIFIERS,
        "if not rules.is_valid(value):",
        "if False:",
        f"{IN_IDENTIFIERS}::test_what_does_not_fit_is_refused_with_a_reason",
    ),
    Defence(
        "an ORCID iD is authenticated by its issuer alone",
        IDENTIFIERS,
        "user__in=list(user_ids), issuer=settings.ORCID_ISSUER",
        "user__in=list(user_ids)",
        f"{IN_IDENTIFIERS}::test_an_orcid_id_is_authenticated_by_its_issuer_alone",
    ),
    Defence(
        "an ORCID iD is authenticated for its owner alone",
        IDENTIFIERS,
        "    return authenticated_of([profile.user_id]).get(profile.user_id, set())\n"
        "\n"
        "\n"
        "def authenticated_of(user_ids: Iterable[UUID]) -> dict[UUID, set[str]]:\n"
        '    """The same for many, by user."""\n'
        "    found: dict[UUID, set[str]] = {}\n"
        "    if settings.ORCID_ISSUER:\n"
        "        signed_in = Identity.objects.filter(user__in=list(user_ids), issuer=settings.ORCID_ISSUER)\n",
        "    return set().union(*authenticated_of([profile.user_id]).values())\n"
        "\n"
        "\n"
        "def authenticated_of(user_ids: Iterable[UUID]) -> dict[UUID, set[str]]:\n"
        '    """The same for many, by user."""\n'
        "    found: dict[UUID, set[str]] = {}\n"
        "    if settings.ORCID_ISSUER:\n"
        "        signed_in = Identity.objects.filter(issuer=settings.ORCID_ISSUER)\n",
        f"{IN_IDENTIFIERS}::test_an_orcid_id_is_authenticated_by_its_issuer_alone",
    ),
    Defence(
        "items of others are not found",
        "profiles/people/queries.py",
        "return mine.get(pk=item_id, part__profile__user=user)",
        "return mine.get(pk=item_id)",
        f"{IN_BAD_ITEMS}::test_items_of_others_are_not_found",
    ),
    Defence(
        "the id of another's item adds nothing",
        "profiles/people/actions/items.py",
        "if twin.part_id != part.pk:",
        "if False:",
        f"{IN_BAD_ITEMS}::test_the_id_of_anothers_item_adds_nothing",
    ),
    Defence(
        "the id of another's item adds no list",
        f"{ACTIONS}/batches.py",
        "if twin and twin.part_id != part.pk:",
        "if False:",
        f"{IN_BATCHES}::test_the_id_of_somebody_elses_item_adds_nothing",
    ),
    Defence(
        "undoing a pasted list takes nothing that was changed since",
        f"{ACTIONS}/batches.py",
        "if item.pk in ids and item.version == version]",
        "if item.pk in ids]",
        f"{IN_BATCHES}::test_undo_never_takes_away_one_that_was_changed_since",
    ),
    Defence(
        "what was taken away at once is not brought back over another's id",
        f"{ACTIONS}/batches.py",
        "if Item.objects.filter(pk__in=[item.pk for item in back]).exists():",
        "if False:",
        f"{IN_BATCHES}::test_what_was_taken_away_is_not_brought_back_over_a_form_that_was_sent_again",
    ),
    Defence(
        "an organisation is linked only under its name",
        "profiles/people/queries.py",
        "return organization if folding.fold(name) in known else None",
        "return organization",
        f"{IN_ITEMS}::test_a_chosen_organisation_is_linked_while_its_name_fits",
    ),
    Defence(
        "a line has no characters that deceive",
        f"{FORMS}/part.py",
        'line = written if "\\0" in written else text.clean_line(written)',
        "line = written",
        f"{IN_BAD_ITEMS}::test_tricks_are_taken_out_and_the_words_stay",
    ),
    Defence(
        "what must be there has a letter",
        f"{FORMS}/items.py",
        "if self.missing is not None and not any(letter.isalpha() for letter in value):",
        "if False:",
        f"{IN_BAD_ITEMS}::test_what_must_be_there_has_a_letter",
    ),
    Defence(
        "a name is asked about before it is forgotten",
        REMOVALS,
        'if request.method != "POST":\n        context = {"item"',
        'if False:\n        context = {"item"',
        f"{IN_REMOVALS}::test_asking_about_a_removal_removes_nothing",
    ),
    Defence(
        "a name that is gone is known to nobody who was not asked about it",
        REMOVALS,
        "return is_asked and not Item",
        "return not Item",
        f"{IN_REMOVALS}::test_whoever_was_not_asked_about_a_name_does_not_learn_that_it_was_there",
    ),
    Defence(
        "an end is not before its start",
        f"{FORMS}/items.py",
        "if start and end and end.is_before(start):",
        "if False:",
        f"{IN_BAD_ITEMS}::test_an_end_before_its_start_says_what_to_do",
    ),
    Defence(
        "the order of hidden items is told by no version",
        f"{ACTIONS}/items.py",
        "is_public(part) and is_seen_moved(stored, arranged)",
        "is_public(part)",
        f"{IN_TURNS}::test_the_order_of_what_is_hidden_is_not_told_by_versions",
    ),
    Defence(
        "the order of hidden sections is told by no version",
        f"{ACTIONS}/sections.py",
        "is_public=is_seen_moved(seen, [",
        "is_public=True or is_seen_moved(seen, [",
        f"{IN_TURNS}::test_the_order_of_hidden_sections_is_not_told_by_versions",
    ),
    Defence(
        "hiding what is empty is told by no version",
        f"{ACTIONS}/showing.py",
        "is_public=bool(was_shown or shown([part]))",
        "is_public=True",
        f"{IN_TURNS}::test_what_strangers_see_nothing_of_is_told_by_no_version",
    ),
    Defence(
        "a forgotten name goes however it is written",
        f"{ACTIONS}/forgetting.py",
        'words = r"[\\W_]*".join(re.escape(word) for word in name.split())',
        "words = re.escape(name)",
        f"{IN_FORGETTING}::test_a_draft_that_mentions_a_forgotten_name_goes",
    ),
    Defence(
        "a name that was rewritten is forgotten in its former form too",
        f"{ACTIONS}/forgetting.py",
        "{item.title for item in names}.union(*(_former(change, ids) for change in changes))",
        "{item.title for item in names}",
        f"{IN_FORGETTING}::test_a_name_that_it_had_before_is_forgotten_with_it",
    ),
    Defence(
        "a short name takes no draft with it",
        f"{ACTIONS}/forgetting.py",
        "is_within_words = len(name) > SHORT_NAME or",
        "is_within_words = True or",
        f"{IN_FORGETTING}::test_a_short_name_takes_no_draft_that_does_not_mention_it",
    ),
    Defence(
        "a name that looks like a code takes no change with it",
        f"{ACTIONS}/forgetting.py",
        "if name not in _NOT_WRITTEN:",
        "if True:",
        f"{IN_FORGETTING}::test_a_name_that_looks_like_a_code_takes_no_change_that_does_not_mention_it",
    ),
    Defence(
        "changes of one page wait for each other",
        f"{ACTIONS}/turns.py",
        "Profile.objects.select_for_update(no_key=True)",
        "Profile.objects",
        f"{IN_TURNS}::test_two_windows_never_stand_in_each_others_way",
    ),
    Defence(
        "nobody has seen a new item before its owner chose",
        "profiles/people/views/items.py",
        'actions.Place(new, form.cleaned_data["visibility"])',
        "actions.Place(new)",
        f"{IN_ITEMS}::test_an_item_is_hidden_from_its_first_moment",
    ),
    Defence(
        "an old form says nothing about who sees an item",
        f"{ACTIONS}/items.py",
        "if twin.visibility != place.visibility:",
        "if False:",
        f"{IN_ITEMS}::test_a_form_sent_again_after_its_item_was_hidden_shows_it_to_nobody",
    ),
    Defence(
        "an old form says nothing about who sees a section",
        f"{ACTIONS}/sections.py",
        "if twin.visibility != place.visibility:",
        "if False:",
        "tests/people/views/test_sections.py::test_a_section_sent_again_after_it_was_hidden_is_shown_to_nobody",
    ),
]
