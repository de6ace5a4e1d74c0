"""compose/bin/image beside a Docker whose answers the test chooses: what it asks for, and when it says no."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.repository import tree

CONTAINERD = "[[driver-type io.containerd.snapshotter.v1]]"


@pytest.fixture
def programs(tmp_path) -> Path:
    """A Docker with buildx whose engine keeps one platform of an image."""
    shutil.copy2(tree.ROOT / "tests/compose/docker", tmp_path)
    for name, text in {"buildx": "v0.29", "built": "", "storage": "[[Backing Filesystem extfs]]"}.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def build(programs: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [tree.ROOT / "compose/bin/image"],
        env={"PATH": path, "HOME": str(programs), **variables},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def asked(programs: Path) -> list[str]:
    """Of the builds, the first: that of the application."""
    return builds(programs)[0]


def builds(programs: Path) -> list[list[str]]:
    lines = (programs / "asked").read_text().splitlines()
    return [line.split() for line in lines if line.startswith("buildx build")]


def test_an_image_comes_to_this_machine_under_its_tag(programs):
    done = build(programs, TAG="new", GIT_SHA="abc")
    assert (done.returncode, done.stdout) == (
        0,
        "Built colophon:new\nBuilt colophon-backup:new\nBuilt colophon-monitor:new\n",
    )
    assert {"colophon:new", "--load", "GIT_SHA=abc", "production"} <= set(asked(programs))
    assert "--platform" not in asked(programs)
    assert {"colophon-backup:new", "backup"} <= set(builds(programs)[1])


def test_one_target_alone_comes_under_the_tag_itself(programs):
    done = build(programs, TAG="new", TARGET="dev")
    assert done.stdout == "Built colophon:new\n"
    assert len(builds(programs)) == 1


def test_several_platforms_go_to_a_registry_at_once(programs):
    done = build(programs, PLATFORM="linux/amd64,linux/arm64", PUSH="1", ECR_REGISTRY="registry.example")
    assert done.returncode == 0, done.stderr
    assert {"--push", "linux/amd64,linux/arm64", "registry.example/colophon:local"} <= set(asked(programs))
    assert "--load" not in asked(programs)


@pytest.mark.parametrize(("storage", "status"), [("[[Backing Filesystem extfs]]", 1), (CONTAINERD, 0)])
def test_several_platforms_stay_only_where_an_engine_keeps_them(programs, storage, status):
    (programs / "storage").write_text(storage)
    done = build(programs, PLATFORM="linux/amd64,linux/arm64")
    assert done.returncode == status
    assert ("keeps one platform" in done.stderr) is bool(status)


def test_without_buildx_it_says_what_to_install(programs):
    (programs / "buildx").unlink()
    done = build(programs)
    assert (done.returncode, done.stdout) == (1, "")
    assert "docker-buildx" in done.stderr
