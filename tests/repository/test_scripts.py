"""The scripts of an operator: each says what it is for, and needs nothing but bash and Docker."""

import os
import re

import pytest

from tests.repository import tree

SCRIPTS = sorted(path for path in tree.files(under=("compose/bin",)))
SOURCED = tuple(f"compose/bin/{name}" for name in ("environment", "publishing", "releasing", "slots", "turn"))


@pytest.mark.parametrize("path", SCRIPTS)
def test_a_script_can_be_run_and_says_what_it_is_for(path):
    lines = tree.read(path).splitlines()
    assert os.access(tree.ROOT / path, os.X_OK) is (path not in SOURCED)
    assert lines[0] == "#!/usr/bin/env bash"
    assert re.match(r"# \S.*[.:]", lines[1])
    assert len(lines) <= 120
    text = tree.read(path)
    sources = [f'source "$(dirname "$0")/{path.rsplit("/", 1)[1]}"' for path in SOURCED]
    assert any(words in text for words in ["set -euo pipefail", *sources])


def test_nothing_but_bash_and_docker_is_needed_on_the_machine():
    called = {path: re.findall(r"\b(?:python3?|jq|curl|openssl|node)\b", _code(path)) for path in SCRIPTS}
    in_containers = ("ready", "live", "slots", "shell", "doctor", "dashboards", "backup", "restore", "sbom", "smoke")
    inside = {f"compose/bin/{name}" for name in in_containers}
    assert {path for path, names in called.items() if names} - inside == set()


def _code(path: str) -> str:
    return "\n".join(line for line in tree.read(path).splitlines() if not line.lstrip().startswith("#"))
