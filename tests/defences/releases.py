"""The defences of a change of release: who is sent where, what is kept closed, and what is never lost."""

from tests.defences import Defence

RELEASES = "tests/compose/test_releases.py"
TURN = "tests/compose/test_turn.py"
WATCH = "tests/compose/test_watch.py"
STATIC = "tests/shared/test_kept_static.py"
SERVER = "tests/journeys/test_real_server.py"

DEFENCES = [
    Defence(
        "the image that runs is the record's, whatever a variable wishes",
        "compose/bin/environment",
        'given=("IMAGE_TAG=release-$release"',
        'given=("RELEASE=$release"',
        f"{RELEASES}::test_compose_is_given_the_image_that_runs_whatever_the_variables_wish",
    ),
    Defence(
        "what probes ask hides no visit that failed",
        "compose/bin/slots",
        '/"route": "pages:(live|ready)"/ {next}',
        "",
        f"{WATCH}::test_what_probes_and_the_command_itself_ask_hides_no_visit",
    ),
    Defence(
        "a copy that failed replaces no secret",
        "compose/bin/releasing",
        'cp -a "$1/$path" "$VARIABLES/$path.new" && mv',
        'cp -a "$1/$path" "$VARIABLES/$path.new"; mv',
        f"{RELEASES}::test_on_a_full_disk_no_secret_is_lost_on_the_way_back",
    ),
    Defence(
        "what fails within a release's making fails it",
        "compose/bin/environment",
        "shopt -s inherit_errexit",
        ":",
        f"{RELEASES}::test_on_a_full_disk_nothing_becomes_a_release",
    ),
    Defence(
        "the way back needs no reader",
        "compose/bin/rollout",
        "trap '' INT TERM HUP PIPE",
        "trap '' INT TERM HUP",
        f"{RELEASES}::test_a_reader_who_has_gone_does_not_stop_the_way_back",
    ),
    Defence(
        "a damaged record is not gone by",
        "compose/bin/turn",
        "  check_record\n",
        "",
        f"{TURN}::test_a_record_that_is_damaged_is_told_with_what_it_should_say",
    ),
    Defence(
        "two commands do not change the release at once",
        "compose/bin/turn",
        'stop "Another command is at work',
        'echo "Another command is at work',
        f"{TURN}::test_a_second_command_at_once_is_refused_with_a_sentence",
    ),
    Defence(
        "copies of secrets are as closed as the secrets",
        "compose/bin/releasing",
        '(umask 077 && mkdir -p "$folder.partial")',
        'mkdir -p "$folder.partial"',
        f"{RELEASES}::test_a_release_keeps_its_images_under_a_name_of_its_own_and_its_variables_closed",
    ),
    Defence(
        "variables that an unfinished way back has changed are put back",
        "compose/bin/releasing",
        'then put_configuration_back "$kept" || return 1; fi',
        "then :; fi",
        f"{RELEASES}::test_variables_that_a_way_back_had_changed_are_put_back_unless_it_went_live",
    ),
    Defence(
        "a tag is a tag",
        "compose/bin/rollout",
        "[[ $tag =~ ^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$ ]] ||",
        "true ||",
        f"{RELEASES}::test_what_is_no_tag_is_refused",
    ),
    Defence(
        "who asked for a deploy is a name and no command",
        "compose/bin/deploy",
        "by=${by//[^A-Za-z0-9@._-]/_}",
        "by=$by",
        "tests/compose/test_deploying.py::test_a_machine_is_told_to_roll_out_and_in_whose_name",
    ),
    Defence(
        "of other releases only hashed names are handed out, and nothing beside their folders",
        "profiles/shared/kept_static.py",
        "is_ours and HASHED.search(url))",
        "is_ours)",
        f"{STATIC}::test_nothing_else_is_handed_out",
    ),
    Defence(
        "a release's files are written into its own folder alone",
        "profiles/shared/kept_static.py",
        "if not all(RELEASE.fullmatch(name) for name in releases):",
        "if False:",
        f"{STATIC}::test_what_is_no_name_of_a_release_is_refused",
    ),
    Defence(
        "a server that is told to stop serves on for a moment",
        "config/gunicorn.py",
        "    leave_slowly(server)\n",
        "",
        f"{SERVER}::test_a_server_that_is_told_to_stop_serves_on_while_it_says_that_it_is_not_ready",
    ),
]
