"""What the tests make in the engine beside the project's own: named by a label, so that all of it goes in the end.

A run that was killed takes nothing away; so the next one does, before it begins.
"""

import contextlib
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from tests.repository import tree
from tests.stack import engine

OURS = f"colophon.tests-of={tree.ROOT}"  # another checkout on this machine may be at work
KINDS = {"container": ("ps", "--all"), "network": ("network", "ls"), "volume": ("volume", "ls")}
# In the folder for temporary files: copies of this checkout, with secrets in them.
FOLDERS = f"colophon-stack-{zlib.crc32(str(tree.ROOT).encode()):08x}-"


@contextlib.contextmanager
def running(*options: str) -> Iterator[str]:
    """A container with a name of Docker's, gone afterwards."""
    container = engine.docker("run", "--detach", f"--label={OURS}", *options)
    try:
        yield container
    finally:
        engine.docker("rm", "--force", "--volumes", container)


def folder() -> Path:
    made = Path(tempfile.mkdtemp(prefix=FOLDERS))
    made.chmod(0o755)
    return made


def of(project: str) -> dict[str, list[str]]:
    """The ids of all that Compose has made for it, images apart."""
    label = f"--filter=label=com.docker.compose.project={project}"
    return {kind: engine.docker(*listed, "--quiet", label).split() for kind, listed in KINDS.items()}


def clear(project: str) -> None:
    """Everything that a run has made but its images: it may have been another one."""
    _remove("container", engine.containers(OURS))
    clear_project(project)
    for left in Path(tempfile.gettempdir()).glob(f"{FOLDERS}*"):
        shutil.rmtree(left)


def clear_project(name: str) -> None:
    for kind, found in of(name).items():
        _remove(kind, found)


def _remove(kind: str, found: list[str]) -> None:
    if found:
        engine.docker(kind, "rm", "--force", *(["--volumes"] if kind == "container" else []), *found)


def clear_images(*names: str) -> None:
    """By their label too, for a build takes the name from the image that a run before it has left."""
    for name in names:
        version = f"org.opencontainers.image.version={name.partition(':')[2]}"
        for title in ("Colophon", "Colophon's backups", "Colophon's monitor"):
            ours = (f"--filter=label=org.opencontainers.image.title={title}", f"--filter=label={version}")
            _remove("image", sorted(set(engine.docker("image", "ls", "--quiet", *ours).split())))


def clear_releases(folder: Path) -> None:
    """The names under which a checkout's releases keep their images, which may stay under another."""
    for release in folder.glob(".runtime/*/releases/*"):
        names = (f"{image}:release-{release.name}" for image in ("colophon", "colophon-backup", "colophon-monitor"))
        engine.run("docker", "image", "rm", *names, check=False)
