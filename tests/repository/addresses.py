"""Every address of the URLconf, and the page that lists them.

usage: python -m tests.repository.addresses [--write]
"""

import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.repository import pages

# The framework's own addresses, many and not ours to describe: one row, one permission for all of them.
WHOLES = {"admin:": "admin:index"}


@dataclass(frozen=True)
class Address:
    """One route. `name` is the view's name, else its route, else the name of the whole that it belongs to."""

    route: str
    name: str
    view: str
    purpose: str

    @property
    def keys(self) -> set[str]:
        """What a table may call it by."""
        return {self.name, self.route, self.view}


def all_addresses() -> list[Address]:
    return sorted(_walk(get_resolver().url_patterns, "", ""), key=lambda address: (address.route, address.name))


def listed_addresses() -> list[Address]:
    """The same, each of WHOLES once, by its shortest route."""
    seen: dict[str, Address] = {}
    for address in all_addresses():
        key = address.name if address.name in WHOLES.values() else address.route
        seen.setdefault(key, address)
    return list(seen.values())


def page() -> str:
    lines = [
        "# Addresses",
        "",
        "Made from the URLconf by `make reference`; a test fails when it is stale. Who may see each is written in",
        "`tests/permissions.py`.",
        "",
        "| address | name | view | what it is |",
        "|---|---|---|---|",
    ]
    lines += [f"| `/{a.route}` | `{a.name}` | `{a.view}` | {a.purpose} |" for a in listed_addresses()]
    return "\n".join(lines) + "\n"


PAGES: dict[str, pages.Page] = {"docs/reference/urls.md": page}


def _walk(patterns: list[Any], before: str, namespace: str) -> Iterator[Address]:
    for pattern in patterns:
        route = before + _plain(pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, route, inner)
        elif isinstance(pattern, URLPattern):
            yield _address(pattern, route, namespace)


def _address(pattern: URLPattern, route: str, namespace: str) -> Address:
    if namespace in WHOLES:
        return Address(route, WHOLES[namespace], "django.contrib.admin", "the framework's own pages, for staff")
    view = getattr(pattern.callback, "view_class", None) or getattr(pattern.callback, "cls", None) or pattern.callback
    is_function_in_a_class = view.__name__ == "WrappedAPIView"
    described = pattern.callback if is_function_in_a_class else view
    name = f"{namespace}{pattern.name}" if pattern.name else route
    return Address(route, name, f"{view.__module__}.{described.__name__}", _first_line(described))


def _plain(pattern: URLPattern | URLResolver) -> str:
    """The route as a person would write it."""
    text = str(pattern.pattern)
    for regex in ("^", "$", "\\Z"):
        text = text.replace(regex, "")
    return re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", text)


def _first_line(view: Any) -> str:
    text = inspect.getdoc(view) if view.__doc__ else ""
    first = (text or view.__name__.replace("_", " ")).split("\n\n", 1)[0]
    return first.replace("\n", " ").replace("|", "\\|")


if __name__ == "__main__":
    import os

    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    django.setup()
    sys.exit(pages.main(PAGES))
