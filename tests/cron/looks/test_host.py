"""The machine itself, as far as it can be seen."""

from cron.looks import host


def test_the_machine_is_seen():
    found = host.look("/")
    assert found.disk is not None
    assert found.memory is not None
    assert found.load is not None
    assert 0 < found.disk < 100
    assert 0 < found.memory < 100
    assert found.load >= 0


def test_a_disk_that_is_not_there_is_not_seen():
    found = host.look("/nowhere/at/all")
    assert found.disk is None
    assert found.memory is not None
