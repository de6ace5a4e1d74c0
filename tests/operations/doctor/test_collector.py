"""The doctor's look at the collector of errors."""

import pytest

from profiles.operations.doctor import collector
from profiles.operations.doctor.findings import State
from tests.providers.hostile import Answer, Play

CANARY = "c4n4ry"


@pytest.fixture
def configured(provider, settings):
    settings.SENTRY_DSN = provider.issuer.replace("://", f"://{CANARY}@") + "/7"
    return provider


def test_one_that_answers_is_well_and_is_told_nothing(configured):
    seen = collector.look()
    assert seen.state is State.OK
    assert CANARY not in repr(seen)
    assert configured.requests == [("GET", "/")]


@pytest.mark.parametrize(
    ("answer", "state"), [(Answer({}, 503), State.WARNING), (Answer(is_cut=True), State.FAILED)], ids=["error", "away"]
)
def test_one_that_does_not_answer_well_is_named(configured, answer, state):
    configured.play = Play(answers={"/": answer})
    assert collector.look().state is state


def test_a_site_without_one_does_without(settings):
    settings.SENTRY_DSN = ""
    assert collector.look().state is State.SKIPPED
