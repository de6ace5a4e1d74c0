"""The defences of the doctor: it shows no secret, and calls nothing well that it did not see."""

from tests.defences import Defence

DATABASE = "profiles/operations/doctor/database.py"
FILES = "profiles/operations/doctor/files.py"
MACHINE = "compose/doctor/machine"
FIRST_LOOK = "config/doctor.py"
TEST_FIRST_LOOK = "tests/config/test_doctor.py"
TEST_FILES = "tests/operations/doctor/test_files.py"
TEST_DATABASE = "tests/operations/doctor/test_database.py"
TEST_SCRIPT = "tests/compose/test_doctor.py"
TEST_CONTAINERS = "tests/compose/test_containers.py"

DEFENCES = [
    Defence(
        "doctor: a check that breaks quotes nothing",
        "profiles/operations/doctor/checks.py",
        "({type(problem).__name__})",
        "({problem})",
        "tests/operations/doctor/test_checks.py::test_one_that_breaks_is_a_failed_line_that_quotes_nothing",
    ),
    Defence(
        "doctor: the database's own words are not shown",
        DATABASE,
        "return failed(_reason(str(problem)))",
        "return failed(str(problem) + _reason(str(problem)))",
        f"{TEST_DATABASE}::test_why_it_is_not_reached_is_said_without_quoting_it",
    ),
    Defence(
        "doctor: what was not seen is not well",
        DATABASE,
        '_AWAY = warning("Not known: the database is not reached.", "See what is said about `database`.")',
        '_AWAY = ok("Not known: the database is not reached.")',
        f"{TEST_DATABASE}::test_what_cannot_be_looked_at_is_not_called_well",
    ),
    Defence(
        "doctor: the way to another machine's database",
        DATABASE,
        'return failed("The way to another machine is not encrypted.")',
        'return ok("The way to another machine is not encrypted.")',
        f"{TEST_DATABASE}::test_the_way_to_another_machine_is_encrypted",
    ),
    Defence(
        "doctor: a stranger's list of the bucket",
        FILES,
        '        or _told_to_strangers(address.removesuffix(name), "The list of files")\n',
        "",
        f"{TEST_FILES}::test_a_bucket_whose_list_strangers_read_fails",
    ),
    Defence(
        "doctor: a stranger's file of the bucket",
        FILES,
        '        _told_to_strangers(address, "The file")\n        or ',
        "        ",
        f"{TEST_FILES}::test_a_bucket_whose_files_strangers_read_fails",
    ),
    Defence(
        "doctor: a certificate that nobody trusts",
        "profiles/operations/doctor/certificate.py",
        "if shown.distrust:",
        "if False:",
        "tests/operations/doctor/test_certificate.py::test_one_that_nobody_vouches_for_fails_and_shows_its_days",
    ),
    Defence(
        "doctor: weak secrets",
        FIRST_LOOK,
        "    if variable.is_secret and value:\n",
        "    if False:\n",
        f"{TEST_FIRST_LOOK}::test_what_is_malformed_or_weak_fails_without_being_shown",
    ),
    Defence(
        "doctor: passwords within addresses",
        FIRST_LOOK,
        "        secret = _password_in(value)\n",
        "",
        f"{TEST_FIRST_LOOK}::test_what_is_malformed_or_weak_fails_without_being_shown",
    ),
    Defence(
        "doctor: sites in the clear",
        FIRST_LOOK,
        'if name in ENCRYPTED and not value.startswith("https://"):',
        "if False:",
        f"{TEST_FIRST_LOOK}::test_what_is_malformed_or_weak_fails_without_being_shown",
    ),
    Defence(
        "doctor: a text makes no line of its own",
        "profiles/operations/doctor/report.py",
        'letter if letter.isprintable() else " "',
        "letter",
        "tests/operations/doctor/test_report.py::test_no_text_makes_another_line_or_moves_the_cursor",
    ),
    Defence(
        "doctor: a volume that was not seen is not well",
        "compose/doctor/containers",
        '    unseen+=("$1")\n',
        "    :\n",
        f"{TEST_CONTAINERS}::test_a_volume_that_cannot_be_seen_is_not_called_well",
    ),
    Defence(
        "doctor: the certificates' keys are the proxy's alone",
        "compose/doctor/containers",
        "|/look/[^ ]+ $PROXY_USER 600)$",
        "|/look/[^ ]+ [0-9]+ [0-7]+)$",
        f"{TEST_CONTAINERS}::test_a_volume_of_somebody_else_fails",
    ),
    Defence(
        "doctor: weak secrets where no image can say so",
        MACHINE,
        "if ((${#text} < least)) || grep -Eiqf config/examples.txt",
        "if ((${#text} < least)) || false",
        f"{TEST_SCRIPT}::test_a_weak_secret_is_named_without_the_image_and_not_shown",
    ),
    Defence(
        "doctor: the folder of secrets is closed",
        MACHINE,
        "[[ $mode == 700 ]] ||",
        "true ||",
        f"{TEST_SCRIPT}::test_an_open_folder_of_secrets_fails",
    ),
    Defence(
        "doctor: secrets that others may change",
        MACHINE,
        "(((8#$mode & 8#022) == 0)) ||",
        "true ||",
        f"{TEST_SCRIPT}::test_a_secret_that_others_may_change_or_containers_cannot_read_fails",
    ),
    Defence(
        "doctor: secrets among the variables",
        MACHINE,
        'else plain+=("$name"); fi',
        "else :; fi",
        f"{TEST_SCRIPT}::test_a_secret_among_the_variables_is_a_warning_that_does_not_show_it",
    ),
]
