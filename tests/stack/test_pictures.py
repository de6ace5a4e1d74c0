"""A portrait on its way into the bucket and back, and what happens while the bucket is away."""

import re

import pytest

from tests import images
from tests.stack import members
from tests.stack import stack as stacks
from tests.stack.stack import Stack
from tests.stack.visitors import Visitor
from tests.stack.waits import equal, wait_until, within

pytestmark = pytest.mark.stack
FORM = "/me/edit/picture/"


@pytest.fixture
def member(stack: Stack, visitor: Visitor) -> Visitor:
    stacks.introduce(stack, "painted", name="Paula Painted")
    members.sign_in(visitor, "painted")
    assert members.send(visitor, "/me/", action="/me/publish/").status_code == 302
    return visitor


def upload(member: Visitor, colour: str):
    drawn = {"picture": ("me.jpg", images.encoded("JPEG", colour=colour), "image/jpeg")}
    return members.send(member, FORM, files=drawn, alt=f"Paula in {colour}")


def media(visitor: Visitor) -> list[str]:
    return sorted(set(re.findall(r"/media/[A-Za-z0-9_-]{32}\.webp", visitor.get("/people/painted/").text)))


def test_a_portrait_goes_into_the_bucket_and_comes_back_through_the_site_alone(stack: Stack, member: Visitor) -> None:
    before = set(stacks.stored_keys())
    assert upload(member, "teal").status_code == 302
    new = set(stacks.stored_keys()) - before
    assert new
    assert {stacks.stranger_asks_for(key) for key in new} == {403}
    with stack.visitor() as stranger:
        (path, *_) = media(stranger)
        answer = stranger.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.content.startswith(b"RIFF")
    assert "moto" not in str(answer.headers)
    assert not re.search("(?i)x-amz|signature=|//moto", member.get("/people/painted/").text)


def test_a_replaced_portrait_is_gone_at_once(stack: Stack, member: Visitor) -> None:
    assert upload(member, "red").status_code == 302
    first = media(member)
    assert upload(member, "blue").status_code == 302
    assert set(media(member)).isdisjoint(first)
    assert {member.get(path).status_code for path in first} == {404}


def test_while_the_bucket_is_away_pages_come_and_an_upload_says_so(stack: Stack, member: Visitor) -> None:
    assert upload(member, "green").status_code == 302
    kept = media(member)
    stack.disconnect("moto", "outside")
    try:
        with within(1, "a profile's page while the bucket is away"):
            assert member.get("/people/painted/").status_code == 200
        with within(10, "an upload is refused while the bucket is away"):
            refused = upload(member, "purple")
        assert refused.status_code in (422, 503)
        assert media(member) == kept
    finally:
        stack.reconnect("moto", "outside")
    what = "an upload works when the bucket is back"
    wait_until(lambda: upload(member, "navy").status_code, equal(302), goal=5, what=what)
    (path, *_) = media(member)
    assert member.get(path).status_code == 200


def test_a_silent_bucket_holds_nobody_for_long(stack: Stack, member: Visitor) -> None:
    assert upload(member, "olive").status_code == 302
    stack.compose("pause", "moto")
    try:
        with within(10, "an upload is refused while the bucket is silent"):
            assert upload(member, "maroon").status_code in (422, 503)
        with stack.visitor() as stranger, within(1, "the home page while the bucket is silent"):
            assert stranger.get("/").status_code == 200
    finally:
        stack.compose("unpause", "moto")
    what = "an upload works when the bucket speaks"
    wait_until(lambda: upload(member, "gold").status_code, equal(302), goal=5, what=what)
