"""The installer: any Python can read it, and every failure is one sentence."""

import ast
import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from config.local import install

SETS = [path.stem for path in sorted((install.ROOT / "requirements").glob("*.in")) if path.with_suffix(".txt").exists()]


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout without .venv, whose requirements are one impossible package."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "config/local").mkdir(parents=True)
    shutil.copy(install.__file__, tmp_path / "config/local/install.py")
    for name in install.SETS:
        (tmp_path / f"requirements/{name}.txt").write_text(f"none-such==1.0 --hash=sha256:{'0' * 64}\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def run(checkout: Path, python: str = sys.executable, **variables: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [python, "config/local/install.py", "local"],
        cwd=checkout,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def a_python(folder: Path, script: str) -> str:
    """Something that passes for a Python."""
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_an_old_python_can_read_it_to_its_end():
    """Python 3.6 must get as far as the sentence about its age."""
    ast.parse(Path(install.__file__).read_text(), feature_version=(3, 6))


@pytest.mark.parametrize("version", [(3, 6), (3, 8), (3, 10), (3, 15), (4, 0)])
def test_another_python_is_refused_with_what_to_do(monkeypatch, version):
    monkeypatch.setattr(sys, "version_info", (*version, 0, "final", 0))
    with pytest.raises(SystemExit) as refusal:
        install.main("local")
    sentence = str(refusal.value)
    assert "Colophon needs 3.11 to 3.14" in sentence
    assert "make PYTHON=python3.13" in sentence


@pytest.mark.parametrize("minor", range(11, 15))
def test_the_pythons_we_promise_are_accepted(monkeypatch, minor):
    monkeypatch.setattr(sys, "version_info", (3, minor, 0, "final", 0))
    monkeypatch.setattr(install, "is_installed", lambda _wanted: True)
    install.main("local")


def test_the_promise_is_that_of_the_project():
    project = (install.ROOT / "pyproject.toml").read_text()
    assert f'requires-python = ">={install.OLDEST[0]}.{install.OLDEST[1]}"' in project


def test_without_an_index_it_is_one_sentence(checkout):
    ended = run(checkout, PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_RETRIES="1")
    assert ended.returncode == 1
    assert ended.stderr.strip() == (
        "The package index does not answer; check the network, or pip's settings, and run this again."
    )


def test_a_failed_install_is_tried_again(checkout):
    for _twice in range(2):
        ended = run(checkout, PIP_NO_INDEX="1")
        assert ended.returncode == 1
        assert "has no none-such==1.0 for this machine" in ended.stderr
        assert "Traceback" not in ended.stderr


def a_wheel(folder: Path, name: str, version: str, *needs: str) -> str:
    """A package with nothing in it; gives the line that locks it."""
    wheel = folder / f"{name}-{version}-py3-none-any.whl"
    described = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(wheel, "w") as packed:
        facts = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", "Provides-Extra: more"]
        packed.writestr(f"{described}/METADATA", "\n".join([*facts, *(f"Requires-Dist: {need}" for need in needs), ""]))
        packed.writestr(f"{described}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        packed.writestr(f"{described}/RECORD", "")
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


def test_what_is_locked_is_installed_when_there_is_something_newer(checkout):
    """Also where a package asks for another one's extra, which the lock does not name."""
    lock = a_wheel(checkout, "wanting", "1.0", "wanted[more]>=1") + a_wheel(checkout, "wanted", "1.0")
    a_wheel(checkout, "wanted", "2.0")
    (checkout / "requirements/local.txt").write_text(lock)
    ended = run(checkout, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(checkout))
    assert ended.stderr == ""
    assert [path.name for path in checkout.glob(".venv/lib/*/site-packages/wanted-*")] == ["wanted-1.0.dist-info"]


def test_without_the_venv_package_it_says_which_to_install(checkout, monkeypatch):
    fake = a_python(checkout, "echo 'not created successfully because ensurepip is not available'; exit 1")
    monkeypatch.setattr(sys, "executable", fake)
    monkeypatch.setattr(install, "VENV", checkout / ".venv")
    with pytest.raises(SystemExit, match="apt install python3-venv"):
        install.make_venv()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "not the one that was locked"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("Temporary failure in name resolution, Retrying (Retry(total=4", "does not answer"),
        ("ERROR: No matching distribution found for nh3==0.3", "no nh3==0.3 for this machine"),
        ("ERROR: something new", "could not be installed: ERROR: something new"),
        ("", "no reason was given"),
    ],
)
def test_what_pip_says_is_explained_in_one_line(said, sentence):
    explained = install.explained(said)
    assert sentence in explained
    assert "\n" not in explained


@pytest.fixture
def made(tmp_path, monkeypatch):
    """A .venv that was made here, with the tests' set."""
    monkeypatch.setattr(install, "VENV", tmp_path)
    monkeypatch.setattr(install, "PYTHON", Path(sys.executable))
    install.stamp("here").write_text(str(install.ROOT))
    install.stamp("test").write_text(install.fingerprint("test"))
    return tmp_path


def test_a_larger_set_holds_the_smaller_ones(made):
    assert [name for name in install.SETS if install.is_installed(name)] == ["base", "local", "test"]


def test_a_changed_lock_is_installed(made, monkeypatch):
    monkeypatch.setattr(install, "fingerprint", lambda _name: "another")
    assert not install.is_installed("local")


def test_a_moved_environment_is_made_again(made):
    install.stamp("here").write_text("/elsewhere")
    assert not install.is_installed("local")
    assert not install.is_made()


def test_a_half_made_environment_is_made_again(made):
    install.stamp("here").unlink()
    assert not install.is_made()


def locked(name: str) -> dict[str, str]:
    """Each package's version, or its versions with where each belongs."""
    text = (install.ROOT / f"requirements/{name}.txt").read_text()
    found: dict[str, str] = {}
    for package, version in re.findall(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==([^\\\n]+)", text, re.MULTILINE):
        found[package] = f"{found[package]} or {version}" if package in found else version
    return found


def test_one_package_has_one_version_in_every_lock():
    """The sets are installed over one another."""
    versions: dict[str, set[str]] = {}
    for name in SETS:
        assert locked(name)
        for package, version in locked(name).items():
            versions.setdefault(package, set()).add(version)
    assert {package: found for package, found in versions.items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", SETS)
def test_every_package_is_locked_with_hashes(name):
    text = (install.ROOT / f"requirements/{name}.txt").read_text()
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert len(entries) >= len(locked(name))
    assert [
        entry.split()[0] for entry in entries if "==" in entry.split("\n")[0] and "--hash=sha256:" not in entry
    ] == []


@pytest.mark.parametrize("name", SETS)
def test_every_direct_dependency_has_a_reason_and_a_lock(name):
    for line in (install.ROOT / f"requirements/{name}.in").read_text().splitlines():
        if line and not line.startswith(("#", "-r")):
            assert re.search(r"  # \w+", line), line
            package = re.match(r"[A-Za-z0-9_-]+", line)[0].lower().replace("_", "-")
            assert package in locked(name), line


def test_each_set_holds_the_one_before():
    for smaller, larger in zip(install.SETS, install.SETS[1:], strict=False):
        assert locked(smaller).items() <= locked(larger).items()


def test_an_environment_elsewhere_is_not_emptied_through_a_link(checkout):
    elsewhere = checkout / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").touch()
    (checkout / ".venv").symlink_to(elsewhere)
    done = run(checkout)
    assert done.returncode == 1
    assert "leads to another place" in done.stderr
    assert (elsewhere / "kept").exists()
