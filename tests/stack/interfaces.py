"""The interfaces of this machine, which come and go with its containers: Chromium gives up what it is loading then."""

import socket
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.stack.waits import wait_until

ADDRESSES = Path("/proc/net/if_inet6")  # with what is not on trial any more; where it is not, neither are containers
QUIET = 3.0  # seconds; a container's address is on trial for less


def come_to_rest() -> None:
    """Waits until nothing has come, gone or ended its trial for a while."""
    wait_until(_Watch().is_quiet, goal=10, what="no container's interface comes or goes")


def _now() -> tuple[list[tuple[int, str]], str]:
    return socket.if_nameindex(), ADDRESSES.read_text() if ADDRESSES.exists() else ""


@dataclass
class _Watch:
    seen: object = None
    since: float = field(default_factory=time.monotonic)

    def is_quiet(self) -> bool:
        now = _now()
        if now != self.seen:
            self.seen, self.since = now, time.monotonic()
        return time.monotonic() - self.since >= QUIET
