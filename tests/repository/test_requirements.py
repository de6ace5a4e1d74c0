"""Every direct dependency has its reason, every locked package its hashes, and the locks fit what was asked for."""

import re
from pathlib import PurePosixPath

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.repository import tree

ASKED = tree.files(".in", under=("requirements",))
LOCKED = tree.files(".txt", under=("requirements",))
_PIN = re.compile(r"^([a-zA-Z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)(?: ;[^\\]*)?\s*\\?$", re.MULTILINE)


def wishes(path: str) -> list[str]:
    return [line for line in tree.read(path).splitlines() if line.strip() and not line.startswith(("#", "-r ", "-c "))]


def pins(path: str) -> dict[str, set[Version]]:
    """More than one version of a package stands there when Python versions need different ones."""
    found: dict[str, set[Version]] = {}
    for name, version in _PIN.findall(tree.read(path)):
        found.setdefault(canonicalize_name(name), set()).add(Version(version))
    return found


@pytest.mark.parametrize("path", ASKED)
def test_every_direct_dependency_has_its_reason(path):
    assert [line for line in wishes(path) if not re.search(r"\s# \w+", line)] == []


@pytest.mark.parametrize("path", ASKED)
def test_every_set_is_locked_as_asked(path):
    locked = pins(str(PurePosixPath(path).with_suffix(".txt")))
    for line in wishes(path):
        asked = Requirement(line.split("#", 1)[0].strip())
        versions = locked.get(canonicalize_name(asked.name), set())
        assert versions, f"{asked.name} is not locked; `make lock`"
        fits = [asked.specifier.contains(version, prereleases=True) for version in versions]
        assert any(fits) if asked.marker else all(fits), asked.name  # a marker's other versions are asked for elsewhere


@pytest.mark.parametrize("path", LOCKED)
def test_every_locked_package_has_hashes(path):
    text = tree.read(path)
    assert [
        block for block in re.split(r"\n(?=[a-zA-Z0-9])", text) if "==" in block and "--hash=sha256:" not in block
    ] == []
    assert len(pins(path)) > 10
    assert not re.search(
        r"^(?:-i |--index-url|--extra-index-url|--find-links|-e )|@ (?:git|https?)", text, re.MULTILINE
    )


@pytest.mark.parametrize("path", LOCKED)
def test_sets_agree_about_versions(path):
    base = pins("requirements/base.txt")
    mine = pins(path)
    if path == "requirements/monitor.txt":  # a program of its own, tested with what the tests have
        base = {name: versions for name, versions in pins("requirements/test.txt").items() if name in mine}
        assert set(mine) == set(base)
    assert {name: versions for name, versions in base.items() if mine.get(name) != versions} == {}
