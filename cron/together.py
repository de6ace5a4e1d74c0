"""Runs looks beside each other, and waits for none of them longer than it may take."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass
class Running:
    """One look in its own thread, which never keeps the program from ending."""

    look: Callable[[], object]
    found: object = None
    has_ended: bool = False
    thread: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        self.found = self.look()
        self.has_ended = True


class Together:
    """Looks by name. One that still hangs from an earlier round is not begun a second time."""

    def __init__(self) -> None:
        self._running: dict[str, Running] = {}

    def run(self, looks: Mapping[str, Callable[[], object]], seconds: float) -> dict[str, object]:
        """What each found; those that have not ended in time are left out."""
        until = time.monotonic() + seconds
        self._forget_ended()  # what came too late for its round is no news of this one
        for name, look in looks.items():
            if name not in self._running:
                self._running[name] = Running(look)
        for name in looks:
            self._running[name].thread.join(max(0, until - time.monotonic()))
        ended = self._forget_ended()
        return {name: running.found for name, running in ended.items() if running.has_ended and name in looks}

    def _forget_ended(self) -> dict[str, Running]:
        ended = {name: running for name, running in self._running.items() if not running.thread.is_alive()}
        self._running = {name: running for name, running in self._running.items() if name not in ended}
        return ended
