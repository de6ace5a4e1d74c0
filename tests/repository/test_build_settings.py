"""Under the build settings, without variables or secrets: migrations are complete, the deployment checks clean."""

import re

from tests.repository import commands, tree


def test_every_model_has_its_migration():
    done = commands.manage("makemigrations", "--check", "--dry-run")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_deployment_checks_find_nothing():
    done = commands.manage("check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


def test_no_check_is_silenced_without_a_reason():
    silenced = [
        line
        for path in tree.files(".py", under=("config/settings",))
        for line in tree.read(path).splitlines()
        if re.search(r"[\"'][a-z_]+\.[EWIC]\d{3}[\"']", line)
    ]
    assert [line for line in silenced if not re.search(r"#\s*\S+ \S+", line)] == []
