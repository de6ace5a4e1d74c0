"""Pages that are made from the code: `python -m tests.repository.variables --write` and its like keep them true."""

import sys
from collections.abc import Callable

from tests.repository import tree

Page = Callable[[], str]


def is_current(path: str, made: str) -> bool:
    return (tree.ROOT / path).is_file() and tree.read(path) == made


def main(pages: dict[str, Page]) -> int:
    """With --write make the pages; without, say which are stale."""
    stale = 0
    for path, page in pages.items():
        made = page()
        if is_current(path, made):
            continue
        if "--write" in sys.argv[1:]:
            (tree.ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (tree.ROOT / path).write_text(made, encoding="utf-8")
            print(f"wrote {path}")
        else:
            stale += 1
            print(f"{path} is stale; `make reference` writes it anew")
    return 1 if stale else 0
