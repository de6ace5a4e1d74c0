"""`make prune` on the engine, with images of nothing that bear a title of their own: nobody else's are touched."""

import subprocess
from collections.abc import Iterator

import pytest

from tests.repository import tree
from tests.stack import engine

pytestmark = pytest.mark.stack
TITLE = "Colophon of a test"
LABEL = f"org.opencontainers.image.title={TITLE}"
RELEASE = "colophon-of-a-test:release-20260101T000000Z"
BORN = 1_700_000_000


def made(number: int, *names: str) -> str:
    """An image that is so many seconds younger than the first."""
    tags = [f"--tag={name}" for name in names]
    options = (
        "--quiet",
        f"--label={LABEL}",
        f"--label=number={number}",
        f"--build-arg=SOURCE_DATE_EPOCH={BORN + number}",
    )
    subprocess.run(
        ["docker", "build", *options, *tags, "-"],
        input="FROM scratch\nENV NOTHING=1\n",
        text=True,
        check=True,
        timeout=60,
    )
    return engine.docker(
        "image", "ls", "--quiet", "--no-trunc", f"--filter=label={LABEL}", f"--filter=label=number={number}"
    )


def there() -> set[str]:
    return set(engine.docker("image", "ls", "--quiet", "--no-trunc", f"--filter=label={LABEL}").split())


def clear() -> None:
    """Also what a run that was killed has left."""
    for container in engine.containers(LABEL):
        engine.docker("rm", container)
    for image in there():
        engine.docker("image", "rm", "--force", image)


def prune(yes: str = "YES=1") -> str:
    return engine.run("make", "-s", "prune", yes, folder=tree.ROOT, variables={"TITLE": TITLE}).stdout


@pytest.fixture
def images() -> Iterator[list[str]]:
    """Oldest first: one with a name, one in use, one of a release, one that a rebuild has left, and three more."""
    clear()
    found = [made(0, "colophon-of-a-test:first"), made(1), made(2, RELEASE), *(made(number) for number in range(3, 7))]
    engine.docker("create", found[1], "nothing")  # with its labels
    try:
        yield found
    finally:
        clear()


def test_all_go_but_the_newest_three_the_one_in_use_and_one_that_a_rollback_reaches(images: list[str]) -> None:
    said = prune()
    assert there() == {images[1], images[2], *images[4:]}
    assert "colophon-of-a-test:first" in said
    assert said.endswith("Removed 2.\n")
    assert prune() == "There is nothing to remove.\n"


def test_without_a_yes_nothing_goes(images: list[str]) -> None:
    assert prune("YES=").endswith("Nothing was removed.\n")
    assert there() == set(images)
