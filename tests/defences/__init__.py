"""Every defence as a snippet that a test must miss: `python -m tests.defences` removes them one by one."""

import importlib
import pkgutil
from dataclasses import dataclass


@dataclass(frozen=True)
class Defence:
    """`old` stands once in `file`; with `new` in its place `test`, an id of one, must fail."""

    name: str
    file: str
    old: str
    new: str
    test: str


def known() -> list[Defence]:
    """All of them, from the lists called DEFENCES in the modules beside this one."""
    modules = sorted(found.name for found in pkgutil.iter_modules(__path__) if found.name != "__main__")
    lists = (getattr(importlib.import_module(f"{__name__}.{name}"), "DEFENCES", ()) for name in modules)
    return [defence for defences in lists for defence in defences]
