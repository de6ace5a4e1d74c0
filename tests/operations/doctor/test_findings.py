"""What a check found becomes a line with what to do."""

import pytest

from profiles.operations.doctor.findings import Check, Finding, State, failed, ok, skipped, warning

CHECK = Check("roof", "It keeps the rain out", "Call the roofer.", lambda: ok("Dry."))


@pytest.mark.parametrize("seen", [ok("Dry."), skipped("No roof.")], ids=["ok", "skipped"])
def test_what_is_well_needs_no_remedy(seen):
    assert CHECK.finding(seen) == Finding("roof", seen.state, seen.sentence, "")


@pytest.mark.parametrize("seen", [warning("Damp."), failed("Wet.")], ids=["warning", "failed"])
def test_what_is_not_well_says_what_to_do(seen):
    assert CHECK.finding(seen).remedy == "Call the roofer."


def test_a_remedy_of_its_own_comes_first():
    assert CHECK.finding(failed("Stolen.", "Call the police.")).remedy == "Call the police."


def test_states_are_the_words_that_are_shown():
    assert [str(state) for state in State] == ["ok", "warning", "failed", "skipped"]
