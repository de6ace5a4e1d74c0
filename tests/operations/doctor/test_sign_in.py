"""The doctor's look at the identity provider and the clock."""

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from profiles.operations.doctor import sign_in
from profiles.operations.doctor.findings import State
from tests.providers.hostile import Answer, Play

DISCOVERY = "/.well-known/openid-configuration"


def test_an_honest_provider_is_well_and_the_address_to_register_is_shown(provider, settings):
    seen = sign_in.look_at_provider()
    assert seen.state is State.OK
    assert f"{settings.SITE_URL}/oidc/callback/" in seen.sentence


@pytest.mark.parametrize(
    ("play", "reason"),
    [
        (Play(metadata={"issuer": "http://other.example"}), "names another issuer"),
        (Play(metadata={"token_endpoint": None}), "missing, malformed or not encrypted"),
        (Play(answers={DISCOVERY: Answer({}, 404)}), "no discovery document"),
        (Play(answers={DISCOVERY: Answer(b"<html>", media_type="text/html")}), "is no discovery document"),
        (Play(answers={DISCOVERY: Answer({}, 503)}), "answers with an error"),
        (Play(jwks=list), "publishes no key"),
        (Play(answers={"/jwks": Answer({"keys": 7})}), "keys-malformed"),
    ],
    ids=["issuer", "endpoint", "missing", "html", "error", "no keys", "malformed keys"],
)
def test_what_is_wrong_with_a_provider_is_said(provider, play, reason):
    provider.play = play
    seen = sign_in.look_at_provider()
    assert (seen.state, reason in seen.sentence) == (State.FAILED, True), seen.sentence


def test_a_kept_copy_does_not_hide_that_it_is_away(provider):
    assert sign_in.look_at_provider().state is State.OK
    provider.play = Play(answers={DISCOVERY: Answer({}, 503)})
    assert sign_in.look_at_provider().state is State.FAILED


def test_a_silent_provider_fails_in_time(provider):
    provider.play = Play(answers={DISCOVERY: Answer(is_silent=True)})
    began = time.monotonic()
    assert sign_in.look_at_provider().state is State.FAILED
    assert time.monotonic() - began < sign_in.SECONDS + 1


@pytest.mark.parametrize(
    ("seconds", "state"),
    [
        (0, State.OK),
        (5, State.OK),
        (-30, State.WARNING),
        (40, State.WARNING),
        (90, State.FAILED),
        (-3600, State.FAILED),
    ],
)
def test_the_clock_is_that_of_the_provider(provider, seconds, state):
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)
    provider.play = Play(answers={DISCOVERY: Answer({}, headers={"Date": date})})
    assert sign_in.look_at_clock().state is state


@pytest.mark.parametrize("answer", [Answer({}, headers={"Date": "soon"}), Answer(is_cut=True)], ids=["no date", "away"])
def test_a_clock_that_cannot_be_compared_is_not_called_right(provider, answer):
    provider.play = Play(answers={DISCOVERY: answer})
    seen = sign_in.look_at_clock()
    assert (seen.state, "Not known" in seen.sentence) == (State.WARNING, True)
