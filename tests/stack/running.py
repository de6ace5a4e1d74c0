"""The stack's life: started from nothing while the authority is away, then with it, and taken away at the end."""

import contextlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from tests.stack import checkout, leftovers, stack, visitors
from tests.stack.stack import IMAGE, PROJECT, Stack
from tests.stack.waits import equal, wait_until, within

AUTHORITY = ("--profile", "authority")


@contextlib.contextmanager
def newborn() -> Iterator[Stack]:
    """The shipped stack after its first `make up`, from an image built now. Names of the test resolve meanwhile."""
    leftovers.clear(PROJECT)
    copy = checkout.copied(leftovers.folder())
    checkout.fill_in(copy)
    born = Stack(copy)
    with visitors.names_resolved():
        try:
            _start(born)
            yield born
        finally:
            leftovers.clear(PROJECT)
            leftovers.clear_images(IMAGE)


@contextlib.contextmanager
def meeting_authority(born: Stack) -> Iterator["Future[None]"]:
    """The authority comes back; the result is there once the site, the provider and the bucket answer."""
    born.compose(*AUTHORITY, "up", "--detach", "--no-deps", "pebble")
    stack.trust_the_authority(born)
    with ThreadPoolExecutor(1) as beside:
        yield beside.submit(_has_certificates, born)


def meet_authority(born: Stack) -> None:
    with meeting_authority(born) as met:
        met.result()


def _has_certificates(born: Stack) -> None:
    what = "the first certificate comes, from the authority's return"
    wait_until(born.answers, equal(200), goal=100, what=what)
    wait_until(born.provider, equal(200), goal=100, what="the identity provider has its certificate too")
    stack.make_bucket()


def _start(born: Stack) -> None:
    with within(180, "the image is built"):
        born.make("image")
    with within(40, "everything is up and ready, from nothing"):
        born.make("up")
