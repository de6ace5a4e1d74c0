"""What runs elsewhere is what runs here: the same make targets, pinned, with few rights."""

import os
import re
from typing import Any

import yaml
from packaging.version import Version

from config.local import install
from tests.repository import tree

WORKFLOW = ".github/workflows/ci.yml"
GUARD = ["check", "test", "test-browser", "test-stack"]


def workflow() -> dict[str, Any]:
    """With every value as text, so that versions and the key `on` stay what they are."""
    read: dict[str, Any] = yaml.load(tree.read(WORKFLOW), yaml.BaseLoader)
    return read


def test_the_pipeline_has_the_least_rights():
    assert workflow()["permissions"] == {"contents": "read"}
    assert [name for name, job in workflow()["jobs"].items() if "permissions" in job] == []
    assert "secrets." not in tree.read(WORKFLOW)
    assert "pull_request_target" not in workflow()["on"]


def test_every_action_is_pinned_by_commit():
    used = re.findall(r"uses: (\S+)", tree.read(WORKFLOW))
    assert [name for name in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", name)] == []


def test_the_pipeline_runs_what_the_guard_runs():
    targets = re.findall(r"make ([a-z-]+)", tree.read(WORKFLOW))
    assert {*GUARD} <= set(targets)
    assert re.findall(r"^make ([a-z-]+)", tree.read(".ci/run"), re.MULTILINE) == GUARD
    assert os.access(tree.ROOT / ".ci/run", os.X_OK)


def test_the_pipeline_tests_every_python_that_is_promised():
    pythons = workflow()["jobs"]["test"]["strategy"]["matrix"]["python"]
    promised = [f"3.{minor}" for minor in range(install.OLDEST[1], install.NEWEST[1] + 1)]
    assert pythons == promised
    assert f'requires-python = ">={Version(promised[0])}"' in tree.read("pyproject.toml")


def test_hooks_need_no_network():
    hooks = yaml.safe_load(tree.read(".pre-commit-config.yaml"))
    assert {repository["repo"] for repository in hooks["repos"]} == {"local"}
    assert {hook["language"] for repository in hooks["repos"] for hook in repository["hooks"]} == {"system"}
