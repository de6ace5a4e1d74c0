"""The defences of backups and of the way back: against wrong clocks and hostile hands."""

from tests.defences import Defence

PACKAGE = "profiles/operations/backups"
TESTS = "tests/operations/backups"

DEFENCES = [
    Defence(
        "a clock that was wrong once is no newest backup",
        f"{PACKAGE}/manifest.py",
        "if moment(name) <= now + AHEAD)",
        ")",
        f"{TESTS}/test_manifest.py::test_the_whole_ones_of_a_place_are_those_whose_moment_has_come",
    ),
    Defence(
        "nothing is written into another backup",
        f"{PACKAGE}/make.py",
        "while not place.is_free(manifest.stamp(now := timezone.now())):",
        "while not manifest.stamp(now := timezone.now()):",
        f"{TESTS}/test_make.py::test_two_in_one_second_are_two",
    ),
    Defence(
        "an empty site is not what one goes back to",
        f"{PACKAGE}/verify.py",
        "if one.people != 0), None)",
        "), None)",
        f"{TESTS}/test_verify.py::test_one_without_anybody_in_it_is_passed_over",
    ),
    Defence(
        "a backup is read to its end before anything is touched",
        f"{PACKAGE}/restore.py",
        "        verify(found, told)\n",
        "",
        f"{TESTS}/test_mishaps.py::test_six_of_six_are_refused_before_anything_is_touched",
    ),
    Defence(
        "what a manifest says is of the kind that it should be",
        f"{PACKAGE}/manifest.py",
        "            raise TypeError(field.name)\n",
        "            pass\n",
        f"{TESTS}/test_manifest.py::test_a_manifest_that_somebody_has_written_otherwise_cannot_be_read",
    ),
    Defence(
        "no manifest writes on a terminal what moves its cursor",
        f"{PACKAGE}/manifest.py",
        "if not value.isprintable():",
        "if not value:",
        f"{TESTS}/test_manifest.py::test_a_manifest_that_somebody_has_written_otherwise_cannot_be_read",
    ),
    Defence(
        "a terabyte of nothing is not unpacked",
        f"{PACKAGE}/media.py",
        "if not entry.isreg() or entry.issparse():",
        "if not entry.isreg():",
        f"{TESTS}/test_media.py::test_a_file_of_absurd_size_is_refused_before_it_is_read",
    ),
    Defence(
        "a file without end is not read to its end",
        f"{PACKAGE}/streams.py",
        "if self._most is not None and self.size > self._most:",
        "if False:",
        f"{TESTS}/test_streams.py::test_a_file_without_end_is_not_read_to_its_end",
    ),
    Defence(
        "what is no file keeps nobody waiting",
        f"{PACKAGE}/places.py",
        "os.O_RDONLY | os.O_NONBLOCK",
        "os.O_RDWR",
        f"{TESTS}/test_places.py::test_what_is_no_file_keeps_nobody_waiting",
    ),
    Defence(
        "no link of a folder of backups is followed",
        f"{PACKAGE}/places.py",
        "if path.is_dir() and not path.is_symlink()",
        "if path.is_dir()",
        f"{TESTS}/test_places.py::test_what_a_link_leads_to_is_no_backup",
    ),
    Defence(
        "a restored database sorts as the live one does",
        f"{PACKAGE}/restore.py",
        'sql.SQL("CREATE DATABASE {} TEMPLATE template0 {}").format(sql.Identifier(name), _letters(server, like))',
        'sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name))',
        f"{TESTS}/test_restore.py::test_letters_are_stored_and_sorted_as_in_the_live_database",
    ),
    Defence(
        "a drill leaves nothing in the cache of the live site",
        f"{PACKAGE}/restore.py",
        "with postgres.looking_at(name), _remembering_nothing():",
        "with postgres.looking_at(name):",
        f"{TESTS}/test_restore.py::test_what_is_tried_leaves_nothing_in_the_cache_of_the_live_site",
    ),
    Defence(
        "whoever signed out since stays signed out",
        f"{PACKAGE}/steps.py",
        "    SignedInSession.objects.all().delete()\n",
        "",
        f"{TESTS}/test_steps.py::test_nobody_is_signed_in_any_more",
    ),
    Defence(
        "backups do not lie in the bucket of the files",
        "profiles/operations/doctor/backups.py",
        'if bucket.name == getattr(default_storage, "bucket_name", None):',
        "if False:",
        "tests/operations/doctor/test_backups.py::test_the_bucket_of_the_files_is_no_place_for_them",
    ),
    Defence(
        "who waits to migrate stops nobody who does",
        "profiles/operations/management/commands/migrate_once.py",
        'cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])',
        'cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])',
        "tests/operations/test_migrate_once.py::test_who_waits_stops_no_index_that_is_made_concurrently",
    ),
    Defence(
        "a migration that the release before cannot live with is refused",
        "tests/repository/migration_rules.py",
        "    if scene.known.table(through) if through else scene.known.column(model, operation.name):\n",
        "    if False:\n",
        "tests/repository/test_migrations.py::test_what_the_previous_release_cannot_live_with_is_refused",
    ),
]
