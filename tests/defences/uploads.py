"""Defences of files that members send: what is taken, how it is given to readers, when it is gone."""

from tests.defences import Defence

ACTIONS = "profiles/people/actions"
DOCUMENTS = "profiles/people/documents.py"
PICTURES = "profiles/people/pictures.py"
VIEWS = "profiles/people/views"
IN_DOCUMENTS = "tests/people/test_documents.py"
IN_DOCUMENT_VIEWS = "tests/people/views/test_documents.py"
IN_FILES = "tests/people/actions/test_files.py"
IN_PICTURES = "tests/people/test_pictures.py"
REFUSED = f"{IN_DOCUMENT_VIEWS}::test_what_is_no_cv_is_refused_beside_the_field"
REFUSED_EVERYWHERE = f"{IN_DOCUMENTS}::test_what_is_no_pdf_is_refused_with_a_sentence"

DEFENCES = [
    Defence(
        "a CV begins as a PDF",
        DOCUMENTS,
        "if not _HEADER.match(content):",
        "if not _HEADER.search(content):",
        REFUSED,
    ),
    Defence(
        "a CV has an end",
        DOCUMENTS,
        "if not _END.search(content[-_TAIL:]):",
        "if not _END.search(content):",
        REFUSED,
    ),
    Defence("a CV is not locked", DOCUMENTS, "if _LOCK.search(content):", "if False:", REFUSED),
    Defence("a CV has a limit", DOCUMENTS, "if len(content) > MAX_BYTES:", "if False:", REFUSED_EVERYWHERE),
    Defence(
        "a CV's form has a limit before the file is read",
        "profiles/people/forms/documents.py",
        "if (upload.size or 0) > documents.MAX_BYTES:",
        "if False:",
        "tests/people/test_forms.py::test_a_large_cv_is_refused_before_it_is_read",
    ),
    Defence(
        "a CV's name has no folders",
        DOCUMENTS,
        'text.clean_line(re.split(r"[\\\\/]", name)[-1])',
        "text.clean_line(name)",
        f"{IN_DOCUMENTS}::test_a_name_keeps_its_words_and_no_tricks",
    ),
    Defence(
        "a CV's name has no tricks",
        DOCUMENTS,
        'text.clean_line(re.split(r"[\\\\/]", name)[-1])',
        're.split(r"[\\\\/]", name)[-1]',
        f"{IN_DOCUMENTS}::test_a_name_keeps_its_words_and_no_tricks",
    ),
    Defence(
        "the name that readers save has only letters that every system takes",
        DOCUMENTS,
        "{_NOT_IN_NAMES.sub(' ', display_name)} CV",
        "{display_name} CV",
        f"{IN_DOCUMENTS}::test_readers_save_it_under_the_members_name",
    ),
    Defence(
        "a CV is saved and not shown",
        f"{VIEWS}/files.py",
        "as_attachment=bool(download_as)",
        "as_attachment=False",
        f"{IN_DOCUMENT_VIEWS}::test_a_cv_has_no_power_over_our_pages",
    ),
    Defence(
        "a file has no power over our pages",
        f"{VIEWS}/files.py",
        "default-src 'none'; sandbox; frame-ancestors 'none'",
        "default-src 'self'",
        f"{IN_DOCUMENT_VIEWS}::test_a_cv_has_no_power_over_our_pages",
    ),
    Defence(
        "a document is on a page that is shown",
        "profiles/people/access.py",
        "Document.objects.filter(part__in=parts_visible_to(viewer), part__profile__in=visible_to(viewer))",
        "Document.objects.filter(part__in=parts_visible_to(viewer))",
        f"{IN_DOCUMENT_VIEWS}::test_a_cv_of_a_draft_is_for_its_owner_alone",
    ),
    Defence(
        "a document in force only",
        "profiles/people/access.py",
        "Document.objects.filter(part__in=parts_visible_to(viewer), part__profile__in=visible_to(viewer))",
        "Document.objects.filter(profile__in=visible_to(viewer))",
        f"{IN_DOCUMENT_VIEWS}::test_a_replaced_cv_is_gone_at_once",
    ),
    Defence(
        "a hidden document moves",
        f"{ACTIONS}/files.py",
        'part.document.save(update_fields=["key"])',
        "pass",
        f"{IN_DOCUMENT_VIEWS}::test_hiding_moves_the_cv_at_once",
    ),
    Defence(
        "a restored picture has new addresses",
        f"{ACTIONS}/uploads.py",
        "    move_files(part)",
        "    pass",
        f"{IN_FILES}::test_a_removed_file_comes_back_at_new_addresses",
    ),
    Defence(
        "a restored document has a new address",
        f"{ACTIONS}/uploads.py",
        "    move_files(part)",
        "    pass",
        f"{IN_FILES}::test_a_removed_file_comes_back_at_new_addresses",
    ),
    Defence(
        "CVs are limited",
        f"{VIEWS}/documents.py",
        'rate_limits.check("upload", str(member(request).pk))',
        "pass",
        f"{IN_DOCUMENT_VIEWS}::test_cvs_are_limited_together_with_pictures",
    ),
    Defence(
        "an old window removes no newer document",
        f"{ACTIONS}/uploads.py",
        "return _put_in_force(part, None, version)",
        "return _put_in_force(part, None, part.version)",
        f"{IN_DOCUMENT_VIEWS}::test_a_cv_is_removed_after_a_question",
    ),
    Defence(
        "forgetting a change takes its files",
        f"{ACTIONS}/forgetting.py",
        "files.drop_unneeded(change.profile)",
        "pass",
        f"{IN_FILES}::test_files_go_at_once_when_their_change_is_forgotten",
    ),
    Defence(
        "files of the history are kept for undo",
        f"{ACTIONS}/files.py",
        "if str(upload.pk) not in needed:",
        "if True:",
        f"{IN_FILES}::test_forgetting_another_change_takes_no_file",
    ),
    Defence(
        "an undone change keeps no file",
        f"{ACTIONS}/files.py",
        "undone_at=None, ",
        "",
        f"{IN_FILES}::test_forgetting_after_undoing_and_redoing_takes_the_file_too",
    ),
    Defence(
        "a forgotten name takes the files that mention it",
        f"{ACTIONS}/forgetting.py",
        "files.drop_unneeded(profile)",
        "pass",
        f"{IN_FILES}::test_a_forgotten_name_takes_the_kept_files_that_mention_it",
    ),
    Defence(
        "storage that fails is told in our words",
        f"{ACTIONS}/files.py",
        "raise NotStored from None",
        "raise",
        f"{IN_DOCUMENT_VIEWS}::test_storage_that_fails_is_said_beside_the_field",
    ),
    Defence(
        "storage that takes nothing back hides no reason",
        f"{ACTIONS}/files.py",
        'logger.warning("a file without a row was not deleted", exc_info=True, extra={"file": file_name})',
        "raise",
        f"{IN_FILES}::test_storage_that_is_quite_away_is_still_told_in_our_words",
    ),
    Defence(
        "every rendition fits its limit",
        PICTURES,
        "_encoded(image.reduce(2).resize(image.size), QUALITIES[-1])",
        "_encoded(image, QUALITIES[-1])",
        f"{IN_PICTURES}::test_pure_noise_still_fits_its_limit",
    ),
    Defence(
        "a bomb takes no memory",
        PICTURES,
        "        if image.width * image.height > MAX_PIXELS:",
        "        image.load()\n        if image.width * image.height > MAX_PIXELS:",
        f"{IN_PICTURES}::test_a_bomb_is_refused_before_it_takes_memory",
    ),
]
