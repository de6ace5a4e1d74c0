"""The defences of what people write: who sees it, who changes it, and what is taken from them."""

from tests.defences import Defence

ACCESS = "profiles/people/access.py"
ACTIONS = "profiles/people/actions"
PICTURES = "profiles/people/pictures.py"
QUERIES = "profiles/people/queries.py"
PROSE = "profiles/people/prose.py"
VIEWS = "profiles/people/views"
IN_FILES = "tests/people/actions/test_files.py"
PORTRAITS = "tests/people/views/test_portraits.py"
IN_PEOPLE = "tests/people/test_views.py"
IN_READERS = "tests/pages/views/test_readers.py"

DEFENCES = [
    Defence(
        "a name for members is found by members",
        "profiles/directory/indexing.py",
        "of_strangers, of_members = _texts(shown, STRANGER)",
        "of_strangers, of_members = _texts(shown, MEMBER)",
        "tests/directory/test_queries.py::test_another_name_is_found_by_those_who_may_see_it",
    ),
    Defence(
        "strangers search strangers' words",
        "profiles/directory/searches.py",
        'if viewer.is_member:\n        return f"(words',
        'if True:\n        return f"(words',
        "tests/directory/test_queries.py::test_another_name_is_found_by_those_who_may_see_it",
    ),
    Defence(
        "suggestions of people are limited",
        "profiles/directory/views.py",
        '_limit(request, "suggest", wish)',
        '_limit(request, "search", wish)',
        "tests/directory/test_views.py::test_suggestions_are_limited_apart_from_searches",
    ),
    Defence(
        "a card shows items at their level",
        "profiles/people/cards.py",
        "items = access.items_visible_to(viewer).filter(shown, ",
        'items = Item.objects.order_by("position", "id").filter(shown, ',
        "tests/directory/test_views.py::test_a_list_shows_items_to_whom_their_owner_shows_them",
    ),
    Defence(
        "a draft is its owner's",
        ACCESS,
        "seen = Q(status=Status.PUBLISHED)",
        "seen = Q(status__in=Status.values)",
        "tests/people/test_access.py::test_who_sees_a_page_in_which_state",
    ),
    Defence(
        "the page of a deactivated person is gone",
        ACCESS,
        "return Profile.objects.filter(seen, user__is_active=True)",
        "return Profile.objects.filter(seen)",
        f"{IN_READERS}::test_the_page_of_a_deactivated_person_is_gone",
    ),
    Defence(
        "a part is shown at its level",
        ACCESS,
        "seen = Q(visibility__in=viewer.levels)",
        "seen = Q(visibility__in=[*viewer.levels, 'members'])",
        f"{IN_READERS}::test_every_output_shows_a_part_to_the_same_people",
    ),
    Defence(
        "a picture is on a page that is shown",
        ACCESS,
        "Picture.objects.filter(part__in=parts_visible_to(viewer), part__profile__in=visible_to(viewer))",
        "Picture.objects.filter(part__in=parts_visible_to(viewer))",
        f"{PORTRAITS}::test_a_portrait_of_a_draft_is_for_its_owner_alone",
    ),
    Defence(
        "only the owner changes",
        ACCESS,
        "return by.is_active and profile.user_id == by.pk",
        "return by.is_active",
        "tests/people/test_actions.py::test_nobody_changes_the_page_of_another",
    ),
    Defence(
        "a hidden picture moves",
        f"{ACTIONS}/files.py",
        'part.picture.save(update_fields=["large_key", "small_key"])',
        "pass",
        f"{PORTRAITS}::test_hiding_moves_the_portrait_at_once",
    ),
    Defence(
        "files go when the history lets go",
        f"{ACTIONS}/files.py",
        "transaction.on_commit(lambda: _delete(file_name))",
        "pass",
        f"{IN_FILES}::test_files_go_when_the_history_lets_go",
    ),
    Defence(
        "a file without a row is taken back",
        f"{ACTIONS}/files.py",
        "undo.callback(_delete, name)",
        "pass",
        f"{IN_FILES}::test_a_file_that_cannot_be_recorded_is_taken_back",
    ),
    Defence(
        "the second writer does not overwrite",
        f"{ACTIONS}/turns.py",
        "mine = rows.filter(pk=row.pk, version=version)",
        "mine = rows.filter(pk=row.pk)",
        f"{IN_PEOPLE}::test_the_second_writer_of_a_part_sees_both_texts_and_may_keep_hers",
    ),
    Defence(
        "a change raises the version",
        f"{ACTIONS}/turns.py",
        'Profile.objects.filter(pk=profile.pk).update(version=F("version") + 1, modified_at=now, **more)',
        "pass",
        f"{IN_READERS}::test_every_change_makes_the_old_copy_stale_at_once",
    ),
    Defence(
        "the history is its owner's",
        QUERIES,
        "get(pk=change_id, profile__user=user)",
        "get(pk=change_id)",
        "tests/people/views/test_history.py::test_the_history_of_another_is_not_found",
    ),
    Defence(
        "the parts of another are not found",
        QUERIES,
        ".get(named, profile__user=user)",
        ".get(named)",
        "tests/people/views/test_drafts.py::test_the_draft_of_another_is_not_found",
    ),
    Defence(
        "a draft is bounded as the text is",
        f"{VIEWS}/texts.py",
        """    if not form.is_valid():
        return HttpResponse(status=422)""",
        """    if not form.is_valid():
        form.cleaned_data = {"text": form.data.get("text", "")[:30_000], "version": 1}""",
        "tests/people/views/test_drafts.py::test_what_could_not_be_saved_is_not_kept",
    ),
    Defence(
        "only long texts have drafts",
        f"{ACTIONS}/texts.py",
        "if part.kind not in MARKDOWN_KINDS:",
        "if False:",
        "tests/people/test_actions.py::test_a_short_text_has_no_draft",
    ),
    Defence(
        "undo stops where something is newer",
        f"{ACTIONS}/undoable.py",
        "return subject is not None and subject.version == change.version",
        "return subject is not None",
        "tests/people/actions/test_undoable.py::test_a_change_is_not_undoable_once_a_newer_one_is_forgotten",
    ),
    Defence(
        "a section with the id of somebody else's is refused",
        f"{ACTIONS}/sections.py",
        "if twin and twin.profile_id != profile.pk:",
        "if False:",
        "tests/people/views/test_sections.py::test_the_id_of_somebody_elses_section_is_refused",
    ),
    Defence(
        "visibility is audited",
        f"{ACTIONS}/showing.py",
        'audit.record("part shown", profile.pk, by=by, part=part.kind, visibility=visibility)',
        "pass",
        "tests/people/test_actions.py::test_visibility_and_publishing_are_audited",
    ),
    Defence(
        "three formats only",
        PICTURES,
        'FORMATS = ("JPEG", "PNG", "WEBP")',
        "FORMATS = None",
        f"{PORTRAITS}::test_what_is_no_portrait_is_refused_beside_the_field",
    ),
    Defence(
        "pixels are counted before decoding",
        PICTURES,
        "if image.width * image.height > MAX_PIXELS:",
        "if False:",
        f"{PORTRAITS}::test_what_is_no_portrait_is_refused_beside_the_field",
    ),
    Defence(
        "large uploads are refused",
        "profiles/people/forms/pictures.py",
        "if upload and (upload.size or 0) > pictures.MAX_BYTES:",
        "if False:",
        f"{PORTRAITS}::test_what_is_no_portrait_is_refused_beside_the_field",
    ),
    Defence(
        "no metadata goes along",
        PICTURES,
        "quality=quality, method=4)",
        'quality=quality, method=4, exif=image.info.get("exif", b""))',
        "tests/people/test_pictures.py::test_the_place_and_every_other_hidden_fact_are_gone",
    ),
    Defence(
        "HTML in Markdown is text",
        PROSE,
        '"html": False',
        '"html": True',
        "tests/people/test_prose.py::test_html_is_shown_as_the_text_it_is",
    ),
    Defence(
        "links are of three schemes",
        PROSE,
        "url_schemes=set(SCHEMES),",
        'url_schemes=set(SCHEMES) | {"ftp"},',
        "tests/people/test_prose.py::test_nothing_runs_and_nothing_is_fetched",
    ),
    Defence(
        "links are not followed for rank",
        PROSE,
        'link_rel="nofollow ugc noopener",',
        "link_rel=None,",
        "tests/people/test_prose.py::test_links_tell_search_engines_not_to_follow",
    ),
    Defence(
        "members-only files are not cached",
        f"{VIEWS}/files.py",
        '"public, max-age=300" if is_public else "private, no-store"',
        '"public, max-age=300"',
        f"{PORTRAITS}::test_hiding_moves_the_portrait_at_once",
    ),
    Defence(
        "uploads are limited",
        f"{VIEWS}/pictures.py",
        'rate_limits.check("upload", str(member(request).pk))',
        "pass",
        f"{PORTRAITS}::test_uploads_are_limited",
    ),
    Defence(
        "searches are limited",
        "profiles/directory/views.py",
        "rate_limits.check(limit, client_address.of(request))",
        "pass",
        "tests/directory/test_views.py::test_searches_are_limited_and_say_when_to_come_again",
    ),
    Defence(
        "drafts are not indexed",
        "profiles/directory/indexing.py",
        "for profile in profiles if profile.status == Status.PUBLISHED]",
        "for profile in profiles]",
        "tests/directory/test_receivers.py::test_a_draft_has_no_entry",
    ),
    Defence(
        "a broken cursor is refused",
        "profiles/directory/cursors.py",
        "except (ValueError, TypeError, AttributeError, RecursionError):",
        "except RecursionError:",
        "tests/directory/test_views.py::test_a_broken_cursor_is_a_400",
    ),
    Defence(
        "a hidden edit is told to nobody",
        f"{ACTIONS}/turns.py",
        "if is_public:",
        "if True:",
        f"{IN_READERS}::test_a_stranger_is_not_told_that_something_hidden_was_edited",
    ),
    Defence(
        "a page that is published again has new addresses",
        f"{ACTIONS}/states.py",
        'for part in Part.objects.filter(profile=profile).select_related("picture", "document"):',
        "for part in ():",
        f"{PORTRAITS}::test_a_portrait_has_another_address_after_every_publishing",
    ),
    Defence(
        "an old file that stays takes nothing along",
        f"{ACTIONS}/files.py",
        'except OSError:\n        logger.warning("a file without',
        'except ZeroDivisionError:\n        logger.warning("a file without',
        f"{IN_FILES}::test_an_old_file_that_will_not_go_does_not_take_the_new_one_along",
    ),
    Defence(
        "an old window removes no newer picture",
        f"{ACTIONS}/uploads.py",
        "return _put_in_force(part, None, version)",
        "return _put_in_force(part, None, part.version)",
        f"{PORTRAITS}::test_a_portrait_is_removed_after_a_question",
    ),
    Defence(
        "links lead to whole addresses",
        PROSE,
        'url_relative="deny",',
        "",
        "tests/people/test_prose.py::test_nothing_runs_and_nothing_is_fetched",
    ),
    Defence(
        "long words are cut",
        "profiles/directory/wishes.py",
        "word[: lexemes.MAX_WORD_LENGTH] for word in",
        "word for word in",
        "tests/directory/test_views.py::test_long_words_are_cut_and_not_an_error",
    ),
]
