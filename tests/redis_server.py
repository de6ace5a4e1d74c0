"""A real Redis (or Valkey) for tests, which can go away, fall silent and come back."""

import contextlib
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

PROGRAM = shutil.which("redis-server") or shutil.which("valkey-server")
LACKING = "no redis-server or valkey-server on the PATH: what must hold while Redis fails was NOT tested"


class RedisServer:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.socket = folder / "socket"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """With what it held when it stopped."""
        assert PROGRAM
        command = [PROGRAM, "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder)]
        command += ["--unixsocket", str(self.socket)]
        self.process = subprocess.Popen(
            [*command, "--appendonly", "yes", "--appendfsync", "always", "--save", ""], stdout=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 10
        while self._ask(b"PING") != b"+PONG":
            assert time.monotonic() < deadline, "redis-server does not start"
            time.sleep(0.02)

    def stop(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGCONT)
            self.process.terminate()
            self.process.wait(timeout=10)
            self.process = None

    def fall_silent(self) -> None:
        """Connections are accepted, and nothing is ever answered."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)

    def speak_again(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGCONT)

    def be_well(self) -> None:
        """Running, answering and empty, whatever a test did to it."""
        if self.process is None:
            self.start()
        self.speak_again()
        assert self._ask(b"FLUSHALL") == b"+OK"

    def stored(self) -> bytes:
        return self._ask(b"KEYS *")

    def _ask(self, command: bytes) -> bytes:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=2) as connected:
            connected.sendall(command + b"\r\n")
            return connected.recv(65536).strip()
        return b""
