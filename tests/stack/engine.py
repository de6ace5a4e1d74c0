"""Docker, as an operator speaks to it."""

import functools
import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

LACKING = "NOT RUN: the stack tests need Docker with Compose, and `docker info` fails."


@functools.cache
def answers() -> bool:
    return bool(shutil.which("docker")) and run("docker", "info", check=False).returncode == 0


def run(
    *command: str,
    folder: Path | None = None,
    variables: Mapping[str, str] | None = None,
    check: bool = True,
    seconds: float = 600,
    given: str | None = None,
) -> "subprocess.CompletedProcess[str]":
    """One command to its end; what it said is part of the error when it fails."""
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        env={**os.environ, **(variables or {})},
        timeout=seconds,
        **({"stdin": subprocess.DEVNULL} if given is None else {"input": given}),
    )
    if check:
        assert done.returncode == 0, f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return done


def started(*command: str, folder: Path, variables: Mapping[str, str]) -> "subprocess.Popen[str]":
    """One command that goes on meanwhile; what it says is read from it."""
    return subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def docker(*arguments: str, **how: Any) -> str:
    return run("docker", *arguments, **how).stdout.strip()


def containers(*labels: str) -> list[str]:
    """The ids of all that have these labels, whether they run or not."""
    return docker("ps", "--all", "--quiet", *(f"--filter=label={label}" for label in labels)).split()


def logs(container: str) -> str:
    """Everything that it has said, on both of its outputs."""
    done = run("docker", "logs", container)
    return done.stdout + done.stderr


def inspect(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(docker("inspect", name))[0]
    return found


def health(container: str) -> str:
    """healthy, unhealthy or starting; or how it ended."""
    state = inspect(container)["State"]
    is_checked = state["Status"] == "running" and "Health" in state
    return str(state["Health"]["Status"] if is_checked else state["Status"])


def kill_from_outside(container: str, image: str) -> None:
    """As the kernel would when memory is short; `docker kill` counts as an operator's wish to stop."""
    process = inspect(container)["State"]["Pid"]
    sentence = f"import os; os.kill({process}, 9)"
    docker("run", "--rm", "--pid=host", "--user=0", "--entrypoint=python", image, "-c", sentence)
