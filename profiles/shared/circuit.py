"""A circuit in front of an outside service: after a few failures it is left alone for a while, but for one probe."""

import threading
import time

FAILURES = 3
SECONDS = 5.0


class Away(OSError):
    """What stands behind a circuit does not answer, or refuses us."""


class Circuit:
    """Closed while calls succeed; after three failures within five seconds open for five, then one call may probe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failed_at: list[float] = []
        self._open_until = 0.0

    def allows(self) -> bool:
        with self._lock:
            now = time.monotonic()
            if len(self._failed_at) < FAILURES:
                return True
            if now < self._open_until:
                return False
            self._open_until = now + SECONDS  # this caller probes, the others go on waiting
            return True

    def failed(self) -> None:
        with self._lock:
            now = time.monotonic()
            self._failed_at = [*(at for at in self._failed_at if now - at < SECONDS or self._open_until), now]
            if len(self._failed_at) >= FAILURES:
                self._open_until = now + SECONDS

    def succeeded(self) -> None:
        if self._failed_at:
            with self._lock:
                self._failed_at, self._open_until = [], 0.0
