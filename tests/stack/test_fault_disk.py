"""No room left where temporary files go, at the door or in the application: who reads does not notice."""

import contextlib
import re
from collections.abc import Iterator

import pytest

from tests import images
from tests.stack import engine, members
from tests.stack import stack as stacks
from tests.stack.stack import WEB, Stack
from tests.stack.visitors import Visitor
from tests.stack.waits import equal, wait_until

pytestmark = pytest.mark.stack
FORM = "/me/edit/picture/"
BIG = 3_000_000  # bytes: more than either of them keeps in its memory


@pytest.fixture
def member(stack: Stack, visitor: Visitor) -> Visitor:
    stacks.introduce(stack, "crowded", name="Cora Crowded")
    members.sign_in(visitor, "crowded")
    members.send(visitor, "/me/", action="/me/publish/")
    assert upload(visitor) == 302
    return visitor


def upload(member: Visitor, padding: int = 0) -> int:
    portrait = images.encoded("JPEG", colour="teal") + b"\0" * padding
    return members.send(member, FORM, files={"picture": ("me.jpg", portrait, "image/jpeg")}, alt="Cora").status_code


@contextlib.contextmanager
def full(stack: Stack, service: str) -> Iterator[None]:
    """Its /tmp takes not one byte more."""
    container = stack.container(service)
    try:
        said = engine.run("docker", "exec", container, "sh", "-c", "cat /dev/zero >/tmp/full", check=False).stderr
        assert "No space left" in said
        yield
    finally:
        engine.docker("exec", container, "rm", "/tmp/full")


def readable(member: Visitor, stranger: Visitor) -> dict[str, int]:
    """What everybody reads: pages, files of pages, a portrait, one's own page."""
    page = stranger.get("/people/crowded/")
    files = re.findall(r'(?:href|src)="(/(?:static|media)/[^"#]+)', page.text)
    assert any(path.startswith("/media/") for path in files)
    statuses = {path: stranger.get(path).status_code for path in ("/", "/people/", "/api/v1/people/crowded", *files)}
    return {**statuses, page.url: page.status_code, "/me/": member.get("/me/").status_code}


@pytest.mark.parametrize("service", [WEB, "traefik"])
def test_without_room_for_temporary_files_who_reads_does_not_notice(
    stack: Stack, member: Visitor, service: str
) -> None:
    starts = engine.inspect(stack.container(service))["RestartCount"]
    with full(stack, service), stack.visitor() as stranger:
        assert set(readable(member, stranger).values()) == {200}
        assert members.write(member, f"Written without room in {service}").status_code == 302
        assert upload(member, padding=BIG) in (500, 502, 503)
        assert set(readable(member, stranger).values()) == {200}
    assert engine.inspect(stack.container(service))["RestartCount"] == starts
    assert f"Written without room in {service}" in member.get("/me/").text
    what = f"a large upload is taken when there is room again in {service}"
    wait_until(lambda: upload(member, padding=BIG), equal(302), goal=5, what=what)
