"""`make dashboards` until Docker is asked: by which image, and with what in the open."""

import os

import pytest

from tests.compose.machine import Machine


@pytest.fixture
def machine(tmp_path) -> Machine:
    """Where Docker answers with what it was asked."""
    machine = Machine(tmp_path)
    program = tmp_path / "programs/docker"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nprintf "%s " "$@"\n')
    program.chmod(0o755)
    machine.path = f"{program.parent}:{machine.path}"
    return machine


@pytest.mark.parametrize(("dry", "is_dry"), [("", False), ("1", True)])
def test_dashboards_are_drawn_by_the_monitors_image_without_a_secret_among_the_arguments(machine, dry, is_dry):
    given = {"SITE_URL": "https://people.example.org", "AWS_REGION": "eu-central-1", "AWS_SECRET_ACCESS_KEY": "c4n4ry"}
    done = machine.run("dashboards", DRY=dry, **given)
    assert done.returncode == 0, done.stderr
    words = done.stdout.split()
    assert {"colophon-monitor:local", "SITE_URL=https://people.example.org", "AWS_SECRET_ACCESS_KEY"} <= set(words)
    assert ("--dry-run" in words) == is_dry
    assert words[words.index("--user") + 1] == f"{os.getuid()}:{os.getgid()}"  # who alone may read the checkout
    assert "c4n4ry" not in done.stdout


def test_dashboards_without_the_image_name_the_way_to_it(machine):
    (machine.folder / "programs/docker").write_text("#!/bin/sh\nexit 1\n")
    done = machine.run("dashboards", IMAGE_TAG="v9")
    assert done.returncode == 1
    assert done.stderr.endswith("colophon-monitor:v9. Run: make image TAG=v9\n")
    assert "make image" not in machine.run("dashboards", ECR_REGISTRY="r.example").stderr
