"""The licences of what images hold: `python -m tests.repository.licences [--write]` keeps the page that lists them.

`make check` asks it, and it fails when the page is stale or one of them binds those who pass the images on.
"""

import re
import sys
from importlib import metadata

from tests.repository import pages, tree

SHIPPED = ("requirements/backup.txt", "requirements/monitor.txt")  # as far as they are there
# Whoever passes the images on may do so under these without giving the source of anything of their own.
ALLOWED = {
    *("0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CNRI-Python", "ISC", "MIT", "MIT-0", "MIT-CMU"),
    *("MPL-2.0", "PSF-2.0"),
    "LGPL-3.0-only",  # the database driver: a library of its own, unchanged, that anyone may replace
}
# What says it on its page alone, or is not installed here, for it is for another system or an older Python.
STATED = {"async-timeout": "Apache-2.0", "tzdata": "Apache-2.0", "pyrage": "MIT"}
_CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_SPELLED = {"Apache License 2.0": "Apache-2.0", "BSD 3-Clause": "BSD-3-Clause", "Dual License": ""}
_PIN = re.compile(r"^([a-z0-9._-]+)(?:\[[^]]*\])?==", re.MULTILINE)


def shipped() -> list[str]:
    files = [path for path in SHIPPED if (tree.ROOT / path).exists()]
    return sorted({name for path in files for name in _PIN.findall(tree.read(path))})


def licence_of(package: str) -> str:
    """As SPDX writes it where the package does, else in its manner; empty when the package says nothing."""
    try:
        said = metadata.metadata(package)
    except metadata.PackageNotFoundError:
        return STATED.get(package, "")
    free = (said.get("License") or "").strip()
    written = said.get("License-Expression") or _SPELLED.get(free, free)
    if written and len(written) < 60:
        return " OR ".join(_SPELLED.get(part, part) for part in written.split(" OR "))
    named = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or [] if line.startswith("License")]
    return " OR ".join(_CLASSIFIERS[name] for name in named if name in _CLASSIFIERS) or STATED.get(package, "")


def is_allowed(licence: str) -> bool:
    """One of several to choose from is enough; of several that hold together all are asked."""
    choices = [re.split(r" AND ", choice.strip("() ")) for choice in licence.split(" OR ")]
    return any(all(part in ALLOWED for part in parts) for parts in choices)


def refused() -> dict[str, str]:
    found = {name: licence_of(name) for name in shipped()}
    return {name: licence for name, licence in found.items() if not is_allowed(licence)}


def main() -> int:
    for name, licence in refused().items():
        print(f"{name}: {licence or 'no licence is known'}, which is none of those that are allowed")
    return 1 if pages.main(PAGES) or refused() else 0


def page() -> str:
    lines = [
        "# Licences",
        "",
        "Made from the installed packages by `make reference`; a test fails when it is stale, or when a licence is",
        "none of those that `tests/repository/licences.py` allows. Listed is what the images hold beside Python and",
        "Debian; tools that build and test them are not passed on.",
        "",
        "| package | licence |",
        "|---|---|",
        *(f"| {name} | {licence_of(name)} |" for name in shipped()),
        "",
        "With them come htmx (0BSD, `profiles/static/vendor/`) and the fonts Source Sans and Source Serif (OFL-1.1,",
        "`profiles/static/fonts/`). Colophon itself: MIT.",
        "",
    ]
    return "\n".join(lines)


PAGES: dict[str, pages.Page] = {"docs/reference/licences.md": page}

if __name__ == "__main__":
    sys.exit(main())
