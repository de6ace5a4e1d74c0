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
]
