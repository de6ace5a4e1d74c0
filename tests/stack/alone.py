"""The image by itself, as `docker run` starts it."""

import contextlib
import json
from collections.abc import Iterator

from tests.repository import tree
from tests.stack import engine, leftovers

IMAGE = "colophon:alone"
BASE = "python:3.13-slim-trixie"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
# As hard as any of the shipped files: nothing can be written but to memory, nothing gained.
HARDENED = ("--read-only", "--tmpfs=/tmp", "--cap-drop=ALL", "--security-opt=no-new-privileges", "--pids-limit=64")
VARIABLES = {
    "SITE_URL": "https://people.example.org",
    "DJANGO_SECRET_KEY": "canary-" * 10,
    "OIDC_ISSUER": "https://login.example.org",
    "OIDC_RP_CLIENT_ID": "colophon",
    "OIDC_RP_CLIENT_SECRET": "canary-of-the-provider",
    "DATABASE_URL": "postgres://colophon:canary-of-the-database@nowhere.invalid/colophon",
}


def build(image: str = IMAGE, **variables: str) -> None:
    engine.run("compose/bin/image", folder=tree.ROOT, variables={"TAG": image.partition(":")[2], **variables})


def given(**changed: str) -> list[str]:
    return [f"--env={name}={value}" for name, value in {**VARIABLES, **changed}.items()]


@contextlib.contextmanager
def started(*options: str, image: str = IMAGE) -> Iterator[str]:
    with leftovers.running(*options, image) as container:
        yield container


def door(container: str) -> str:
    """Where this machine reaches the server in it."""
    return engine.docker("port", container, "8000/tcp").splitlines()[0]


def inside(script: str, *options: str, image: str = IMAGE) -> str:
    """What Python says in a container of its own, without the network."""
    how = ("--rm", "--network=none", *HARDENED, *given(), *options, "--entrypoint=python")
    return engine.docker("run", *how, image, "-c", script)


def bytes_above(base: str, image: str) -> int:
    """Bytes of all files that the image adds; what it removes saves nothing, for the layers of its base stay."""
    own, below = files_in(image), files_in(base)
    return sum(size for path, size in own.items() if below.get(path) != size)


def files_in(image: str) -> dict[str, int]:
    script = (
        "import json, os; print(json.dumps({path: os.lstat(path).st_size for folder, _, names in os.walk('/') "
        "if not folder.startswith(('/proc', '/sys', '/dev')) for name in names "
        "for path in [os.path.join(folder, name)]}))"
    )
    found: dict[str, int] = json.loads(
        engine.docker("run", "--rm", "--user=0", "--entrypoint=python", image, "-c", script)
    )
    return found
