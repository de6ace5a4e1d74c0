"""Runs manage.py under the build settings, as a machine without variables, secrets or a database would."""

import os
import subprocess
import sys

from tests.repository import tree

_KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "SYSTEMROOT")


def manage(*arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment |= {"DJANGO_SETTINGS_MODULE": "config.settings.build", **variables}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=tree.ROOT, env=environment, capture_output=True, text=True, check=False)
