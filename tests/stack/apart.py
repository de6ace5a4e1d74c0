"""Parts of the shipped production files in a project of their own, which publishes no port."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

from tests.repository import tree
from tests.stack import checkout, engine, leftovers
from tests.stack.checkout import ENVIRONMENT
from tests.stack.stack import _COMPOSE, Stack

IMAGE = "colophon:apart"


@dataclass(frozen=True)
class Apart(Stack):
    """The operator's ways to such a project."""

    given: Mapping[str, str] = field(default_factory=dict)

    def tried(self, *arguments: str, **how: Any) -> "CompletedProcess[str]":
        return engine.run(*_COMPOSE, *arguments, folder=self.checkout.folder, variables=self.given, check=False, **how)

    def network(self, name: str) -> str:
        return f"{self.given['COMPOSE_PROJECT_NAME']}_{name}"

    def lay_out(self) -> None:
        """What `make up` does before it starts anything."""
        for command in ("runtime", "live"):
            self._run(f"compose/bin/{command}", ENVIRONMENT)

    def _run(self, *command: str) -> str:
        return engine.run(*command, folder=self.checkout.folder, variables=self.given).stdout


def _close(folder: Path) -> None:
    listed = engine.run("git", "ls-files", "-z", folder=tree.ROOT).stdout.split("\0")
    for path in {folder, *(folder / name for name in listed if name)}:
        if path.exists() and "tests" not in path.relative_to(folder).parts:
            path.chmod(path.stat().st_mode & 0o700)


@contextlib.contextmanager
def project(name: str, overlay: str, **given: str) -> Iterator[Apart]:
    """Nothing of it runs yet; all of it is gone afterwards. The checkout is as closed as a umask of 077 makes one."""
    folder = Path(tempfile.mkdtemp(prefix=f"colophon-{name}-"))
    folder.chmod(0o755)
    copy = checkout.copied(folder)
    checkout.fill_in(copy)
    shutil.rmtree(folder / f".runtime/{ENVIRONMENT}")
    shutil.copy(tree.ROOT / "tests/stack/pebble.json", folder / ".stack/pebble")
    _close(folder)
    ours = {
        "COMPOSE_PROJECT_NAME": f"colophon-{name}",
        "COMPOSE_OVERLAY": overlay,
        "IMAGE_TAG": IMAGE.partition(":")[2],
        **given,
    }
    parts = Apart(copy, ours)
    try:
        yield parts
    finally:
        parts.compose("--profile", "*", "down", "--volumes", "--remove-orphans", "--timeout", "5")
        leftovers.clear_releases(folder)
        shutil.rmtree(folder)
