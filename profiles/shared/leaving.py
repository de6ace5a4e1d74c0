"""Whether this server has been told to stop: it still serves for a moment, and says that no one new should come."""

import mmap

_told = mmap.mmap(-1, 1)  # one byte that every process of the server sees, for they come from one


def begin() -> None:
    _told[0] = 1


def is_begun() -> bool:
    return _told[0] == 1


def forget() -> None:
    _told[0] = 0
