"""Every module has its test file: profiles/<app>/<file>.py is tested by tests/<app>/test_<file>.py."""

import ast
from fnmatch import fnmatch
from pathlib import PurePosixPath

from tests.repository import tree

# Declarations without behaviour of their own.
UNTESTED = {
    "*/apps.py": "names an app; every test loads it",
    "*/urls.py": "addresses; test_permission_table.py and test_addresses.py walk all of them",
    "*/admin_urls.py": "addresses, as above",
    "*/signals.py": "names of facts; the tests of their receivers send them",
    "*/models.py": "rows; their constraints are tested through the actions that write them",
    "*/models/*.py": "the same, where they are many",
    "config/urls.py": "addresses, as above",
    "cron/findings.py": "facts without behaviour; the looks make them and the judgement reads them",
    "config/local/clean.py": "five lines over config/local/postgres.py, which has its tests",
}
# Tested under a better name, through the addresses that use it.
ELSEWHERE = {
    "config/local/cluster.py": "tests/config/local/test_postgres.py",
    "profiles/api/callers.py": "tests/api/test_authentication.py",
    "profiles/api/parsers.py": "tests/api/v1/test_lookup.py",
    "profiles/api/queries/registers.py": "tests/api/v1/test_registers.py",
    "profiles/api/receivers.py": "tests/api/test_actions.py",
    "profiles/api/schema.py": "tests/api/test_any_request.py",
    "profiles/api/v1/describing.py": "tests/api/test_any_request.py",
    "profiles/api/v1/own_page.py": "tests/api/v1/test_me.py",
    "profiles/api/v1/pages.py": "tests/api/v1/test_lists.py",
    "profiles/api/v1/parameters.py": "tests/api/v1/test_lists.py",
    "profiles/api/v1/patched_items.py": "tests/api/v1/test_me.py",
    "profiles/api/v1/patching.py": "tests/api/v1/test_me.py",
    "profiles/api/v1/serializers/lookup.py": "tests/api/v1/test_lookup.py",
    "profiles/api/v1/serializers/me.py": "tests/api/test_any_request.py",
    "profiles/api/v1/serializers/people.py": "tests/api/v1/test_people.py",
    "profiles/api/v1/serializers/problems.py": "tests/api/test_any_request.py",
    "profiles/api/v1/serializers/registers.py": "tests/api/v1/test_registers.py",
    "profiles/api/v1/serializers/search.py": "tests/api/v1/test_search.py",
    "profiles/api/v1/shapes.py": "tests/api/v1/test_lists.py",
    "profiles/people/admin.py": "tests/accounts/test_admin.py",
    "profiles/accounts/context_processors.py": "tests/accounts/test_languages.py",
    "profiles/locale/en/formats.py": "tests/accounts/test_languages.py",
    "profiles/accounts/claims.py": "tests/accounts/test_hostile_provider.py",
    "profiles/accounts/oidc/backend.py": "tests/accounts/test_hostile_provider.py",
    "profiles/accounts/oidc/problems.py": "tests/accounts/test_hostile_provider.py",
    "profiles/operations/backups/problems.py": "tests/operations/backups/test_verify.py",
    "profiles/accounts/oidc/views.py": "tests/accounts/test_sign_in.py",
    "profiles/accounts/oidc/states.py": "tests/accounts/test_attempts.py",
}


def modules() -> list[str]:
    """What must be tested: every module that does something."""
    return [path for path in tree.code(".py") if not _is_excused(path) and _has_code(path)]


def mirrors(path: str) -> set[str]:
    """The places where a module's tests may be: its own file, or that of the package it is in."""
    parts = [part for part in PurePosixPath(path).with_suffix("").parts if part != "__init__"]
    app, inner = (parts[0], parts[1:]) if parts[0] in ("config", "cron") else (parts[1], parts[2:])
    inner = [part.strip("_") for part in inner if part not in ("management", "commands")]  # __main__ too
    found = {f"tests/{app}/test_{'_'.join(inner)}.py", f"tests/{'/'.join([app, *inner[:-1]])}/test_{inner[-1]}.py"}
    found |= {f"tests/{app}/test_{package}.py" for package in inner[:-1]}
    beside_app = f"{'/'.join(PurePosixPath(path).parts[: len(parts) - len(inner)])}/{inner[-1]}.py"
    return (
        found if (tree.ROOT / beside_app).exists() and len(inner) > 1 else found | {f"tests/{app}/test_{inner[-1]}.py"}
    )


def test_every_module_has_its_test_file():
    untested = [path for path in modules() if path not in ELSEWHERE and not _existing(mirrors(path))]
    assert untested == []


def test_what_is_tested_elsewhere_is_named_there():
    missing = {path: test for path, test in ELSEWHERE.items() if not _existing({path}) or not _existing({test})}
    assert missing == {}


def test_no_excuse_is_left_over():
    everything = tree.code(".py")
    assert [pattern for pattern in UNTESTED if not any(fnmatch(path, pattern) for path in everything)] == []
    assert [path for path in ELSEWHERE if _existing(mirrors(path))] == []


def test_mirrors_are_where_a_reader_looks():
    assert "tests/people/test_prose.py" in mirrors("profiles/people/prose.py")
    assert "tests/operations/test_seed_people.py" in mirrors("profiles/operations/management/commands/seed_people.py")
    assert "tests/pages/test_views.py" in mirrors("profiles/pages/views/readers.py")
    assert "tests/accounts/test_views.py" not in mirrors("profiles/accounts/oidc/views.py")


def _has_code(path: str) -> bool:
    """Whether there is more than a docstring."""
    return any(not isinstance(node, ast.Expr) for node in ast.parse(tree.read(path)).body)


def _is_excused(path: str) -> bool:
    return any(fnmatch(path, pattern) for pattern in UNTESTED)


def _existing(paths: set[str]) -> list[str]:
    return [path for path in paths if (tree.ROOT / path).is_file()]
