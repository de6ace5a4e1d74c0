"""Parts of the shipped production files in a project of their own, which publishes no port."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

from tests.stack import checkout, engine
from tests.stack.checkout import ENVIRONMENT
from tests.stack.stack import _COMPOSE, Stack

IMAGE = "colophon:apart"


@dataclass(frozen=True)
class Apart(Stack):
    """The operator's ways to such a project."""

    given: Mapping[str, str] = field(default_factory=dict)

    def tried(self, *arguments: str, **how: Any) -> "CompletedProcess[str]":
        return engine.run(*_COMPOSE, *arguments, folder=self.checkout.folder, variables=self.given, check=False, **how)

    def _run(self, *command: str) -> str:
        return engine.run(*command, folder=self.checkout.folder, variables=self.given).stdout


@contextlib.contextmanager
def project(name: str, overlay: str, **given: str) -> Iterator[Apart]:
    """Nothing of it runs yet; all of it is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=f"colophon-{name}-"))
    folder.chmod(0o755)
    copy = checkout.copied(folder)
    checkout.fill_in(copy)
    shutil.rmtree(folder / f".runtime/{ENVIRONMENT}")
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
        shutil.rmtree(folder)
