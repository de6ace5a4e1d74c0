"""A bucket and a vault of secrets on this machine, which can go away, fall silent and come back."""

import contextlib
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from typing import Any

from botocore.config import Config

NAME = "colophon-media"
REGION = "eu-central-1"
KEYS = ("a-key", "its-secret")


class BucketServer:
    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Empty: it keeps everything in memory."""
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while not self._answers():
            assert time.monotonic() < deadline, "the stand-in for a bucket does not start"
            time.sleep(0.05)
        self.client("s3").create_bucket(Bucket=NAME, CreateBucketConfiguration={"LocationConstraint": REGION})

    def stop(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGCONT)
            self.process.kill()
            self.process.wait(timeout=10)
            self.process = None

    def fall_silent(self) -> None:
        """Connections are accepted, and nothing is ever answered."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)

    def be_well(self) -> None:
        """Running, answering and empty, whatever a test did to it."""
        if self.process is None:
            self.start()
        assert self.process
        self.process.send_signal(signal.SIGCONT)
        for name in self.names():
            self.client("s3").delete_object(Bucket=NAME, Key=name)

    def names(self) -> set[str]:
        listed = self.client("s3").list_objects_v2(Bucket=NAME)
        return {found["Key"] for found in listed.get("Contents", ())}

    def client(self, service: str) -> Any:
        import boto3

        session = boto3.session.Session(*KEYS, region_name=REGION)
        # The first question lets it load the service, for seconds on a busy machine; no test measures this client.
        limits = Config(connect_timeout=2, read_timeout=30, retries={"total_max_attempts": 1})
        return session.client(service, endpoint_url=self.url, config=limits)

    def _answers(self) -> bool:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{self.url}/moto-api/", timeout=2).close()
            return True
        return False


@contextlib.contextmanager
def running() -> Iterator[BucketServer]:
    """One that runs while the block does."""
    server = BucketServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()
