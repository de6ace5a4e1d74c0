"""A server that was told to stop says so in every process that came from it."""

import os

import pytest

from profiles.shared import leaving


@pytest.fixture(autouse=True)
def staying():
    yield
    leaving.forget()


def test_a_process_that_divided_before_is_told_too():
    assert not leaving.is_begun()
    child = os.fork()
    if child == 0:
        leaving.begin()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert leaving.is_begun()
