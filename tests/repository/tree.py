"""The files of this repository, as the guard reads them."""

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_MADE = {
    ".git", ".venv", ".local", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache",
    "__pycache__", "htmlcov", "staticfiles",
}  # fmt: skip
_NOT_WRITTEN_HERE = ("profiles/static/vendor/",)


def files(*suffixes: str, under: tuple[str, ...] = ("",)) -> list[str]:
    """Paths from the root of what is written here, without what tools make; all suffixes when none is given."""
    return sorted(path for folder in under for path in _walk(folder) if not suffixes or path.endswith(suffixes))


def code(*suffixes: str) -> list[str]:
    """The program itself: no tests, no migrations."""
    found = files(*suffixes, under=("config", "cron", "profiles"))
    return [path for path in found if "/migrations/" not in path]


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def _walk(folder: str) -> Iterator[str]:
    if (ROOT / folder).is_file():
        yield folder
    for here, folders, names in os.walk(ROOT / folder):
        folders[:] = [name for name in folders if name not in _MADE]
        for name in names:
            path = (Path(here) / name).relative_to(ROOT).as_posix()
            if not path.startswith(_NOT_WRITTEN_HERE) and not name.startswith(".coverage"):
                yield path
