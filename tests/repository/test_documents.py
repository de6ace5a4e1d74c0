"""What the documents name exists: files, commands, signals; and the first page stays short."""

import re

import pytest

from tests.repository import tree

DOCUMENTS = [path for path in tree.files(".md") if not path.startswith(".envs/")] + [".envs/README.md"]
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
_PICTURE = re.compile(r"<(?:img|source)[^>]+(?:src|srcset)=\"([^\"]+)\"")
_PATH = re.compile(r"`((?:profiles|config|tests|docs|requirements|\.envs|\.ci|\.github)/[\w./-]*)`")
_MAKE = re.compile(r"(?:`|^\s*)make ([a-z][a-z-]*)", re.MULTILINE)
_MANAGE = re.compile(r"manage\.py ([a-z_]+)")
NOT_MADE_HERE = (".envs/.dev/", ".envs/.production/")  # by an operator, and ignored by git


def test_the_first_page_is_short():
    lines = tree.read("README.md").splitlines()
    assert len(lines) < 120
    assert {"make run", "make test"} <= {line.strip() for line in lines}


@pytest.mark.parametrize("path", DOCUMENTS)
def test_what_a_document_names_exists(path):
    text, folder = tree.read(path), (tree.ROOT / path).parent
    links = [link for link in [*_LINK.findall(text), *_PICTURE.findall(text)] if not (folder / link).exists()]
    named = [name for name in _PATH.findall(text) if not name.startswith(NOT_MADE_HERE)]
    assert links + [name for name in named if not (tree.ROOT / name).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS)
def test_the_commands_in_a_document_exist(path):
    targets = set(re.findall(r"^([a-z-]+):", tree.read("Makefile"), re.MULTILINE))
    assert set(_MAKE.findall(tree.read(path))) - targets == set()
    ours = {name.rsplit("/", 1)[1].removesuffix(".py") for name in tree.files(".py") if "/management/commands/" in name}
    djangos = {"migrate", "makemigrations", "check", "shell", "test", "runserver", "collectstatic", "spectacular"}
    assert set(_MANAGE.findall(tree.read(path))) - ours - djangos == set()


def test_every_file_that_code_points_to_exists():
    pointing = re.compile(r"docs/[\w./-]+\.(?:md|yaml)")
    missing = {
        (path, name)
        for path in [*tree.files(".py", ".html", ".toml", under=("config", "profiles", "tests")), "Makefile"]
        for name in pointing.findall(tree.read(path))
        if not (tree.ROOT / name).exists()
    }
    assert missing == set()


def test_every_signal_stands_in_the_glossary():
    glossary = tree.read("docs/glossary.md")
    declared = {
        name
        for path in tree.code("/signals.py")
        for name in re.findall(r"^([a-z_]+) = Signal\(\)", tree.read(path), re.MULTILINE)
    }
    assert declared
    assert {name for name in declared if f"`{name}`" not in glossary} == set()
    named = set(re.findall(r"^\| `([a-z_]+)` \| .* \| .* \|$", glossary, re.MULTILINE))
    assert named == declared


def test_the_menu_explains_every_target():
    makefile = tree.read("Makefile")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert targets == set(re.findall(r"^([a-z-]+):.*## \S", makefile, re.MULTILINE))
