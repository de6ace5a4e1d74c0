"""A table for a person."""

from cron import table
from cron.judgement import Verdict


def test_each_subject_has_a_line():
    rows = [Verdict("https://people.example.org", True, "answers 200"), Verdict("disk", False, "91 % used")]
    assert table.of(rows).splitlines() == [
        "https://people.example.org  well   answers 200",
        "disk                        WRONG  91 % used",
    ]
    assert table.of([]) == ""
