"""A machine whose Docker only writes down what it was asked, and lines of bash after what the commands begin with."""

import subprocess
from pathlib import Path

from tests.compose.machine import Machine
from tests.compose.pipeline import install

# Tells an id of every image, which is its name without the tag; there is no container.
DOCKER = """
case "$1 $2" in
  "image inspect") for name; do :; done; echo "sha256:${name%:*}" ;;
  compose*) echo '  "name": "site",' ;;
esac
"""


def with_docker(folder: Path) -> Machine:
    made = Machine(folder)
    install(folder, "docker", DOCKER)
    made.path = f"{folder}/programs:{made.path}"
    return made


def script(machine: Machine, text: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Lines of bash after what the commands begin with."""
    (machine.folder / "compose/bin/tried").write_text(f'source "$(dirname "$0")/releasing"\n{text}\n')
    return subprocess.run(
        ["bash", "compose/bin/tried", "production"],
        cwd=machine.folder, env={"PATH": machine.path, **variables},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def said(machine: Machine, text: str, **variables: str) -> str:
    done = script(machine, text, **variables)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def release(machine: Machine, tag: str) -> str:
    """One that went live."""
    lines = f'name=$(new_release {tag} one two three); echo "blue $name" | put "$RUNTIME/live"; echo "$name"'
    return said(machine, lines)


def runtime(machine: Machine) -> Path:
    return machine.folder / ".runtime/production"
