"""Known weaknesses of what is locked: `python -m tests.repository.audit` fails when there are some, or it cannot know.

First the source is asked about an old gunicorn, whose weaknesses it must know: one that answers "none" to everything
would let all pass. AUDIT_URL names another source that speaks OSV's API.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.repository import tree

PROGRAM = Path(sys.executable).with_name("pip-audit")
KNOWN_WEAK = "gunicorn==20.0.4"
SECONDS = 900


class Unknown(Exception):
    """The source did not answer, or not as one that knows."""


@dataclass(frozen=True)
class Weakness:
    package: str
    version: str
    name: str
    fixed_in: tuple[str, ...]

    def __str__(self) -> str:
        remedy = f"fixed in {', '.join(self.fixed_in)}" if self.fixed_in else "no release mends it yet"
        return f"{self.package} {self.version}: {self.name}, {remedy}"


def main() -> int:
    try:
        if not weaknesses_of_one(KNOWN_WEAK):
            raise Unknown(f"it knows no weakness of {KNOWN_WEAK}, which has several")
        found = weaknesses(*locks())
    except Unknown as reason:
        print(f"NOT CHECKED: the source of known weaknesses cannot be relied on ({reason}).", file=sys.stderr)
        return 2
    for weakness in found:
        print(weakness)
    print(f"{len(locks())} locks were checked; {len(found)} known weaknesses.")
    return 1 if found else 0


def locks() -> list[Path]:
    return [tree.ROOT / path for path in tree.files(".txt", under=("requirements",))]


def weaknesses_of_one(requirement: str) -> list[Weakness]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.txt"
        path.write_text(f"{requirement}\n")
        return weaknesses(path)


def weaknesses(*files: Path) -> list[Weakness]:
    command = [str(PROGRAM), "--strict", "--disable-pip", "--no-deps", "--progress-spinner=off", "--format=json"]
    command += ["--vulnerability-service=osv", *(f"--requirement={file}" for file in files)]
    if source := os.environ.get("AUDIT_URL"):
        command.append(f"--osv-url={source}")
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (json.JSONDecodeError, KeyError, TypeError):
        raise Unknown(_last_line(done.stderr)) from None
    if skipped := [package["name"] for package in packages if "skip_reason" in package]:
        raise Unknown(f"it knows nothing of {', '.join(skipped)}")
    return sorted(
        {
            Weakness(package["name"], package["version"], weakness["id"], tuple(weakness["fix_versions"]))
            for package in packages
            for weakness in package["vulns"]
        },
        key=str,
    )


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:300] if lines else "it said nothing"


if __name__ == "__main__":
    sys.exit(main())
