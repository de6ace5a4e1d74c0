"""Strong entity tags."""

import re

from profiles.shared import etags


def test_it_is_a_strong_quoted_tag():
    for tag in (etags.of_bytes(b"a"), etags.of_facts("a", 1)):
        assert re.fullmatch(r'"[0-9a-f]{32}"', tag)


def test_the_same_content_has_the_same_tag_and_other_content_another():
    assert etags.of_bytes(b"a") == etags.of_bytes(b"a")
    assert etags.of_bytes(b"a") != etags.of_bytes(b"b")


def test_every_fact_counts():
    tags = {etags.of_facts(*facts) for facts in [("en", 1), ("en", 2), ("de", 1), ("en", 1, None), ("en",)]}
    assert len(tags) == 5


def test_facts_do_not_run_together():
    assert etags.of_facts("a", "bc") != etags.of_facts("ab", "c")


def test_a_new_release_has_new_tags(settings):
    before = etags.of_facts("en", 1)
    settings.RELEASE = "another"
    assert etags.of_facts("en", 1) != before
