"""`make rehearse-first-minute`: a newcomer's first minute, from an empty folder and an empty package cache, in seconds.

Needs the ports 8000 and 9400, and the package index. Everything happens in one new folder, which is removed at the end.
"""

import argparse
import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
SITE = "http://localhost:8000"
COLD_SECONDS, WARM_SECONDS, TEST_SECONDS = 90, 6, 240


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", default="python3", help="the Python to begin with")
    parser.add_argument("--tests", action="store_true", help="run the tests too")
    parser.add_argument("--awkward", action="store_true", help="in a path with spaces and more than 150 characters")
    options = parser.parse_args()
    with _new_folder(options.awkward) as folder:
        newcomer = Newcomer(folder, options.python)
        newcomer.rehearse(options.tests)
    return newcomer.failures


class Newcomer:
    def __init__(self, folder: Path, python: str) -> None:
        self.checkout = folder / "colophon"
        self.make = ["make", f"PYTHON={python}"]
        self.environment = {
            "HOME": str(folder),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "PIP_CACHE_DIR": str(folder / "cache"),
            **{name: value for name, value in os.environ.items() if name.startswith(("SSL_CERT", "PIP_CERT"))},
        }
        self.failures = 0

    def rehearse(self, with_tests: bool) -> None:
        started = time.monotonic()
        _copy_to(self.checkout)
        with self.site() as site:
            self.report("clone to first page, cold", time.monotonic() - started, COLD_SECONDS)
        self.report("Ctrl-C", self.ended(site))
        for how in (signal.SIGTERM, signal.SIGINT):
            started = time.monotonic()
            with self.site() as site:
                self.report("first page, warm", time.monotonic() - started, WARM_SECONDS)
                self.is_true("the sample people are still there", b"/people/" in _read(f"{SITE}/people/"))
            self.report(how.name, self.ended(site, how))
        self.killed()
        if with_tests:
            started = time.monotonic()
            self.is_true("make test passes", not self.run("test").returncode)
            self.report("make test, cold", time.monotonic() - started, TEST_SECONDS)

    def killed(self) -> None:
        """The runner is killed and can end nothing; the next run begins all the same."""
        with self.site() as site:
            lines = (line.split() for line in _processes() if " -m config.local.run" in line)
            runner = next(int(pid) for pid, group, *_ in lines if int(group) == site.pid)
            os.kill(runner, signal.SIGKILL)
            site.wait(timeout=20)
        time.sleep(2)
        started = time.monotonic()
        with self.site() as site:
            self.report("first page after a killed run", time.monotonic() - started, WARM_SECONDS + 2)
            second = self.run("run")
            self.is_true("a second run says why not", second.returncode and b"runs from this folder" in second.stderr)
        self.report("Ctrl-C", self.ended(site))

    @contextlib.contextmanager
    def site(self) -> Iterator["subprocess.Popen[bytes]"]:
        log = (self.checkout.parent / "log").open("wb")
        process = subprocess.Popen(
            [*self.make, "run"], cwd=self.checkout, env=self.environment, start_new_session=True, stdout=log, stderr=log
        )
        try:
            while not _read(SITE):
                if process.poll() is not None:
                    sys.exit((self.checkout.parent / "log").read_text())
                time.sleep(0.05)
            yield process
        except BaseException:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            raise

    def ended(self, site: "subprocess.Popen[bytes]", how: signal.Signals = signal.SIGINT) -> float:
        """Seconds until everything is gone."""
        started = time.monotonic()
        os.killpg(site.pid, how)
        site.wait(timeout=30)
        mark = hashlib.sha256(os.fsencode(self.checkout)).hexdigest()[:10]  # in the path of the database
        left = [line for line in _processes() if str(self.checkout) in line or mark in line]
        self.is_true(f"{how.name} leaves nothing behind {left or ''}", not left)
        return time.monotonic() - started

    def run(self, target: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [*self.make, target], cwd=self.checkout, env=self.environment, capture_output=True, check=False
        )

    def report(self, what: str, seconds: float, goal: float | None = None) -> None:
        within = goal is None or seconds <= goal
        self.failures += not within
        print(f"{seconds:7.1f} s  {what}{'' if within else f'   MORE THAN {goal}'}", flush=True)

    def is_true(self, what: str, is_so: object) -> None:
        self.failures += not is_so
        print(f"{'ok' if is_so else 'FAILED':>9}  {what}", flush=True)


@contextlib.contextmanager
def _new_folder(is_awkward: bool) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="colophon-rehearsal-") as top:
        folder = Path(top) / ("a path with spaces " * 9).strip() if is_awkward else Path(top)
        folder.mkdir(exist_ok=True)
        try:
            yield folder
        finally:
            subprocess.run(["make", "clean"], cwd=folder / "colophon", capture_output=True, check=False)


def _copy_to(target: Path) -> None:
    """The working tree, without what git ignores: what a clone would have after the next commit."""
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={CHECKOUT}", "ls-files", "-zco", "--exclude-standard"],
        cwd=CHECKOUT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (CHECKOUT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(CHECKOUT / name, target / name)


def _read(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bytes(answer.read())
    except OSError:
        return b""


def _processes() -> list[str]:
    """Every process as its number, its group's and its command."""
    listed = subprocess.run(
        ["ps", "-axww", "-o", "pid=,pgid=,command="], capture_output=True, text=True, errors="replace", check=True
    )
    return listed.stdout.splitlines()


if __name__ == "__main__":
    sys.exit(main())
