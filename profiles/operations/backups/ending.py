"""Whatever ends a long command, Ctrl-C, a stop or a lost terminal, ends it once."""

import signal

NUMBERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def heed() -> None:
    """From now on each of them raises KeyboardInterrupt; after the first nobody disturbs the tidying up."""
    for number in NUMBERS:
        signal.signal(number, _end)


def _end(*_: object) -> None:
    for number in NUMBERS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
