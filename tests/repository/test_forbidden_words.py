"""Words that must not be left behind: unfinished work, swallowed errors, and what is no part of this project."""

import re

import pytest

from tests.repository import tree

MINE = "tests/repository/test_forbidden_words.py"
SUFFIXES = (".py", ".html", ".css", ".js", ".md", ".toml", ".yml", ".yaml", ".in", ".sh", "Makefile", ".ci/run")
FORBIDDEN = {
    "unfinished work": re.compile(r"\b(?:TODO|FIXME|XXX|HACK|WIP)\b"),
    "a swallowed error": re.compile(r"except(?: Exception| BaseException)?:\s*(?:#.*)?\s+pass\b"),
    "a debugger": re.compile(r"\bbreakpoint\(\)|\bpdb\.set_trace|console\.log\("),
    "a path of one machine": re.compile(r"(?<![\w.])/(?:work|home|root|Users)/[a-z]"),
    "a document that is not here": re.compile(r"\b(?:house|security|platform|product|lessons|look)\.md\b"),
    "an index of packages": re.compile(r"(?<!pkg:)pypi|pythonhosted|registry\.npmjs|proxy\.golang", re.IGNORECASE),
}
FILE_NAMES = re.compile(r"(?:^|/)(?:utils?|helpers?|common|misc|core|managers?)(?:\.py|/)")


def faults_in(text: str) -> list[str]:
    return [fault for fault, pattern in FORBIDDEN.items() if pattern.search(text)]


def test_no_forbidden_word_is_left():
    ours = [path for path in tree.files(*SUFFIXES) if path != MINE]
    assert {path: faults for path in ours if (faults := faults_in(tree.read(path)))} == {}


def test_no_folder_or_file_is_named_for_anything():
    assert [path for path in tree.code(".py") if FILE_NAMES.search(path)] == []


@pytest.mark.parametrize(
    "text",
    ["# TODO: later", "try:\n    x()\nexcept Exception:\n    pass\n", "breakpoint()", "see house.md", "cd /home/ada/x"],
)
def test_a_forbidden_word_is_found(text):
    assert faults_in(text)


@pytest.mark.parametrize("text", ["SECURITY.md", "except OSError:\n    pass", "/var/tmp/x", "a method"])
def test_other_words_are_free(text):
    assert faults_in(text) == []
