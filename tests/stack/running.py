"""The stack's life: started from nothing while the authority is away, then with it, and taken away at the end."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.stack import checkout, stack, visitors
from tests.stack.stack import Stack
from tests.stack.visitors import LOGIN
from tests.stack.waits import wait_until, within

AUTHORITY = ("--profile", "authority")


@contextlib.contextmanager
def newborn() -> Iterator[Stack]:
    """The shipped stack after its first `make up`, from an image built now. Names of the test resolve meanwhile."""
    folder = Path(tempfile.mkdtemp(prefix="colophon-stack-"))
    folder.chmod(0o755)
    copy = checkout.copied(folder)
    checkout.fill_in(copy)
    born = Stack(copy)
    with visitors.names_resolved():
        try:
            _start(born)
            yield born
        finally:
            _take_away(born)
            shutil.rmtree(folder)


def meet_authority(born: Stack) -> None:
    """The authority comes back; the site and the provider get their certificates, and the bucket is made."""
    born.compose(*AUTHORITY, "up", "--detach", "--no-deps", "pebble")
    stack.trust_the_authority(born)
    what = "the first certificate comes, from the authority's return"
    wait_until(born.serves, goal=100, what=what)
    wait_until(lambda: _provider_answers(born), goal=100, what="the identity provider has its certificate too")
    stack.make_bucket()


def _start(born: Stack) -> None:
    _take_away(born)  # what a run that was killed has left
    with within(180, "the image is built"):
        born.make("image")
    with within(40, "everything is up and ready, from nothing"):
        born.make("up")


def _take_away(born: Stack) -> None:
    born.compose(*AUTHORITY, "down", "--volumes", "--remove-orphans", "--timeout", "5")


def _provider_answers(born: Stack) -> bool:
    with born.visitor() as visitor:
        return visitor.get(f"https://{LOGIN}/.well-known/openid-configuration", timeout=5).ok
