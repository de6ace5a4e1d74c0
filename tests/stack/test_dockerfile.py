"""Docker's own look at what it builds from: no warning is left in any of them."""

import pytest

from tests.repository import tree
from tests.stack import engine

pytestmark = pytest.mark.stack


@pytest.mark.parametrize("path", [path for path in tree.files(under=("compose",)) if path.endswith("/Dockerfile")])
def test_docker_has_no_warning_about_it(path: str) -> None:
    done = engine.run("docker", "build", "--check", f"--file={path}", ".", folder=tree.ROOT, check=False)
    assert (done.returncode, "no warnings found" in done.stdout + done.stderr) == (0, True), done.stdout + done.stderr
