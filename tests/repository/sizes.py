"""How long functions, files and templates are: `python -m tests.repository.sizes` reports those over their budget.

Over budget is a missing noun, so it is only reported; far beyond it is an error.
"""

import ast
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from tests.repository import tree


@dataclass(frozen=True)
class Budget:
    what: str
    soft: int
    hard: int


FUNCTION = Budget("function", 40, 60)
FILE = Budget("file", 300, 450)
TEMPLATE = Budget("template", 150, 150)


@dataclass(frozen=True)
class Size:
    """How many lines one thing has, and what it may have."""

    budget: Budget
    place: str
    lines: int

    def __str__(self) -> str:
        return f"{self.lines:4} lines, {self.budget.what} of at most {self.budget.soft}: {self.place}"


def sizes() -> list[Size]:
    return [*_functions(), *_files(), *_templates()]


def over_budget(found: list[Size]) -> list[Size]:
    return sorted((size for size in found if size.lines > size.budget.soft), key=lambda size: -size.lines)


def far_beyond(found: list[Size]) -> list[Size]:
    return [size for size in over_budget(found) if size.lines > size.budget.hard]


def functions_in(source: str, place: str) -> list[Size]:
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [Size(FUNCTION, f"{place}:{node.lineno} {node.name}", _length(node)) for node in nodes]


def main() -> int:
    found = sizes()
    for size in over_budget(found):
        print(f"{'too long' if size in far_beyond(found) else 'over budget'}: {size}")
    lengths = [size.lines for size in found if size.budget is FUNCTION]
    print(f"{len(lengths)} functions, half of them at most {statistics.median(lengths):.0f} lines long.")
    return 1 if far_beyond(found) else 0


def _python() -> list[str]:
    return [path for path in tree.files(".py") if "/migrations/" not in path]


def _functions() -> Iterator[Size]:
    for path in _python():
        yield from functions_in(tree.read(path), path)


def _files() -> Iterator[Size]:
    for path in [*_python(), *tree.files(".css", ".js", under=("profiles/static",))]:
        yield Size(FILE, path, len(tree.read(path).splitlines()))


def _templates() -> Iterator[Size]:
    for path in tree.files(".html", under=("profiles/templates",)):
        yield Size(TEMPLATE, path, len(tree.read(path).splitlines()))


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


if __name__ == "__main__":
    sys.exit(main())
