"""What runs elsewhere is what runs here: the same make targets, pinned, with few rights."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
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


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder with the guard, and programs that only write down that they were called."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(tree.ROOT / ".ci/run", tmp_path / ".ci/run")
    (tmp_path / "bin").mkdir()
    for name in ("python3", "make", "git", "redis-server", "chromium", "engine"):
        install_program(tmp_path, name, f"echo {name} $* >> {tmp_path}/called")
    return tmp_path


def install_program(machine: Path, name: str, line: str) -> None:
    program = machine / "bin" / name
    program.write_text(f"#!/bin/sh\n{line}\n")
    program.chmod(0o755)


def guard(machine: Path, engine: str) -> "subprocess.CompletedProcess[str]":
    path = f"{machine / 'bin'}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "STACK_ENGINE": engine, "PYTHON": "python3"}
    return subprocess.run([machine / ".ci/run"], env=environment, capture_output=True, text=True, check=False)


def test_the_guard_fails_and_says_not_run_where_no_docker_is(machine: Path) -> None:
    install_program(machine, "docker", "exit 1")
    done = guard(machine, "nowhere/engine")
    assert done.returncode == 1
    assert "NOT RUN" in done.stderr
    assert "make test-stack" not in (machine / "called").read_text()


def test_the_guard_starts_the_engine_that_is_named(machine: Path) -> None:
    install_program(machine, "docker", "exit 1")
    assert guard(machine, "engine").returncode == 0
    assert (machine / "called").read_text().splitlines()[-2:] == ["engine", "make test-stack"]


def test_the_guard_uses_an_engine_that_answers(machine: Path) -> None:
    install_program(machine, "docker", "exit 0")
    assert guard(machine, "nowhere/engine").returncode == 0
    called = (machine / "called").read_text().splitlines()
    assert [line for line in called if line.startswith("make")] == [f"make {target}" for target in GUARD]
    assert "engine" not in called
