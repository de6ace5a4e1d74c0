"""A commit with the commands that publish and deploy, beside programs that only write down what they were asked."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.repository import tree

DIGEST = "sha256:" + "a" * 64


def checkout(folder: Path) -> Path:
    """A commit with the commands, and programs that write down what they were asked."""
    shutil.copytree(tree.ROOT / "compose", folder / "compose")
    (folder / ".gitignore").write_text("programs\n.local\ncalled\n")
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@x.example", "commit", "-qm", "a"],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True)
    install(
        folder, "docker", f'case "$*" in *inspect*) echo "Digest: {DIGEST}"; echo "Driver: docker-container";; esac'
    )
    install(folder, "cosign", "true")
    install(folder, "aws", "echo Success")
    return folder


def install(checkout: Path, name: str, line: str) -> None:
    program = checkout / "programs" / name
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\necho "{name} $*" >>"{checkout}/called"\n{line}\n')
    program.chmod(0o755)


def run(checkout: Path, command: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": f"{checkout}/programs:{os.environ['PATH']}", "REGISTRIES": "one.example/Group two.example"}
    return subprocess.run(
        [checkout / "compose/bin" / command], cwd=checkout, env=environment | variables,
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def called(checkout: Path, program: str) -> list[str]:
    lines = (checkout / "called").read_text().splitlines() if (checkout / "called").exists() else []
    return [line.removeprefix(f"{program} ") for line in lines if line.startswith(f"{program} ")]
