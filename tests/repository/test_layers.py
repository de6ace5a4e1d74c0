"""Imports go downwards only, by the contracts in pyproject.toml."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository import tree


def test_the_layers_hold():
    linter = Path(sys.executable).with_name("lint-imports")
    if not linter.exists():
        pytest.skip("import-linter comes with the tools of `make check`, which runs it too")
    done = subprocess.run([linter, "--no-cache"], cwd=tree.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_platform_never_imports_its_configuration():
    assert [path for path in tree.code(".py") if path.startswith("profiles/") and "config" in _imported(path)] == []


def test_only_clients_and_the_two_doors_import_an_http_library():
    allowed = ("clients.py", "profiles/shared/http.py", "profiles/shared/open_web.py")
    inside = [path for path in tree.code(".py") if path.startswith("profiles/") and not path.endswith(allowed)]
    libraries = {"requests", "urllib3", "httpx", "http.client", "urllib.request"}
    assert [path for path in inside if libraries & _imported(path)] == []


def _imported(path: str) -> set[str]:
    """The modules that a file imports, with the packages they are in."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(tree.read(path))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names | {name.split(".", 1)[0] for name in names}
