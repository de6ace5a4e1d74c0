"""Parts of the shipped production files in a project of their own, which publishes no port."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.repository import tree
from tests.stack import checkout, engine, leftovers
from tests.stack.checkout import ENVIRONMENT
from tests.stack.stack import Stack

IMAGE = "colophon:apart"


class Apart(Stack):
    """The operator's ways to such a project."""

    def lay_out(self) -> None:
        """What `make up` does before it starts anything."""
        for command in ("runtime", "live"):
            self._run(f"compose/bin/{command}", ENVIRONMENT)


def _close(folder: Path) -> None:
    listed = engine.run("git", "ls-files", "-z", folder=tree.ROOT).stdout.split("\0")
    for path in {folder, *(folder / name for name in listed if name)}:
        if path.exists() and "tests" not in path.relative_to(folder).parts:
            path.chmod(path.stat().st_mode & 0o700)


@contextlib.contextmanager
def project(name: str, overlay: str, **given: str) -> Iterator[Apart]:
    """Nothing of it runs yet; all of it is gone afterwards. The checkout is as closed as a umask of 077 makes one."""
    leftovers.clear_project(f"colophon-{name}")
    folder = leftovers.folder()
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
