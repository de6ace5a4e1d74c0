"""What a process read a moment ago."""

import pytest

from profiles.shared.believed import BELIEF, Believed


@pytest.fixture
def believed(settings):
    settings.COPIES_TRUSTED_SECONDS = 60
    return Believed(most=2)


def test_a_value_is_read_once_for_each_key(believed):
    read = iter(range(10)).__next__
    assert [believed.get("a", read), believed.get("a", read), believed.get("b", read)] == [0, 0, 1]


def test_it_may_be_asked_for_afresh_and_is_believed_by_others_then(believed):
    assert believed.get("a", lambda: 1) == 1
    assert believed.get("a", lambda: 2, afresh=True) == 2
    assert believed.get("a", lambda: 3) == 2


def test_it_is_believed_for_a_moment(believed, settings):
    assert believed.get("a", lambda: 1) == 1
    settings.COPIES_TRUSTED_SECONDS = 0.0
    assert believed.get("a", lambda: 2) == 2


def test_a_change_ends_all_belief_in_what_was_read_before(believed):
    def read():
        BELIEF.end()  # while it is read
        return 1

    assert believed.get("a", read) == 1
    assert believed.get("a", lambda: 2) == 2
    assert believed.get("a", lambda: 3) == 2


def test_what_fails_is_not_kept(believed):
    with pytest.raises(ZeroDivisionError):
        believed.get("a", lambda: 1 // 0)
    assert believed.get("a", lambda: 1) == 1


def test_it_is_bounded(believed):
    for key in range(5):
        believed.get(key, lambda: 0)
    assert len(believed._kept) <= 2
