"""One who presses Ctrl-C twice, or whose terminal goes while the program stops, does not disturb what is tidied up."""

import os
import signal
from collections.abc import Iterator

import pytest

from profiles.operations.backups import ending


@pytest.fixture
def heeded() -> Iterator[None]:
    before = [signal.getsignal(number) for number in ending.NUMBERS]
    ending.heed()
    yield
    for number, handler in zip(ending.NUMBERS, before, strict=True):
        signal.signal(number, handler)


@pytest.mark.usefixtures("heeded")
@pytest.mark.parametrize("number", ending.NUMBERS)
def test_each_of_them_ends_it_and_none_after_the_first(number):
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), number)
    for another in ending.NUMBERS:
        os.kill(os.getpid(), another)
