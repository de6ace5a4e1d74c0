"""The identity provider away or silent: nobody who is in notices, and whoever wants in is told."""

import pytest

from tests.stack import members
from tests.stack import stack as stacks
from tests.stack.stack import Stack
from tests.stack.visitors import SITE, Visitor
from tests.stack.waits import equal, wait_until, within

pytestmark = pytest.mark.stack


@pytest.fixture
def member(stack: Stack, visitor: Visitor) -> Visitor:
    stacks.introduce(stack, "inside", name="Ida Inside")
    return members.sign_in(visitor, "inside")


def begins(stack: Stack) -> int:
    """The status that a person wanting in gets from us."""
    with stack.visitor() as stranger:
        return stranger.get("/oidc/authenticate/", headers={"Referer": SITE}).status_code


def test_a_stopped_provider_is_a_page_and_nobody_inside_notices(stack: Stack, member: Visitor) -> None:
    forget_metadata(stack)
    stack.compose("stop", "oidc")
    try:
        with within(10, "sign-in says that the provider is away"):
            assert begins(stack) == 503
        with within(1, "a member's page while the provider is away"):
            assert members.is_signed_in(member)
    finally:
        stack.compose("start", "oidc")
    sign_in_begins_again(stack, "is back")


def test_a_silent_provider_holds_nobody_for_long(stack: Stack, member: Visitor) -> None:
    forget_metadata(stack)
    stack.compose("pause", "oidc")
    try:
        with within(10, "sign-in says that the provider is silent"):
            assert begins(stack) == 503
        with within(1, "a member's page while the provider is silent"):
            assert members.is_signed_in(member)
    finally:
        stack.compose("unpause", "oidc")
    sign_in_begins_again(stack, "speaks")


def sign_in_begins_again(stack: Stack, when: str) -> None:
    """Waited for at the provider's: our own door counts how often it is asked."""
    wait_until(stack.provider, equal(200), goal=10, what=f"the provider {when}")
    with within(1, f"sign-in begins when the provider {when}"):
        assert begins(stack) == 302


def forget_metadata(stack: Stack) -> None:
    """Processes keep what the provider said about itself; new ones must ask."""
    stack.restart_web()
