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
WORKFLOWS = tree.files(".yml", under=(".github/workflows",))
GUARD = ["check", "test", "test-browser", "test-stack"]
PUBLISHED = ["colophon", "colophon-backup", "colophon-monitor"]
GATES = {  # programs and modules of ours that `make check` asks
    *("ruff", "mypy", "cfn-lint", "lint-imports", "djlint", "hadolint", "shellcheck", "zizmor", "check-jsonschema"),
    *("migrations", "sizes", "licences", "locks"),
}
# What a job may do beyond reading the code, and why.
RIGHTS = {
    ("images.yml", "build"): {"packages", "id-token"},  # pushes images; asks AWS for its role
    ("images.yml", "index"): {"packages", "id-token", "security-events"},  # and signs; tells of weaknesses
    ("deploy.yml", "deploy"): {"id-token"},  # asks AWS for its role
    ("updates.yml", "packages"): {"contents", "pull-requests"},  # proposes newer versions
}


def workflow(path: str = WORKFLOW) -> dict[str, Any]:
    """With every value as text, so that versions and the key `on` stay what they are."""
    read: dict[str, Any] = yaml.load(tree.read(path), yaml.BaseLoader)
    return read


def test_the_pipeline_of_a_fork_has_the_least_rights():
    assert [name for name, job in workflow()["jobs"].items() if "permissions" in job] == []
    assert set(workflow()["on"]) == {"push", "pull_request"}


@pytest.mark.parametrize("path", WORKFLOWS)
def test_a_workflow_may_do_what_it_must_and_no_more(path):
    assert workflow(path)["permissions"] == {"contents": "read"}
    assert "secrets." not in tree.read(path)
    assert {"pull_request_target", "workflow_run"} & set(workflow(path)["on"]) == set()
    given = {
        (Path(path).name, name): {right for right, level in job["permissions"].items() if level == "write"}
        for name, job in workflow(path)["jobs"].items()
        if "permissions" in job
    }
    assert given == {key: rights for key, rights in RIGHTS.items() if key[0] == Path(path).name}


@pytest.mark.parametrize("path", WORKFLOWS)
def test_every_action_is_pinned_by_commit_and_says_its_version(path):
    used = re.findall(r"uses: (.+)", tree.read(path))
    assert [line for line in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+", line)] == []


@pytest.mark.parametrize("path", WORKFLOWS)
def test_every_step_is_a_make_target(path):
    """What else is run only hands a value on: to the next step, or to the page that sums the run up."""
    targets = set(re.findall(r"^([a-z-]+):", tree.read("Makefile"), re.MULTILINE))
    commands = [step["run"] for job in workflow(path)["jobs"].values() for step in job["steps"] if "run" in step]
    assert commands
    others = [line for line in commands if not re.match(r"make(?: --silent)? [a-z-]+", line)]
    assert [line for line in others if "apt-get" not in line and "$GITHUB_" not in line] == []
    assert {name for line in commands for name in re.findall(r"make (?:--silent )?([a-z-]+)", line)} - targets == set()


@pytest.mark.parametrize("path", WORKFLOWS)
def test_a_workflow_writes_no_foreign_text_into_its_commands(path):
    """A branch may be called $(id): such a value goes through the environment."""
    steps = [step for job in workflow(path)["jobs"].values() for step in job["steps"]]
    assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []


def test_the_check_asks_every_gate():
    recipe = re.search(r"^check: .*\n((?:\t.*\n)+)", tree.read("Makefile"), re.MULTILINE)
    assert set(re.findall(r"(?:\.venv/bin/|-m tests\.repository\.)([\w-]+)", recipe[1])) == GATES


def test_images_are_built_on_machines_of_their_own_kind():
    built = workflow(".github/workflows/images.yml")["jobs"]["build"]["strategy"]["matrix"]["include"]
    assert {line["platform"]: line["machine"] for line in built} == {
        "linux/amd64": "ubuntu-24.04",
        "linux/arm64": "ubuntu-24.04-arm",
    }


def test_all_images_are_deployed_after_their_signatures_were_verified_and_then_looked_at():
    steps = [step.get("run", "") for step in workflow(".github/workflows/deploy.yml")["jobs"]["deploy"]["steps"]]
    made = [step for step in steps if step.startswith(("make verify", "make deploy", "make smoke"))]
    verified = [f'make verify IMAGE="$REGISTRIES/{name}:$IMAGE_TAG"' for name in PUBLISHED]
    assert made == [*verified, "make deploy", "make smoke", "make deploy ROLLBACK=1 && make smoke"]


def test_all_images_are_signed_with_what_they_hold_and_looked_at_for_weaknesses():
    index = workflow(".github/workflows/images.yml")["jobs"]["index"]
    assert index["strategy"]["matrix"] == {"name": PUBLISHED}
    assert index["env"]["NAME"] == "${{ matrix.name }}"
    steps = [step.get("run") or step["uses"].partition("@")[0] for step in index["steps"]]
    wanted = ["make index", 'make sign SBOM="$NAME.cdx.json"', "aquasecurity/trivy-action"]
    assert [step for step in steps if step in wanted] == wanted


def test_an_image_is_published_after_its_tests():
    jobs = workflow(".github/workflows/images.yml")["jobs"]
    tested = [step["run"] for step in jobs["test"]["steps"] if "run" in step]
    assert tested[-2:] == ["make check", "make test"]
    assert "test" in jobs["build"]["needs"]
    assert jobs["test"]["if"] == jobs["base"]["if"]


def test_a_pull_request_reaches_no_registry_that_a_site_is_fetched_from():
    images = workflow(".github/workflows/images.yml")
    assert images["env"]["REGISTRIES"].startswith(
        "${{ github.event_name != 'pull_request' && vars.ECR_REGISTRY || '' }} "
    )
    asked = [step["if"] for job in images["jobs"].values() for step in job["steps"] if "role-to-assume" in str(step)]
    assert asked == ["vars.AWS_IMAGES_ROLE != '' && github.event_name != 'pull_request'"] * 2


def test_a_workflow_looks_for_weaknesses_every_day_and_before_every_image():
    daily = workflow(".github/workflows/audit.yml")
    assert re.fullmatch(r"\d+ \d+ \* \* \*", daily["on"]["schedule"][0]["cron"])
    assert "make audit" in str(daily["jobs"])
    images = workflow(".github/workflows/images.yml")["jobs"]
    assert "make audit" in str(images["base"])
    assert "base" in images["build"]["needs"]
    assert "build" in images["index"]["needs"]


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
