"""Decisions are numbered without gaps and each says context, decision and consequences, in about half a page."""

import re

import pytest

from tests.repository import tree

DECISIONS = tree.files(".md", under=("docs/decisions",))


def test_decisions_are_numbered_without_gaps():
    assert [path for path in DECISIONS if not re.fullmatch(r"docs/decisions/\d{4}-[a-z0-9-]+\.md", path)] == []
    numbers = [int(path.removeprefix("docs/decisions/")[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers


@pytest.mark.parametrize("path", DECISIONS)
def test_a_decision_says_context_decision_and_consequences(path):
    text = tree.read(path)
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert re.match(r"# \d+\. \S", text)
    assert len(text.splitlines()) <= 45
