"""The defences of what is built from others' work: a gate that could not look says so."""

from tests.defences import Defence

AUDIT = "tests/repository/audit.py"
IN_AUDIT = "tests/repository/test_audit.py"

DEFENCES = [
    Defence(
        "a source of weaknesses that says none to everything is not believed",
        AUDIT,
        "if not weaknesses_of_one(KNOWN_WEAK):",
        "if False:",
        f"{IN_AUDIT}::test_a_source_that_says_none_to_everything_is_not_believed",
    ),
    Defence(
        "an audit that could not look fails",
        AUDIT,
        "        return 2\n",
        "        return 0\n",
        f"{IN_AUDIT}::test_a_source_that_is_away_is_a_failure_that_says_so",
    ),
    Defence(
        "a lock that could not be made anew was not checked",
        "tests/repository/locks.py",
        "            return 2\n",
        "            return 0\n",
        "tests/repository/test_locks.py::test_an_index_that_is_away_is_a_failure_that_says_so",
    ),
    Defence(
        "what is published names its base by digest",
        "compose/bin/push",
        "[[ ${PYTHON_IMAGE:-} == *@sha256:* ]]",
        "true",
        "tests/compose/test_publishing.py::test_nothing_is_pushed_that_is_not_pinned_and_named",
    ),
    Defence(
        "only images of main and of versions are believed",
        "compose/bin/verify",
        "images\\.yml@refs/(heads/main|tags/v.*)$",
        "images\\.yml@",
        "tests/compose/test_publishing.py::test_only_our_own_pipeline_on_main_or_a_version_is_believed",
    ),
    Defence(
        "a tag that is a command reaches no machine",
        "compose/bin/deploy",
        "^(sha-[0-9a-f]+(-[0-9]{8})?|[0-9][A-Za-z0-9_.-]*)$ ]]",
        "^(sha-|[0-9]) ]]",
        "tests/compose/test_deploying.py::test_what_is_no_tag_is_never_sent_to_a_machine",
    ),
    Defence(
        "what is deployed is what was verified",
        "compose/bin/deploy",
        "^(sha-[0-9a-f]+(-[0-9]{8})?|[0-9][A-Za-z0-9_.-]*)$ ]]",
        "^[A-Za-z0-9_.-]+$ ]]",
        "tests/compose/test_deploying.py::test_a_tag_that_moves_is_never_deployed",
    ),
    Defence(
        "all three images of a release are verified",
        ".github/workflows/deploy.yml",
        '      - run: make verify IMAGE="$REGISTRIES/colophon-backup:$IMAGE_TAG"\n',
        "",
        "tests/repository/test_pipeline.py::test_all_images_are_deployed_after_their_signatures_were_verified_and_then_looked_at",
    ),
    Defence(
        "PostgreSQL's tools come from a base with a digest too",
        "compose/bin/push",
        "${POSTGRES_IMAGE:-} != *@sha256:* ]]",
        "-z yes ]]",
        "tests/compose/test_publishing.py::test_nothing_is_pushed_that_is_not_pinned_and_named",
    ),
    Defence(
        "what is looked at after a deployment proves its name",
        "compose/bin/smoke",
        "trust=public",
        "trust=any",
        "tests/compose/test_deploying.py::test_whose_certificates_are_believed_follows_from_the_environment",
    ),
]
