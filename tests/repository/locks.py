"""Whether every lock is what its wishes give: `python -m tests.repository.locks` makes them anew and compares.

It asks the package index, and fails when that does not answer: a lock that was not made anew was not checked.
"""

import difflib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.repository import tree

SHOWN = 20  # lines of a difference


def main(root: Path = tree.ROOT) -> int:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(root / "requirements", copy / "requirements")
        shutil.copy(root / "Makefile", copy)
        (copy / ".venv").symlink_to(tree.ROOT / ".venv")
        recipe = subprocess.run(
            ["make", "--silent", "relock"], cwd=copy, stderr=subprocess.PIPE, text=True, check=False, timeout=600
        )
        if recipe.returncode:
            print(f"NOT CHECKED: the locks could not be made anew.\n{recipe.stderr}", file=sys.stderr)
            return 2
        differing = [path.name for path in sorted((root / "requirements").glob("*.txt")) if _differs(path, copy)]
    if differing:
        print(f"{', '.join(differing)}: not what `make lock` makes.", file=sys.stderr)
    return 1 if differing else 0


def _differs(path: Path, copy: Path) -> bool:
    ours, made = path.read_text(), (copy / "requirements" / path.name).read_text()
    difference = difflib.unified_diff(ours.splitlines(), made.splitlines(), path.name, "made anew", lineterm="", n=0)
    for line in list(difference)[:SHOWN]:
        print(line)
    return ours != made


if __name__ == "__main__":
    sys.exit(main())
