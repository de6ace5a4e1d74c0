"""Removes one defence at a time from a copy of the tree, and sees that a test catches each.

usage: python -m tests.defences [words of a name]   only the defences whose name holds one of the words
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from config.local import cluster, postgres
from tests import defences
from tests.defences import Defence

ROOT = Path(__file__).resolve().parents[2]
NOT_COPIED = (".git", ".venv", ".local", "__pycache__", ".*_cache", ".coverage*", "htmlcov", "staticfiles", "media")
SECONDS = 180  # for one test
ALL_SECONDS = 1200  # for all of them, with every defence in place
PASSED, FAILED = 0, 1  # pytest's exit codes; others mean that it could not run the tests


def main(words: list[str]) -> int:
    chosen = [d for d in defences.known() if not words or any(word in d.name for word in words)]
    if not chosen:
        print("No defence has such a name." if words else "No defence is written down yet.", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the server and the copy go in any case
    place = Path(tempfile.mkdtemp(prefix="colophon-defences-"))
    try:
        return _judge(chosen, _copied(place / "tree"))
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _judge(chosen: list[Defence], tree: Path) -> int:
    postgres.CHECKOUT = tree  # the embedded server of the copy, not that of a test run beside us
    server = postgres.server("tests")
    try:
        with postgres.running("tests"):
            return _table(chosen, tree)
    except cluster.Broken as reason:
        print(reason, file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(server.sockets, ignore_errors=True)
        shutil.rmtree(server.home, ignore_errors=True)


def _table(chosen: list[Defence], tree: Path) -> int:
    print(f"{len(chosen)} defences. First their tests, with every defence in place ...", flush=True)
    code, output = _run_tests(tree, sorted({d.test for d in chosen}), "all", ALL_SECONDS)
    if code != PASSED:
        print(output[-4000:] + "\nThe tests must pass with every defence in place; nothing was removed.")
        return 1
    width = max(len(defence.name) for defence in chosen)
    escaped = 0
    for number, defence in enumerate(chosen):
        started = time.monotonic()
        outcome = _without(defence, tree, str(number))
        escaped += outcome != "caught"
        print(f"{defence.name:{width}}  {time.monotonic() - started:5.1f} s  {outcome}", flush=True)
    print(f"{len(chosen) - escaped} of {len(chosen)} removals were caught.")
    return 1 if escaped else 0


def _without(defence: Defence, tree: Path, run: str) -> str:
    """What happens when this defence is gone: `caught`, or why not."""
    file = tree / defence.file
    if not file.is_file():
        return f"NOT FOUND: there is no {defence.file}"
    whole = file.read_text(encoding="utf-8")
    if whole.count(defence.old) != 1:
        return f"NOT FOUND: the snippet stands {whole.count(defence.old)} times in {defence.file}"
    file.write_text(whole.replace(defence.old, defence.new), encoding="utf-8")
    try:
        code, output = _run_tests(tree, [defence.test], run)
    except subprocess.TimeoutExpired:
        return f"NOT CAUGHT: the test did not end within {SECONDS} s"
    finally:
        file.write_text(whole, encoding="utf-8")
    return verdict(defence, code, output)


def verdict(defence: Defence, code: int, output: str) -> str:
    """What the exit code of pytest says about a run without the defence."""
    if code == FAILED:
        return "caught"
    if code == PASSED:
        return f"NOT CAUGHT: {defence.test} stays green"
    return f"NOT JUDGED: pytest ended with {code}: {_last_line(output)}"


def _run_tests(tree: Path, tests: Iterable[str], run: str, seconds: int = SECONDS) -> tuple[int, str]:
    """Serially, in a database of its own on the one server."""
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgres://{postgres.USER}@/{postgres.socket_folder('tests')}/defence_{run}",
        "PYTHONPATH": str(tree),
        "PYTHONDONTWRITEBYTECODE": "1",  # a snippet changed within the same second would be read from the old bytecode
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "--no-header", "--create-db", *tests]
    done = subprocess.run(
        command, cwd=tree, env=environment, capture_output=True, text=True, check=False, timeout=seconds
    )
    return done.returncode, done.stdout + done.stderr


def _copied(target: Path) -> Path:
    shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(*NOT_COPIED), symlinks=True)
    return target


def _last_line(text: str) -> str:
    return next((line for line in reversed(text.splitlines()) if line.strip()), "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
