"""Makes .venv and installs one set of requirements into it; runs under any Python 3 and needs nothing installed.

usage: python3 config/local/install.py base|local|test|browser|check
"""

import fcntl
import hashlib
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

OLDEST, NEWEST = (3, 11), (3, 14)
ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# Each set holds the ones before it, so a later one leaves nothing to do for an earlier.
SETS = ["base", "local", "test", "browser", "check"]


def main(wanted: str) -> None:
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        here = ".".join(str(number) for number in sys.version_info[:2])
        end(f"This is Python {here}; Colophon needs 3.11 to 3.14. Name one: make PYTHON=python3.13 ...")
    if is_installed(wanted):
        return
    local = ROOT / ".local"
    local.mkdir(exist_ok=True)
    with (local / "install.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # a second `make` waits for the first
        if not is_installed(wanted):
            make_and_install(wanted)


def make_and_install(wanted: str) -> None:
    if not is_made():
        print("Making .venv ...", flush=True)
        make_venv()
    print(f"Installing what `{wanted}` needs, from the package index ...", flush=True)
    started = time.time()
    install(wanted)
    stamp(wanted).write_text(fingerprint(wanted))
    print(f"Installed in {time.time() - started:.0f} seconds.", flush=True)


def make_venv() -> None:
    if VENV.is_symlink():
        end(f"{VENV} leads to another place, which would be emptied; remove the link, then run this again.")
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if not made.returncode:
        stamp("here").write_text(str(ROOT))
    elif any(word in made.stdout + made.stderr for word in ("ensurepip", "No module named venv")):
        end("This Python cannot make virtual environments; on Debian or Ubuntu: apt install python3-venv")
    else:
        end(f"A virtual environment could not be made in {VENV}: {last_line(made.stderr or made.stdout)}")


def install(wanted: str) -> None:
    # The lock is whole, so pip resolves nothing: it would ask for the newest release of what only an extra names.
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-deps", "--disable-pip-version-check"]
    command += ["--no-input", "--progress-bar=off", "--no-compile", "-r", f"requirements/{wanted}.txt"]
    pip = subprocess.Popen(command, cwd=str(ROOT), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert pip.stdout
    said = []
    for line in pip.stdout:
        said.append(line)
        if line.startswith(("Collecting ", "Installing collected")):
            count = sum(earlier.startswith("Collecting ") for earlier in said)
            show(f"  {count:3} packages  {line.strip()}")
    show("")
    if pip.wait():
        end(explained("".join(said)))


def explained(problem: str) -> str:
    """What pip said, as one sentence that says what to do."""
    if "DO NOT MATCH THE HASHES" in problem:
        return (
            "A package is not the one that was locked, so nothing was installed; try again, or ask who keeps the index."
        )
    if "No space left" in problem:
        return "The disk is full; free about 500 MB and run this again."
    if any(word in problem for word in ("onnection", "resolve", "Retrying", "timed out")):
        return "The package index does not answer; check the network, or pip's settings, and run this again."
    if "No matching distribution found for " in problem:
        package = problem.rpartition("No matching distribution found for ")[2].split()[0]
        return (
            f"The package index has no {package} for this machine; check pip's settings. "
            "Colophon runs on Linux with glibc and on macOS, on x86-64 and arm64."
        )
    return f"The packages could not be installed: {last_line(problem)}"


def is_made() -> bool:
    """Whether .venv was made to its end, and here: a moved one does not work."""
    return PYTHON.exists() and stamp("here").exists() and stamp("here").read_text() == str(ROOT)


def is_installed(wanted: str) -> bool:
    sets = SETS[SETS.index(wanted) :]
    return is_made() and any(stamp(s).exists() and stamp(s).read_text() == fingerprint(s) for s in sets)


def stamp(name: str) -> Path:
    return VENV / f"installed-{name}"


def fingerprint(name: str) -> str:
    return hashlib.sha256((ROOT / "requirements" / f"{name}.txt").read_bytes()).hexdigest()


def show(line: str) -> None:
    if sys.stdout.isatty():
        print("\r\033[K" + line[:100], end="", flush=True)


def last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith(("WARNING", "["))]
    return lines[-1].strip() if lines else "no reason was given"


def end(sentence: str) -> NoReturn:
    sys.exit(sentence)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except KeyboardInterrupt:
        end("\nStopped; run it again to go on.")
    except OSError as problem:
        end(f"{problem.filename or ROOT} cannot be used ({problem.strerror}); see who owns it, then run this again.")
